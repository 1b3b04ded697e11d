import * as vscode from 'vscode';

/** Stores the key of the stand-in API, by accepting the offer to take it from the environment. */
export async function signIn(): Promise<void> {
  signedIn ??= setKey();
  await signedIn;
}

let signedIn: Promise<void> | undefined;

/** Sets the key for the base URL in force, by accepting the first offer. */
export async function setKey(): Promise<void> {
  process.env['CARTESIA_API_KEY'] = process.env['CARTESIA_TEST_API_KEY'];
  try {
    const stored = vscode.commands.executeCommand<boolean>('cartesia.setApiKey');
    await acceptUntil(stored);
  } finally {
    delete process.env['CARTESIA_API_KEY'];
  }
}

/** Presses Enter in the quick input until the command has ended: the input opens a little later. */
export async function acceptUntil(ended: Thenable<boolean>): Promise<void> {
  let result: boolean | undefined;
  void ended.then((value) => (result = value));
  while (result === undefined) {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!result) throw new Error('The key was not stored.');
}
