import Mocha from 'mocha';
import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import type { TestResults } from '../runner/results';

/**
 * Runs test files inside the extension host; the bundle's entry calls it with every file of this
 * folder. Results go to the file CARTESIA_TEST_RESULTS and what is printed to CARTESIA_TEST_LOG,
 * because VS Code mixes the extension host's console with its own. CARTESIA_TEST_GREP picks tests
 * by name.
 * @throws when a test failed, which VS Code turns into its exit code.
 */
export async function runTests(load: () => Promise<unknown>): Promise<void> {
  const resultsFile = environment('CARTESIA_TEST_RESULTS');
  const logFile = environment('CARTESIA_TEST_LOG');
  const print = (...args: unknown[]) => {
    appendFileSync(logFile, `${format(...args)}\n`);
  };
  Object.assign(console, { log: print, info: print, warn: print, error: print });
  Mocha.reporters.Base.consoleLog = print;
  const grep = process.env['CARTESIA_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: 30_000,
    ...(grep ? { grep } : {}),
  });
  // Makes `describe` and `it` global, as Mocha itself does before it loads a file.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  const results: TestResults = { passed: [], skipped: [], failed: [] };
  try {
    await load();
  } catch (error) {
    results.failed.push({ name: 'loading the tests', error: format(error) });
    await writeFile(resultsFile, JSON.stringify(results));
    throw error;
  }
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on('pass', (test) => results.passed.push(test.fullTitle()))
      .on('pending', (test) => results.skipped.push(test.fullTitle()))
      .on('fail', (test, error: Error) => {
        results.failed.push({ name: test.fullTitle(), error: error.stack ?? error.message });
      });
  });
  await writeFile(resultsFile, JSON.stringify(results));
  if (results.failed.length > 0) throw new Error(`${results.failed.length} tests failed.`);
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
