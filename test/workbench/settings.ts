import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** VS Code settings by their dotted name. */
export type Settings = Readonly<Record<string, unknown>>;

/** VS Code's own themes, by the names its setting takes. */
export type Theme =
  | 'Default Light Modern'
  | 'Default Dark Modern'
  | 'Default High Contrast'
  | 'Default High Contrast Light';

/** A workbench that shows nothing by itself and asks nobody on the network. */
export const quietSettings: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // Dialogs of VS Code's own, so that a test can read and press them in the desktop build too.
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.autoDetectColorScheme': false,
  'window.dialogStyle': 'custom',
  'window.menuStyle': 'custom',
  'window.restoreWindows': 'none',
  'window.titleBarStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  // Rows that stick to the top cover the ones that a test wants to click.
  'workbench.tree.enableStickyScroll': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Replaces a settings.json. */
export async function writeSettings(file: string, settings: Settings): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, null, 2));
}
