import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  contributes: { commands: readonly { command: string }[] };
}

describe('the extension', () => {
  it('registers every command that its manifest declares', async () => {
    const extension = vscode.extensions.getExtension('cartesia-datasets.cartesia-datasets');
    assert.ok(extension, 'VS Code does not list the extension');
    await extension.activate();

    const manifest = extension.packageJSON as Manifest;
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.ok(declared.length > 0, 'the manifest declares no command');

    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
