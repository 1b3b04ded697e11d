import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootFolder } from '../workbench/folders';

/** What the tests read of package.json. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly displayName: string;
  readonly version: string;
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: boolean | 'limited';
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly DeclaredCommand[];
    readonly configuration: { readonly properties: Readonly<Record<string, DeclaredSetting>> };
    readonly viewsContainers: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly views: Readonly<
      Record<string, readonly { id: string; icon: string; when?: string }[]>
    >;
    readonly viewsWelcome: readonly { view: string; contents: string; when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly keybindings?: readonly CommandEntry[];
  };
}

export interface DeclaredCommand {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly enablement?: string;
}

export interface DeclaredSetting {
  readonly scope?: string;
}

export interface CommandEntry {
  readonly command: string;
  readonly when?: string;
}

/** A menu takes commands and further menus. */
export type MenuEntry = CommandEntry | { readonly submenu: string; readonly when?: string };

export const manifestText = readFileSync(path.join(rootFolder, 'package.json'), 'utf8');

export const manifest = JSON.parse(manifestText) as Manifest;

/** The sentences of package.nls.json by their key. */
export const sentences = JSON.parse(
  readFileSync(path.join(rootFolder, 'package.nls.json'), 'utf8'),
) as Readonly<Record<string, string>>;

/** Every `when` and `enablement` clause of package.json. */
export function whenClauses(): string[] {
  const { commands, views, viewsWelcome, menus, keybindings = [] } = manifest.contributes;
  return [
    ...commands.map(({ enablement }) => enablement),
    ...[...Object.values(views), viewsWelcome, ...Object.values(menus), keybindings].flatMap(
      (entries) => entries.map(({ when }) => when),
    ),
  ].filter((clause) => clause !== undefined);
}
