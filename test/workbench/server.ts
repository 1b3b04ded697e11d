import type { ChildProcess, SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from './folders';
import { startFront } from './front';
import { cleanEnvironment, endGroup, runProgram, startGroup } from './processes';
import type { Release } from './releases';
import { serverBuild } from './serverBuild';
import { writeSettings, type Settings } from './settings';

export interface ServerOptions {
  version: Release;
  /** Installed before the server listens. */
  vsix?: string | undefined;
  userSettings?: Settings;
  /** Settings of scope `machine` are read from here only. */
  machineSettings?: Settings;
  env?: Readonly<Record<string, string>>;
  extraArgs?: readonly string[];
}

/** VS Code's server, with data and extensions of its own in a temporary folder. */
export interface Server {
  /** Where a browser finds the workbench. */
  url: string;
  /** `host:port`, as in `vscode-remote://host:port/path`. */
  authority: string;
  /** Holds everything that the server and its extensions write. */
  folder: string;
  settingsFile: Record<'user' | 'machine', string>;
  close: () => Promise<void>;
}

const startDeadlineMs = 60_000;

/** Starts VS Code's server on a free port and waits until it can be used. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, main } = await serverBuild(options.version);
  const { folder, remove } = await temporaryFolder('vsc');
  const data = path.join(folder, 'data');
  const extensions = path.join(folder, 'extensions');
  const settingsFile = {
    user: path.join(data, 'data', 'User', 'settings.json'),
    machine: path.join(data, 'data', 'Machine', 'settings.json'),
  };
  await writeSettings(settingsFile.user, options.userSettings ?? {});
  await writeSettings(settingsFile.machine, options.machineSettings ?? {});

  const env = { ...cleanEnvironment(), ...options.env };
  const common = [
    main,
    '--accept-server-license-terms',
    ...['--server-data-dir', data, '--extensions-dir', extensions],
  ];
  let child: ChildProcess | undefined;
  const close = async () => {
    if (child) await endGroup(child);
    await remove();
  };
  try {
    if (options.vsix !== undefined) {
      await installVsix(node, [...common, '--install-extension', options.vsix], { env });
    }
    child = startGroup(
      node,
      [
        ...common,
        ...['--host', '127.0.0.1', '--port', '0'],
        '--without-connection-token',
        '--telemetry-level=off',
        ...(options.extraArgs ?? []),
      ],
      { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const port = await listening(child);
    const front = await startFront(port);
    return {
      url: front.url,
      authority: `127.0.0.1:${front.port}`,
      folder,
      settingsFile,
      close: async () => {
        await front.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The port from the server's first lines, once it also says that it accepts connections. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${reason}. It printed:\n${log.slice(-4000)}`));
    };
    const timer = setTimeout(() => {
      fail(`did not start within ${startDeadlineMs / 1000} s`);
    }, startDeadlineMs);
    const read = (chunk: string) => {
      log += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
      log = '';
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('error', (error) => {
      fail(`could not be started (${error.message})`);
    });
    child.once('exit', (code) => {
      fail(`ended with code ${String(code)}`);
    });
  });
}

/** @throws with VS Code's output, which is long, unless it says that the extension is installed. */
async function installVsix(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<void> {
  const { code, text } = await runProgram(command, args, {
    ...options,
    deadlineMs: startDeadlineMs,
  });
  if (code !== 0 || !text.includes('was successfully installed')) {
    throw new Error(`VS Code did not install the extension:\n${text.slice(-4000)}`);
  }
}
