import { chooseBuild, type Build } from './chooseBuild';
import { startDesktop } from './desktopVSCode';
import { chosenReleases, type Release } from './releases';
import { startServerVSCode } from './serverVSCode';
import { quietSettings, type Settings, type Theme } from './settings';
import type { Workbench } from './Workbench';

export interface VSCodeOptions {
  /** The extension to install, packaged. */
  vsix: string;
  /** Default: the newest of those that tests run in. */
  version?: Release;
  /** `cartesia.baseUrl`, a setting of scope `machine`. */
  apiUrl?: string;
  /** Besides {@link quietSettings}. */
  settings?: Settings;
  /** Whether folders open in restricted mode, with a question. Default: no. */
  workspaceTrust?: boolean;
  /** For the extension host. */
  env?: Readonly<Record<string, string>>;
}

export interface WindowOptions {
  /** Absolute path. Without it the window has no folder. */
  folder?: string;
  theme?: Theme;
  /** Of the window's content in CSS pixels. Default: 1280 × 800. */
  size?: { width: number; height: number };
  /** BCP 47, e.g. "de-DE": how dates and numbers are written. Default: "en-US". */
  locale?: string;
  /** IANA name, e.g. "Europe/Berlin". Default: "UTC". */
  timezone?: string;
  /** Device pixels per CSS pixel. Server build only; default: 1. */
  scale?: number;
  /** What `Workbench.readSecrets` gave of another window of the same VS Code. Default: none. */
  secrets?: string | undefined;
}

/** VS Code with the extension installed. */
export interface VSCode {
  build: Build;
  /** Holds everything that VS Code writes to the disk, settings and logs among it. */
  folder: string;
  /** Opens a window that remembers nothing but the secrets given: no recent datasets, no layout. */
  open: (options?: WindowOptions) => Promise<Workbench>;
  /** Ends VS Code with all its windows and removes what it has written. */
  close: () => Promise<void>;
}

/** Starts the VS Code that can run here ({@link chooseBuild}) with the packaged extension. */
export async function startVSCode(options: VSCodeOptions): Promise<VSCode> {
  const build = await chooseBuild();
  const launch: Launch = {
    vsix: options.vsix,
    version: options.version ?? chosenReleases().at(-1) ?? 'newest',
    userSettings: {
      ...quietSettings,
      'security.workspace.trust.enabled': options.workspaceTrust ?? false,
      'security.workspace.trust.startupPrompt': 'always',
      ...options.settings,
    },
    machineSettings: options.apiUrl === undefined ? {} : { 'cartesia.baseUrl': options.apiUrl },
    env: options.env ?? {},
  };
  return build === 'desktop' ? startDesktop(launch) : startServerVSCode(launch);
}

/** {@link VSCodeOptions} with nothing left open. */
export interface Launch {
  vsix: string;
  version: Release;
  userSettings: Settings;
  /** Where the build keeps settings of scope `machine` apart. */
  machineSettings: Settings;
  env: Readonly<Record<string, string>>;
}

type Optional = 'folder' | 'secrets';
type OpenWindowOptions = Required<Omit<WindowOptions, Optional>> &
  Record<Optional, string | undefined>;

/** {@link WindowOptions} with nothing left open. */
export function windowOptions({
  folder,
  theme = 'Default Light Modern',
  size = { width: 1280, height: 800 },
  locale = 'en-US',
  timezone = 'UTC',
  scale = 1,
  secrets,
}: WindowOptions): OpenWindowOptions {
  return { folder, theme, size, locale, timezone, scale, secrets };
}

/** One window of a VS Code of its own; closing it ends both. */
export async function openWorkbench(options: VSCodeOptions & WindowOptions): Promise<Workbench> {
  const code = await startVSCode(options);
  try {
    const workbench = await code.open(options);
    workbench.onClosed(() => code.close());
    return workbench;
  } catch (error) {
    await code.close();
    throw error;
  }
}
