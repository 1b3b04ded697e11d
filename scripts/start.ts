import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startApiServer } from '../test/api-server/startApiServer';
import { chooseBuild, hasDisplay } from '../test/workbench/chooseBuild';
import { desktopBuild } from '../test/workbench/desktopBuild';
import { desktopArguments, installVsix } from '../test/workbench/desktopVSCode';
import { errorText } from '../test/workbench/errorText';
import { rootFolder, temporaryFolder } from '../test/workbench/folders';
import { cleanEnvironment, endGroup, onOrphaned, startGroup } from '../test/workbench/processes';
import { startServer } from '../test/workbench/server';
import { quietSettings, writeSettings, type Settings } from '../test/workbench/settings';
import { packageDemo } from './packageDemo';
import { runNode } from './runNode';

/*
 * npm start [-- --api https://api.cartesia.ai]
 *
 * Builds the extension and opens it in a VS Code of its own, with the stand-in API and a demo key,
 * or with the API named by --api and the key that the person sets. Ctrl-C ends everything.
 */

/** What has to be ended, in the order in which it was begun. */
const opened: (() => Promise<void>)[] = [];
let closing: Promise<void> | undefined;

/** Ends everything and then this process. The terminal may deliver Ctrl-C more than once. */
function close(code: number): Promise<void> {
  closing ??= (async () => {
    for (const end of opened.splice(0).reverse()) {
      await end().catch((error: unknown) => {
        console.error(errorText(error));
      });
    }
    process.exit(code);
  })();
  return closing;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { api: { type: 'string' } } });
  console.log('Building the extension …');
  await runNode(['esbuild.js'], rootFolder);

  const api = values.api === undefined ? await startDemoApi() : { url: values.api };
  const { folder, remove } = await temporaryFolder('vsc');
  opened.push(remove);
  const vsix = path.join(folder, 'demo.vsix');
  await packageDemo(vsix);

  const launch: Launch = {
    vsix,
    folder,
    settings: quietSettings,
    machineSettings: { 'cartesia.baseUrl': api.url },
    env: 'key' in api ? { CARTESIA_DEMO_KEY: api.key } : {},
  };
  // A display that nobody sees is of no use here.
  const desktop = hasDisplay() && (await chooseBuild()) === 'desktop';
  const where = desktop ? await openDesktop(launch) : await openServer(launch);
  printWhatToDo(where, api);
}

interface Launch {
  vsix: string;
  folder: string;
  settings: Settings;
  machineSettings: Settings;
  env: Readonly<Record<string, string>>;
}

async function startDemoApi(): Promise<{ url: string; key: string; example: string }> {
  const api = await startApiServer({ seed: 'demo', readsPerStatus: 3 });
  opened.push(() => api.close());
  const [newest] = api.state.datasets;
  return { url: api.url, key: api.key, example: newest?.id ?? '' };
}

/** Opens desktop VS Code; closing its window ends `npm start` too. Returns where to look. */
async function openDesktop(launch: Launch): Promise<string> {
  const executable = await desktopBuild('newest');
  const userData = path.join(launch.folder, 'user');
  const extensions = path.join(launch.folder, 'extensions');
  await installVsix(executable, launch.vsix, extensions, userData);
  await writeSettings(path.join(userData, 'User', 'settings.json'), {
    ...launch.settings,
    ...launch.machineSettings,
  });
  const keychain = 'CARTESIA_DEMO_KEY' in launch.env ? 'none' : 'system';
  const window = startGroup(executable, desktopArguments({ userData, extensions, keychain }), {
    env: { ...cleanEnvironment(), ...launch.env },
    stdio: 'ignore',
  });
  opened.push(() => endGroup(window));
  window.once('error', (error) => {
    console.error(`VS Code could not be started: ${error.message}`);
    void close(1);
  });
  window.once('exit', () => void close(0));
  return 'VS Code opens in a window of its own.';
}

async function openServer(launch: Launch): Promise<string> {
  const server = await startServer({
    version: 'newest',
    vsix: launch.vsix,
    userSettings: launch.settings,
    machineSettings: launch.machineSettings,
    env: launch.env,
  });
  opened.push(() => server.close());
  if (!hasDisplay()) return `Open VS Code in a browser:  ${server.url}`;
  const opener = platform() === 'darwin' ? 'open' : 'xdg-open';
  // Where no browser opens, the address that is printed remains.
  spawn(opener, [server.url], { stdio: 'ignore', detached: true }).on('error', () => undefined);
  return `VS Code opens in the browser:  ${server.url}`;
}

function printWhatToDo(where: string, api: { url: string; key?: string; example?: string }): void {
  const demo = api.key !== undefined;
  console.log(
    [
      '',
      where,
      demo
        ? `The API is a stand-in at ${api.url}, and a demo key is set.`
        : `The API is ${api.url}. Press F1 and run "Cartesia: Set API Key" first; it is forgotten at the end.`,
      'Click a dataset in the Cartesia view, or press F1, run "Cartesia: Get Dataset"' +
        (demo ? ` and enter ${api.example ?? ''}.` : ' and enter an ID.'),
      'Ctrl-C ends everything.',
    ].join('\n'),
  );
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => void close(code));
}
onOrphaned(() => void close(143));
main().catch((error: unknown) => {
  console.error(errorText(error));
  return close(1);
});
