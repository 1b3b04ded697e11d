import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { errorText } from './errorText';
import { startServer, type Server } from './server';
import type { Settings } from './settings';

/**
 * Runs extension tests in VS Code's server build, given the flags with which
 * @vscode/test-electron starts desktop VS Code. Exits with the code of the tests.
 * CARTESIA_TEST_RELEASE=oldest|newest chooses the version. What tests print is theirs to keep: see
 * test/vscode/index.ts.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
    },
    allowPositionals: true,
    // The rest of VS Code's flags (GPU, updates, welcome page) means nothing to the server build.
    strict: false,
  });
  const extension = text(values.extensionDevelopmentPath);
  const tests = text(values.extensionTestsPath);
  if (extension === undefined || tests === undefined) {
    throw new Error('--extensionDevelopmentPath and --extensionTestsPath are needed.');
  }
  const settings = await userSettings(text(values['user-data-dir']));
  const server = await startServer({
    version: process.env['CARTESIA_TEST_RELEASE'] === 'oldest' ? 'oldest' : 'newest',
    userSettings: settings,
    // Settings of scope `machine` are read only here, all others only there.
    machineSettings: settings,
    // Without it VS Code ignores the address's extensionTestsPath.
    extraArgs: ['--enable-smoke-test-driver'],
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const code = exitCode(page);
      const lines = await gatherConsole(page);
      await page.goto(address(server, { extension, tests, folder: positionals[0] }));
      const ended = await code;
      const results = process.env['CARTESIA_TEST_RESULTS'];
      if (ended !== 0 && !(results && existsSync(results))) console.error(lines.join('\n'));
      return ended;
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** What the tests end with; VS Code calls this function of its page. */
function exitCode(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    page.once('crash', () => {
      reject(new Error('The browser page crashed.'));
    });
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
}

/**
 * Gathers the workbench's console. It is noise (missing native modules, no marketplace) except when
 * the tests did not even begin.
 */
async function gatherConsole(page: Page): Promise<string[]> {
  const lines: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    lines.push(`${type}: ${format(...args)}`);
  });
  return lines;
}

function address(
  server: Server,
  { extension, tests, folder }: { extension: string; tests: string; folder: string | undefined },
): string {
  const remote = (file: string) => `vscode-remote://${server.authority}${path.resolve(file)}`;
  const url = new URL(server.url);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', path.resolve(folder));
  url.searchParams.set(
    'payload',
    JSON.stringify([
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
    ]),
  );
  return url.href;
}

async function userSettings(userData: string | undefined): Promise<Settings> {
  const file = path.join(userData ?? '', 'User', 'settings.json');
  if (userData === undefined || !existsSync(file)) return {};
  const settings: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof settings !== 'object' || settings === null) throw new Error(`${file} is no object.`);
  return { ...settings };
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(errorText(error));
    process.exit(1);
  },
);
