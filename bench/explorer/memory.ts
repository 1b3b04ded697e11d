import path from 'node:path';
import process from 'node:process';
import { setImmediate as leftoversDone } from 'node:timers/promises';
import type { Access } from '../../src/api/access';
import { loadBundle } from '../shared/loadBundle';
import type * as Subjects from './subjects';

/*
 * A process of its own, with --expose-gc: reads all datasets in one way and says how many bytes the
 * heap holds more than before.
 */
const [, , name, baseUrl = '', key = ''] = process.argv;
const file = path.join(import.meta.dirname, 'subjects.ts');
const { readers } = (await loadBundle(file)) as typeof Subjects;
const access: Access = { baseUrl, key };
const reader = (name === 'store' ? readers.store : readers.raw)(access);

// One page before, so that what is compiled and connected once is not counted as rows.
await reader.first();
const before = await heap();
const rowsBefore = reader.rows().length;
await reader.rest();
const bytes = (await heap()) - before;
process.send?.(bytes / (reader.rows().length - rowsBefore));
reader.close();
process.disconnect();

async function heap(): Promise<number> {
  // Twice, with a turn between: what the first one finalises, the second one frees.
  for (let round = 0; round < 2; round += 1) {
    await leftoversDone();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
