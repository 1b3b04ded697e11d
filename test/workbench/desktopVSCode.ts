import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { desktopBuild } from './desktopBuild';
import { temporaryFolder } from './folders';
import { cleanEnvironment, runProgram } from './processes';
import { writeSettings } from './settings';
import { windowOptions, type Launch, type VSCode, type WindowOptions } from './VSCode';
import { Workbench } from './Workbench';

/** What is used of Electron's main process; its types would be a dependency for these lines. */
interface Electron {
  BrowserWindow: {
    getAllWindows: () => { setContentSize: (width: number, height: number) => void }[];
  };
  clipboard: { readText: () => string; writeText: (text: string) => void };
}

/** Desktop VS Code. Each window is an instance of its own, so that it starts without any state. */
export async function startDesktop(launch: Launch): Promise<VSCode> {
  const executable = await desktopBuild(launch.version);
  const { folder, remove } = await temporaryFolder('vsc');
  const extensions = path.join(folder, 'extensions');
  const windows = new Set<Workbench>();
  try {
    await installVsix(executable, launch.vsix, extensions, path.join(folder, 'install'));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    build: 'desktop',
    folder,
    open: async (options = {}) => {
      const profile = path.join(folder, `window-${windows.size + 1}`);
      const workbench = await open(executable, profile, extensions, launch, options);
      windows.add(workbench);
      return workbench;
    },
    close: async () => {
      for (const workbench of windows) await workbench.close();
      await remove();
    },
  };
}

/** Installs a VSIX through VS Code's command line. */
export async function installVsix(
  executable: string,
  vsix: string,
  extensions: string,
  userData: string,
): Promise<void> {
  // Without `reuseMachineInstall` test-electron adds folders of its own.
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  if (cli === undefined) throw new Error(`${executable} has no command line.`);
  const shell = process.platform === 'win32';
  const { code, text } = await runProgram(
    shell ? `"${cli}"` : cli,
    [
      ...args,
      `--extensions-dir=${extensions}`,
      `--user-data-dir=${userData}`,
      '--install-extension',
      vsix,
      '--force',
    ],
    { shell, env: cleanEnvironment(), deadlineMs: 120_000 },
  );
  if (code !== 0) throw new Error(`VS Code did not install the extension:\n${text}`);
}

async function open(
  executable: string,
  profile: string,
  extensions: string,
  launch: Launch,
  options: WindowOptions,
): Promise<Workbench> {
  const { folder, theme, size, locale, timezone } = windowOptions(options);
  await mkdir(profile, { recursive: true });
  await writeSettings(path.join(profile, 'User', 'settings.json'), {
    ...launch.userSettings,
    ...launch.machineSettings,
    'workbench.colorTheme': theme,
  });
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      ...(folder === undefined ? [] : [folder]),
      ...desktopArguments({ userData: profile, extensions, keychain: 'none' }),
      `--locale=${locale}`,
    ],
    env: { ...cleanEnvironment(), ...launch.env, TZ: timezone },
    timezoneId: timezone,
    timeout: 60_000,
  });
  try {
    const page = await app.firstWindow({ timeout: 60_000 });
    await app.evaluate(({ BrowserWindow }: Electron, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    const workbench = new Workbench(page, {
      readClipboard: () => app.evaluate(({ clipboard }: Electron) => clipboard.readText()),
      writeClipboard: (text) =>
        app.evaluate(({ clipboard }: Electron, value) => {
          clipboard.writeText(value);
        }, text),
      close: () => app.close(),
    });
    await workbench.waitReady(theme);
    return workbench;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/**
 * Flags for a quiet VS Code that does not touch the person's profile.
 * @param options.keychain `none` keeps secrets out of the person's keychain, in the profile itself.
 */
export function desktopArguments(options: {
  userData: string;
  extensions: string;
  keychain: 'none' | 'system';
}): string[] {
  return [
    `--user-data-dir=${options.userData}`,
    `--extensions-dir=${options.extensions}`,
    '--disable-updates',
    '--disable-telemetry',
    '--skip-release-notes',
    '--skip-welcome',
    ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
    ...(options.keychain === 'none' ? noKeychain : []),
  ];
}

/** For Electron on macOS and Linux; Windows has nothing that would ask or stay behind. */
export const noKeychain: readonly string[] =
  process.platform === 'darwin' ? ['--use-mock-keychain'] : ['--password-store=basic'];
