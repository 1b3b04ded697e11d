import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Access } from '../../src/api/access';
import type { ReaderName } from './subjects';

/** Bytes of the heap for each row. */
export async function readMemory(name: ReaderName, { baseUrl, key }: Access): Promise<number> {
  const child = fork(path.join(import.meta.dirname, 'memory.ts'), [name, baseUrl, key], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  let bytes: unknown;
  child.once('message', (message) => (bytes = message));
  await once(child, 'exit');
  if (typeof bytes !== 'number') throw new Error('The measurement of memory has ended early.');
  return bytes;
}
