import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { noResults, type TestResults } from './results';

/** Gathers the results of a run of node:test. */
export async function collectResults(source: AsyncIterable<TestEvent>): Promise<TestResults> {
  const results = noResults();
  // Events say how deep a test is nested but not in what; files are reported one after the other.
  const path: string[] = [];
  const stderr = new Map<string, string>();
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      path.length = data.nesting;
      path.push(data.name);
    } else if (type === 'test:stderr') {
      stderr.set(data.file, (stderr.get(data.file) ?? '') + data.message);
    } else if (type === 'test:fail') {
      const { error } = data.details;
      if (onlyRepeats(error)) continue;
      // A file that fails as a whole, e.g. because it cannot be loaded, says why on stderr only.
      const output = data.name === data.file ? `\n${stderr.get(data.file) ?? ''}`.trimEnd() : '';
      results.failed.push({ name: fullName(path, data), error: describe(error) + output });
    } else if (type === 'test:pass') {
      if (data.details.type === 'suite' || data.name === data.file) continue; // a file without tests
      if (data.skip === 'test name does not match pattern') continue; // nobody asked for it
      const skipped = data.skip !== undefined || data.todo !== undefined;
      results[skipped ? 'skipped' : 'passed'].push(fullName(path, data));
    }
  }
  return results;
}

function fullName(path: readonly string[], test: { name: string; nesting: number }): string {
  return [...path.slice(0, test.nesting), test.name].join(' › ');
}

/** A group fails when one of its tests does, which was reported already. */
function onlyRepeats(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** node:test wraps what a test has thrown. */
function describe(error: Error): string {
  const thrown: unknown = error.cause ?? error;
  // Its stack begins with the difference; its other properties only repeat that.
  if (thrown instanceof Error && thrown.name === 'AssertionError' && thrown.stack) {
    return thrown.stack;
  }
  return thrown instanceof Error ? inspect(thrown, { colors: false }) : String(thrown);
}
