import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startApiServer } from '../api-server/startApiServer';
import { filesIn } from '../runner/filesIn';
import { readResults } from '../runner/results';
import { chooseBuild } from '../workbench/chooseBuild';
import { desktopBuild } from '../workbench/desktopBuild';
import { noKeychain } from '../workbench/desktopVSCode';
import { errorText } from '../workbench/errorText';
import { outputFolder, rootFolder, temporaryFolder } from '../workbench/folders';
import { isRelease, type Release } from '../workbench/releases';
import { quietSettings, writeSettings } from '../workbench/settings';

/*
 * tsx test/vscode/run.ts oldest|newest --results FILE [--grep PATTERN]
 *
 * Runs every test file of this folder in the extension host of a VS Code, with the extension as it
 * is built in dist/ and the stand-in API beside it:
 *   CARTESIA_TEST_API_URL  its address, also the value of `cartesia.baseUrl`
 *   CARTESIA_TEST_API_KEY  the key that opens it; none is stored
 *   https_proxy            an address at which a test may start a proxy: VS Code reads it only once
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { results: { type: 'string' }, grep: { type: 'string' } },
    allowPositionals: true,
  });
  const [release] = positionals;
  if (!isRelease(release) || values.results === undefined) {
    throw new Error('Usage: tsx test/vscode/run.ts oldest|newest --results FILE');
  }
  await rm(values.results, { force: true });
  const bundle = path.join(outputFolder, 'vscode', `tests-${release}.cjs`);
  const executable = await vscodeExecutable(release);
  await bundleTests(bundle);

  const api = await startApiServer();
  const { folder, remove } = await temporaryFolder('vsc');
  const log = path.join(folder, 'log');
  let failure: unknown;
  try {
    const settings = { ...quietSettings, 'cartesia.baseUrl': api.url };
    await writeSettings(path.join(folder, 'user', 'User', 'settings.json'), settings);
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: rootFolder,
      extensionTestsPath: bundle,
      launchArgs: [
        `--user-data-dir=${path.join(folder, 'user')}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
        ...noKeychain,
      ],
      extensionTestsEnv: {
        CARTESIA_API_KEY: undefined,
        CARTESIA_TEST_API_URL: api.url,
        CARTESIA_TEST_API_KEY: api.key,
        CARTESIA_TEST_GREP: values.grep,
        CARTESIA_TEST_LOG: log,
        CARTESIA_TEST_RELEASE: release,
        CARTESIA_TEST_RESULTS: values.results,
        https_proxy: `http://127.0.0.1:${await freePort()}`,
      },
    });
  } catch (error) {
    failure = error;
  } finally {
    await api.close();
    console.log(await readFile(log, 'utf8').catch(() => 'The tests printed nothing.'));
    await remove();
  }
  const { failed } = await readResults(values.results).catch((error: unknown) => {
    // The tests did not come to their end, so the reason why VS Code ended says more.
    throw failure ?? error;
  });
  const kept = api.violations.length === 0;
  if (!kept) console.error('The stand-in API broke its contract:', api.violations);
  process.exitCode = failed.length === 0 && failure === undefined && kept ? 0 : 1;
}

async function vscodeExecutable(release: Release): Promise<string> {
  return (await chooseBuild()) === 'desktop'
    ? desktopBuild(release)
    : path.join(rootFolder, 'test', 'workbench', 'executable');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function bundleTests(outfile: string): Promise<void> {
  const folder = path.join(rootFolder, 'test', 'vscode');
  const files = await filesIn(folder, '.test.ts');
  const entry = [
    `import { runTests } from './index';`,
    // Loaded late: they call `describe`, which `runTests` makes.
    `export const run = () => runTests(async () => {`,
    ...files.map((file) => `  await import(${JSON.stringify(file)});`),
    `});`,
  ];
  await build({
    stdin: { contents: entry.join('\n'), resolveDir: folder, sourcefile: 'entry.ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // As in the extension's own bundle: what others hand out for old loaders cannot be bundled.
    mainFields: ['module', 'main'],
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  // The project's package.json makes .js files ESM; require() of mocha is found from here.
  await writeFile(path.join(path.dirname(outfile), 'package.json'), '{ "type": "commonjs" }\n');
}

main().catch((error: unknown) => {
  console.error(errorText(error));
  process.exitCode = 1;
});
