import * as vscode from 'vscode';
import { oneLine } from './plainText';

/** The word for a training's status; one that Cartesia adds is shown as it comes. */
export function fineTuneStatusText(status: string): string {
  const { l10n } = vscode;
  switch (status) {
    case 'created':
      return l10n.t('created');
    case 'training':
      return l10n.t('training');
    case 'completed':
      return l10n.t('completed');
    case 'failed':
      return l10n.t('failed');
    default:
      return oneLine(status, 40);
  }
}
