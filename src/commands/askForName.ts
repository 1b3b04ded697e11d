import * as vscode from 'vscode';

/** Asks for a dataset's name; undefined when the person left. */
export async function askForName(
  title: string,
  value: string,
  prompt?: string,
): Promise<string | undefined> {
  const { l10n } = vscode;
  const name = await vscode.window.showInputBox({
    title,
    value,
    prompt: prompt ?? l10n.t('Name of the dataset'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A dataset needs a name.') : undefined),
  });
  return name?.trim();
}
