import * as vscode from 'vscode';
import type { KeyStore } from '../host/keyStore';

export function removeApiKey(keys: Pick<KeyStore, 'get' | 'remove'>): () => Promise<void> {
  return async () => {
    const { t } = vscode.l10n;
    if ((await keys.get()) === undefined) {
      void vscode.window.showInformationMessage(t('No API key is stored.'));
      return;
    }
    const remove = t('Remove');
    const chosen = await vscode.window.showWarningMessage(
      t('Remove the Cartesia API key from this machine?'),
      { modal: true, detail: t('The key itself stays valid at Cartesia.') },
      remove,
    );
    if (chosen !== remove) return;
    await keys.remove();
    vscode.window.setStatusBarMessage(`$(check) ${t('API key removed')}`, 3000);
  };
}
