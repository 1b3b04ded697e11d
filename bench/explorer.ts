import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Dataset } from '../src/api/shapes';
import { startServer } from './client/startServer';
import { readMemory } from './explorer/readMemory';
import type * as Rows from './explorer/rows';
import type * as Subjects from './explorer/subjects';
import type { Bench } from './shared/Bench';
import { loadBundle } from './shared/loadBundle';
import { machine } from './shared/machine';
import { median } from './shared/median';
import { percentile } from './shared/percentile';
import { table } from './shared/table';

const datasets = 10_000;
/** Milliseconds of one keystroke in the filter, at most: a frame of the screen. */
const keystrokeGoalMs = 16;
const drawings = 30;

interface Times {
  readonly first: number[];
  readonly all: number[];
}

/** What the store and the rows of the tree cost beside the bare requests. */
export const bench: Bench = {
  about: 'rows, filter and memory of 10,000 datasets beside the bare requests. [--rounds 15]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string', default: '15' } },
    });
    const folder = path.join(import.meta.dirname, 'explorer');
    const { readers } = (await loadBundle(path.join(folder, 'subjects.ts'))) as typeof Subjects;
    const { drawRows, typeIntoFilter } = (await loadBundle(path.join(folder, 'rows.ts'), {
      vscode: path.join(folder, 'vscode.ts'),
    })) as typeof Rows;
    const server = await startServer(datasets);
    try {
      const store = readers.store(server.access);
      const raw = readers.raw(server.access);
      const times: Record<'store' | 'raw', Times> = {
        store: { first: [], all: [] },
        raw: { first: [], all: [] },
      };
      // One round before, so that neither compiling nor connecting counts; then by turns.
      for (let round = -1; round < Number(values.rounds); round += 1) {
        for (const [name, reader] of [
          ['store', store],
          ['raw', raw],
        ] as const) {
          const started = performance.now();
          await reader.first();
          const first = performance.now() - started;
          await reader.rest();
          if (round < 0) continue;
          times[name].first.push(first);
          times[name].all.push(performance.now() - started);
        }
      }
      const rows = store.rows() as readonly Dataset[];
      if (rows.length !== datasets) throw new Error(`There are ${rows.length} rows.`);
      if (store.account === undefined) throw new Error('The store has no account.');
      const keys = await typeIntoFilter(store.account);
      const drawing = Array.from({ length: drawings }, () => {
        const started = performance.now();
        drawRows(rows);
        return performance.now() - started;
      });
      const memory = {
        store: await readMemory('store', server.access),
        raw: await readMemory('raw', server.access),
      };
      store.close();
      raw.close();
      console.log(`10,000 datasets, with Node ${process.version} on ${machine()}\n`);
      console.log(
        table([
          ['', 'store', 'bare requests', 'ratio'],
          ratio('to the first rows, ms', median(times.store.first), median(times.raw.first)),
          ratio('to 10,000 rows, ms', median(times.store.all), median(times.raw.all)),
          ratio('memory of 10,000 rows, MB', megabytes(memory.store), megabytes(memory.raw)),
        ]),
      );
      console.log(
        `\nRows drawn: ${Math.round((datasets / median(drawing)) * 1000).toLocaleString('en')} a second`,
      );
      console.log(
        `Keystroke in the filter: median ${ms(median(keys))}, 99th percentile ${ms(percentile(keys, 0.99))}, worst ${ms(Math.max(...keys))} (goal: at most ${keystrokeGoalMs} ms)`,
      );
    } finally {
      await server.close();
    }
  },
};

function megabytes(bytesPerRow: number): number {
  return (bytesPerRow * datasets) / 1e6;
}

function ratio(what: string, ours: number, bare: number): string[] {
  return [what, ours.toFixed(1), bare.toFixed(1), (ours / bare).toFixed(2)];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
