import * as vscode from 'vscode';
import { toCartesiaError } from '../api/errors';
import { Command } from '../commands/ids';
import { explain, explanationText, remedyLabel, type Remedy } from './explain';
import { Setting } from './names';
import { notificationText } from './plainText';

export type Retry = () => unknown;

/** Shows one notification for a failure, with the buttons that help. Cancelling is not a failure. */
export async function showFailure(
  error: unknown,
  baseUrl: string | undefined,
  retry?: Retry,
): Promise<void> {
  const failure = toCartesiaError(error);
  if (failure.kind === 'cancelled') return;
  const explanation = explain(failure, baseUrl);
  const buttons = explanation.remedies
    .filter((remedy) => remedy !== 'retry' || retry !== undefined)
    .map((remedy) => ({ title: remedyLabel(remedy), remedy }));
  const chosen = await vscode.window.showErrorMessage(
    notificationText(explanationText(explanation)),
    ...buttons,
  );
  if (chosen !== undefined) await applyRemedy(chosen.remedy, retry);
}

/** Does what a button under a failure says. After a new key the failed action is done again. */
export async function applyRemedy(remedy: Remedy, retry?: Retry): Promise<void> {
  const { executeCommand } = vscode.commands;
  switch (remedy) {
    case 'retry':
      await retry?.();
      return;
    case 'setApiKey':
      if ((await executeCommand<boolean | undefined>(Command.setApiKey)) === true) await retry?.();
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
    case 'getAnother':
      await executeCommand(Command.getDataset);
      return;
    case 'showLog':
      await executeCommand(Command.showLog);
  }
}
