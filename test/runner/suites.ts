import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chooseBuild, findXvfbRun, hasDisplay } from '../workbench/chooseBuild';
import { errorText } from '../workbench/errorText';
import { outputFolder, rootFolder } from '../workbench/folders';
import { runProgram } from '../workbench/processes';
import { chosenReleases, type Release } from '../workbench/releases';
import { filesIn } from './filesIn';
import { noResults, readResults, type TestResults } from './results';

export interface Suite {
  /** As it is named on the command line of `npm test`. */
  name: string;
  /** What has to be there first. */
  needs: readonly ('build' | 'vscode')[];
  run: (grep: string | undefined) => Promise<TestResults>;
}

const minuteMs = 60_000;

/** In the order in which they are reported. */
export const suites: readonly Suite[] = [
  check('build', ['--import', 'tsx', 'scripts/package.ts']),
  npmScript('types', 'typecheck'),
  npmScript('lint', 'lint'),
  nodeTests('unit', [], 6 * minuteMs),
  nodeTests('contract', [], 6 * minuteMs),
  nodeTests('faults', [], 6 * minuteMs),
  nodeTests('upload', [], 15 * minuteMs),
  nodeTests('package', ['build'], 6 * minuteMs),
  ...chosenReleases().map(hostTests),
  nodeTests('e2e', ['build', 'vscode'], 55 * minuteMs),
];

/** One program, which passes when it ends with code 0. */
function check(name: string, args: readonly string[], command = process.execPath): Suite {
  return {
    name,
    needs: [],
    run: async () => {
      const { code, text } = await runLogged(name, [command, ...args], 10 * minuteMs);
      return code === 0
        ? { ...noResults(), passed: [name] }
        : { ...noResults(), failed: [{ name, error: text.trim() }] };
    },
  };
}

function npmScript(name: string, script: string): Suite {
  return check(name, ['run', '--silent', script], 'npm');
}

/** The files `test/<name>/**\/*.test.ts` with node:test. */
function nodeTests(name: string, needs: Suite['needs'], deadlineMs: number): Suite {
  return {
    name,
    needs,
    run: async (grep) => {
      const files = await filesIn(path.join(rootFolder, 'test', name), '.test.ts');
      if (files.length === 0) return noResults();
      return runTests(name, deadlineMs, needs.includes('vscode'), [
        'test/runner/runFiles.ts',
        ...(grep === undefined ? [] : ['--grep', grep]),
        // Starting VS Code is what takes long, so these share a process and through it VS Code.
        ...(needs.includes('vscode') ? [await importAll(name, files)] : files),
      ]);
    },
  };
}

function hostTests(release: Release): Suite {
  const name = `in-host-${release}`;
  return {
    name,
    needs: ['build', 'vscode'],
    run: (grep) =>
      runTests(name, 10 * minuteMs, true, [
        'test/vscode/run.ts',
        release,
        ...(grep === undefined ? [] : ['--grep', grep]),
      ]),
  };
}

/** Runs a program that takes `--results FILE` and reads what it leaves there. */
async function runTests(
  name: string,
  deadlineMs: number,
  usesVSCode: boolean,
  args: readonly string[],
): Promise<TestResults> {
  const file = path.join(outputFolder, `${name}.json`);
  await rm(file, { force: true });
  const node = [process.execPath, '--import', 'tsx', ...args, '--results', file];
  const command = usesVSCode ? [...(await hiddenDisplay()), ...node] : node;
  const { code, text } = await runLogged(name, command, deadlineMs);
  const ended = `ended with code ${String(code)}:\n${text.trim().slice(-8000)}`;
  let results: TestResults;
  try {
    results = await readResults(file);
  } catch {
    return { ...noResults(), failed: [{ name, error: `No results; ${ended}` }] };
  }
  if (code !== 0 && results.failed.length === 0) results.failed.push({ name, error: ended });
  return results;
}

/** Keeps what a program prints in `.test-output/<name>.log`, also when it does not end in time. */
async function runLogged(
  name: string,
  [command = '', ...args]: readonly string[],
  deadlineMs: number,
): Promise<{ code: number | null; text: string }> {
  const result = await runProgram(command, args, {
    cwd: rootFolder,
    shell: process.platform === 'win32' && command === 'npm',
    deadlineMs,
  }).catch((error: unknown) => ({ code: null, text: errorText(error) }));
  await writeFile(path.join(outputFolder, `${name}.log`), result.text);
  return result;
}

async function importAll(name: string, files: readonly string[]): Promise<string> {
  const entry = path.join(outputFolder, `${name}.test.ts`);
  const imports = files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`);
  await writeFile(entry, imports.join(''));
  return entry;
}

/** Desktop VS Code on a Linux without a display gets one that nobody sees. */
async function hiddenDisplay(): Promise<string[]> {
  if (hasDisplay() || (await chooseBuild()) === 'server') return [];
  const xvfbRun = findXvfbRun();
  return xvfbRun === undefined ? [] : [xvfbRun, '--auto-servernum'];
}
