import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { signIn } from './signIn';

const { fs } = vscode.workspace;

function fileOf(id: string, name = 'x.json'): vscode.Uri {
  const path = `/datasets/${encodeURIComponent(id)}/${name}`;
  return vscode.Uri.from({ scheme: 'cartesia', path });
}

/** The code of the error with which VS Code's file system refuses. */
async function refusal(work: Thenable<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('datasets as files', () => {
  before(signIn);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('open as JSON, laid out and just as the API sent it', async () => {
    await vscode.commands.executeCommand('cartesia.openDatasetJson', 'ds_unknownfields001');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, 'json');
    assert.equal(
      document.uri.toString(),
      fileOf('ds_unknownfields001', 'Fields of tomorrow.json').toString(),
    );
    await vscode.commands.executeCommand('cartesia.copyDatasetJson', 'ds_unknownfields001');
    assert.equal(document.getText(), await vscode.env.clipboard.readText());
    assert.match(document.getText(), /\n {2}"credits": 12345678901234567890,\n/);
  });

  it('are found by their ID, whatever characters it has and whatever the file is called', async () => {
    const id = 'ds/öß 1?#%';
    const bytes = await fs.readFile(fileOf(id, 'another name.json'));
    const text = Buffer.from(bytes).toString();
    assert.equal((JSON.parse(text) as { id: string }).id, id);
    const { type, size } = await fs.stat(fileOf(id));
    assert.deepEqual([type, size], [vscode.FileType.File, bytes.length]);
  });

  it('cannot be written, made, renamed or deleted', async () => {
    const file = fileOf('ds_manylines0000001');
    const other = fileOf('ds_emoji00000000001');
    assert.equal(fs.isWritableFileSystem('cartesia'), false);
    for (const work of [
      fs.writeFile(file, Buffer.from('{}')),
      fs.createDirectory(vscode.Uri.from({ scheme: 'cartesia', path: '/datasets/new' })),
      fs.rename(file, other, { overwrite: true }),
      fs.delete(file),
    ]) {
      assert.equal((await refusal(work)).code, 'NoPermissions');
    }
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(fileOf('ds_manylines0000001', 'new.json'), { overwrite: true });
    assert.equal(await vscode.workspace.applyEdit(edit), false);
  });

  it('say why there is nothing to read', async () => {
    const { code, message } = await refusal(fs.readFile(fileOf('ds_none')));
    assert.equal(code, 'FileNotFound');
    assert.match(message, /Cartesia has no dataset "ds_none"\. It may have been deleted/);
  });

  it('are at no other place', async () => {
    for (const path of [
      '/',
      '/datasets',
      '/datasets/ds_manylines0000001',
      '/datasets/ds_manylines0000001/x.txt',
      '/datasets/ds_manylines0000001/files/x.json',
      '/other/ds_manylines0000001/x.json',
      '/datasets/%ff/x.json',
      '/datasets/../x.json',
    ]) {
      const uri = vscode.Uri.from({ scheme: 'cartesia', path });
      assert.equal((await refusal(fs.stat(uri))).code, 'FileNotFound', path);
    }
  });
});
