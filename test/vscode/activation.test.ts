import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../src/host/names';

describe('opening a window', () => {
  it('does not start the extension', () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, 'VS Code does not list the extension');
    assert.equal(extension.isActive, false);
  });
});
