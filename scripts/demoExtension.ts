import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import { KeyStore } from '../src/host/keyStore';
import { Setting, View } from '../src/host/names';
import type * as Extension from '../src/extension';

/** What `npm start` runs in place of the extension: puts the demo key in place and goes on to it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const key = process.env['CARTESIA_DEMO_KEY'];
  const keys = new KeyStore(context.secrets);
  if (key !== undefined && (await keys.get()) === undefined) {
    const settings = vscode.workspace.getConfiguration(Setting.section);
    await keys.store(key, new URL(settings.get(Setting.baseUrl, '')).origin);
  }
  keys.dispose();

  // Not part of this bundle: it is the very file that the real VSIX holds.
  const load = createRequire(__filename);
  const extension = load(path.join(__dirname, 'extension.cjs')) as typeof Extension;
  extension.activate(context);
  await vscode.commands.executeCommand(`${View.datasets}.focus`);
}
