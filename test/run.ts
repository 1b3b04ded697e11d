import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { noResults, type TestResults } from './runner/results';
import { suites, type Suite } from './runner/suites';
import { errorText } from './workbench/errorText';
import { outputFolder } from './workbench/folders';
import { onOrphaned } from './workbench/processes';
import { provision } from './workbench/provision';
import { chosenReleases } from './workbench/releases';

/*
 * npm test [-- SUITE… [--grep PATTERN]]
 *
 * Runs all suites, or those named, and prints a line for each, then every failure in full, then the
 * sum. What a suite printed is in .test-output/<suite>.log, screenshots of failures beside it.
 */
interface Report {
  suite: Suite;
  results: TestResults;
  seconds: number;
}

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' } },
  allowPositionals: true,
});
onOrphaned(() => process.exit(143));
const chosen = choose(positionals);
await rm(outputFolder, { recursive: true, force: true });
await mkdir(outputFolder, { recursive: true });

// The build and what needs VS Code mostly wait, so they run beside what computes.
const vscode = once(() => provision(chosenReleases()));
const running = new Map<Suite, Promise<Report>>();
const build = chosen.find(({ name }) => name === 'build');
const built = build === undefined ? undefined : start(build, Promise.resolve());
if (chosen.some(({ needs }) => needs.includes('vscode'))) void vscode().catch(() => undefined);
inTurn(chosen.filter((suite) => suite !== build && !suite.needs.includes('vscode')));
inTurn(chosen.filter(({ needs }) => needs.includes('vscode')));

const reports: Report[] = [];
for (const suite of chosen) {
  const report = await running.get(suite);
  if (report === undefined) continue;
  reports.push(report);
  printLine(report);
}
printFailures(reports);
process.exit(sum(reports, 'failed') > 0 ? 1 : 0);

/** The suites with these names, or all; with the build where one of them needs it. */
function choose(names: readonly string[]): readonly Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}.`);
    console.error(`There are ${suites.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  if (names.length === 0) return suites;
  const named = suites.filter(({ name }) => names.includes(name));
  const needBuild = named.some(({ needs }) => needs.includes('build'));
  return suites.filter((suite) => named.includes(suite) || (suite.name === 'build' && needBuild));
}

function inTurn(list: readonly Suite[]): void {
  let before: Promise<unknown> = Promise.resolve();
  for (const suite of list) before = start(suite, before);
}

function start(suite: Suite, before: Promise<unknown>): Promise<Report> {
  const report = before.then(() => runSuite(suite));
  running.set(suite, report);
  return report;
}

async function runSuite(suite: Suite): Promise<Report> {
  let begin = Date.now();
  let results: TestResults;
  try {
    if (suite.needs.includes('build') && (await built)?.results.failed.length) {
      throw new Error('Not run, because the build failed.');
    }
    if (suite.needs.includes('vscode')) await vscode();
    begin = Date.now();
    results = await suite.run(values.grep);
    const { passed, failed } = results;
    if (passed.length + failed.length === 0) throw new Error('The suite ran no tests.');
  } catch (error) {
    results = { ...noResults(), failed: [{ name: suite.name, error: errorText(error) }] };
  }
  return { suite, results, seconds: (Date.now() - begin) / 1000 };
}

function printLine({ suite, results, seconds }: Report): void {
  const { passed, failed, skipped } = results;
  const counts = [
    `${passed.length} passed`.padStart(12),
    `${failed.length} failed`.padStart(10),
    skipped.length === 0 ? '' : `${skipped.length} skipped`,
  ].join('  ');
  console.log(`${suite.name.padEnd(15)}${counts.padEnd(36)}${seconds.toFixed(1).padStart(6)} s`);
}

function printFailures(all: readonly Report[]): void {
  for (const { suite, results } of all) {
    for (const { name, error } of results.failed) {
      console.log(`\n✖ ${suite.name} › ${name}\n${error.replace(/^/gm, '  ')}`);
    }
  }
  const skipped = sum(all, 'skipped');
  const counts = `${sum(all, 'passed')} passed, ${sum(all, 'failed')} failed`;
  console.log(`\n${counts}${skipped === 0 ? '' : `, ${skipped} skipped`}`);
}

function sum(all: readonly Report[], kind: keyof TestResults): number {
  return all.reduce((total, { results }) => total + results[kind].length, 0);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
