import * as vscode from 'vscode';
import type { KeyStore } from '../host/keyStore';

export function removeApiKey(keys: Pick<KeyStore, 'isEmpty' | 'remove'>): () => Promise<void> {
  return async () => {
    const { l10n } = vscode;
    if (await keys.isEmpty()) {
      void vscode.window.showInformationMessage(l10n.t('No API key is stored.'));
      return;
    }
    const remove = l10n.t('Remove');
    const chosen = await vscode.window.showWarningMessage(
      l10n.t('Remove the Cartesia API key from this machine?'),
      { modal: true, detail: l10n.t('The key itself stays valid at Cartesia.') },
      remove,
    );
    if (chosen !== remove) return;
    await keys.remove();
    vscode.window.setStatusBarMessage(`$(check) ${l10n.t('API key removed')}`, 3000);
  };
}
