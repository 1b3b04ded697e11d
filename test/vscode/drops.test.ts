import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { keepDropped } from '../../src/commands/upload/uploadDropped';
import { DatasetDrop, type Dropped } from '../../src/tree/datasetDrop';
import type { TreeNode } from '../../src/tree/node';

const dataset = { id: 'ds_one', name: 'One', created_at: '2026-02-03T12:00:00Z', description: '' };
const row: TreeNode = { kind: 'dataset', dataset };

/** A file as VS Code hands it over. */
function fileOf(name: string, text?: string, uri?: vscode.Uri): vscode.DataTransferFile {
  return {
    name,
    ...(uri && { uri }),
    data: () =>
      text === undefined
        ? Promise.reject(new Error('too large'))
        : Promise.resolve(new TextEncoder().encode(text)),
  };
}

class FileItem extends vscode.DataTransferItem {
  readonly #file: vscode.DataTransferFile;

  constructor(file: vscode.DataTransferFile) {
    super('');
    this.#file = file;
  }

  override asFile(): vscode.DataTransferFile {
    return this.#file;
  }
}

/** What a drop of these hands on, with the names of those that were kept as bytes. */
async function drop(
  uriList: string,
  ...files: readonly vscode.DataTransferFile[]
): Promise<{ uris: readonly string[]; kept: readonly string[] }> {
  let dropped: Dropped | undefined;
  const controller = new DatasetDrop(
    (kept) => {
      const paths = kept.map(({ name }) => name);
      return Promise.resolve({ paths, remove: () => Promise.resolve() });
    },
    (_id, what) => (dropped = what),
  );
  const data = new vscode.DataTransfer();
  if (uriList !== '') data.set('text/uri-list', new vscode.DataTransferItem(uriList));
  for (const [index, file] of files.entries()) data.set(`files/${index}`, new FileItem(file));
  await controller.handleDrop(row, data);
  assert.ok(dropped);
  return { uris: dropped.uris.map((uri) => uri.toString()), kept: dropped.kept.paths };
}

describe('files dropped onto a dataset', () => {
  it('are all kept that VS Code can hand over, whichever it cannot', async () => {
    const files = [fileOf('a.wav'), fileOf('b.wav', 'sound'), fileOf('b.wav', 'other sound')];
    const { paths, remove } = await keepDropped(files);
    assert.deepEqual(
      paths.map((file) => path.basename(file)),
      ['b.wav', 'b.wav'],
    );
    const texts = await Promise.all(paths.map((file) => readFile(file, 'utf8')));
    assert.deepEqual(texts, ['sound', 'other sound']);
    await remove();
    for (const file of paths) await assert.rejects(readFile(file), { code: 'ENOENT' });
  });

  it('are taken by their paths where there are any', async () => {
    const uri = vscode.Uri.file('/takes/a.wav');
    assert.deepEqual(await drop(uri.toString(), fileOf('a.wav', 'x', uri), fileOf('a.wav', 'x')), {
      uris: ['file:///takes/a.wav'],
      kept: [],
    });
  });

  it('are taken as bytes where their paths are those of another machine', async () => {
    const elsewhere = vscode.Uri.parse('vscode-local:/c%3A/takes/a.wav');
    const list = `${elsewhere.toString()}\r\nc:\\takes\\b.wav`;
    assert.deepEqual(await drop(list, fileOf('a.wav', 'x', elsewhere), fileOf('b.wav', 'x')), {
      uris: [],
      kept: ['a.wav', 'b.wav'],
    });
  });

  it('are named where they can be taken in neither way', async () => {
    const { uris, kept } = await drop('untitled:Untitled-1');
    assert.deepEqual([uris, kept], [['untitled:Untitled-1'], []]);
  });
});
