import * as vscode from 'vscode';
import { Command } from '../commands/ids';
import type { Remedy } from './explain';
import { keyringHelp, Setting } from './names';

/** Does the failed thing again. */
export type Retry = () => Promise<unknown>;

/** Does what a button under a failure says. After a new key the failed action is done again. */
export async function applyRemedy(remedy: Remedy, retry: Retry): Promise<void> {
  const { executeCommand } = vscode.commands;
  switch (remedy) {
    case 'retry':
      await retry();
      return;
    case 'setApiKey':
      if ((await executeCommand<boolean | undefined>(Command.setApiKey)) === true) await retry();
      return;
    case 'openSetting':
      await executeCommand(
        'workbench.action.openSettings',
        `${Setting.section}.${Setting.baseUrl}`,
      );
      return;
    case 'openProxySettings':
      await executeCommand('workbench.action.openSettings', 'http.proxy');
      return;
    case 'aboutKeyring':
      await vscode.env.openExternal(vscode.Uri.parse(keyringHelp));
      return;
    case 'getAnother':
      await executeCommand(Command.getDataset);
      return;
    case 'showLog':
      await executeCommand(Command.showLog);
  }
}
