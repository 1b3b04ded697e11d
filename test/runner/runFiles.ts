import { writeFile } from 'node:fs/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { collectResults } from './collectResults';

/*
 * node --import tsx test/runner/runFiles.ts --results FILE [--grep PATTERN] TEST-FILE…
 *
 * Runs each file with node:test in a process of its own, prints as `node --test` does and leaves the
 * results in FILE. (`node --test` itself cannot load a reporter written in TypeScript.)
 */
const { values, positionals } = parseArgs({
  options: { results: { type: 'string' }, grep: { type: 'string' } },
  allowPositionals: true,
});
if (values.results === undefined) throw new Error('--results is needed.');

const events = run({
  files: positionals,
  concurrency: true,
  ...(values.grep === undefined ? {} : { testNamePatterns: [values.grep] }),
});
const results = collectResults(events);
events.pipe(new spec()).pipe(process.stdout);
await writeFile(values.results, JSON.stringify(await results));
process.exitCode = (await results).failed.length > 0 ? 1 : 0;
