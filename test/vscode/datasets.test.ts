import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PanelType } from '../../src/host/names';
import { signIn } from './signIn';

const { executeCommand } = vscode.commands;

function panels(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith(PanelType.dataset),
    );
}

describe('commands called with an ID', () => {
  before(signIn);

  afterEach(async () => {
    await executeCommand('workbench.action.closeAllEditors');
  });

  it('open one panel for each dataset', async () => {
    await executeCommand('cartesia.getDataset', 'ds_manylines0000001');
    await executeCommand('cartesia.getDataset', 'ds_emoji00000000001');
    await executeCommand('cartesia.getDataset', 'ds_manylines0000001');
    assert.equal(panels().length, 2);
  });

  it('copy exactly what the API sent, laid out with two spaces', async () => {
    await executeCommand('cartesia.copyDatasetJson', 'ds_unknownfields001');
    const copy = await vscode.env.clipboard.readText();
    assert.match(
      copy,
      /^\{\n {2}"id": "ds_unknownfields001",\n {2}"name": "Fields of tomorrow",\n/,
    );
    assert.match(copy, /\n {2}"10": "ten before two",\n {2}"2": \{\n {4}"b": \[/);
    assert.match(copy, /"credits": 12345678901234567890,\n/);
  });

  it('copy the ID without asking the API', async () => {
    await executeCommand('cartesia.copyDatasetId', ' any/ID at all ');
    assert.equal(await vscode.env.clipboard.readText(), ' any/ID at all ');
  });

  it('take the row of a tree as well', async () => {
    const row = { kind: 'dataset', dataset: { id: 'ds_from_row' } };
    await executeCommand('cartesia.copyDatasetId', row);
    assert.equal(await vscode.env.clipboard.readText(), 'ds_from_row');
  });

  it('open nothing for what cannot be an ID', async () => {
    for (const argument of ['', '..', 'a\nb', 'sk_car_a.b', 42, { kind: 'dataset' }]) {
      await executeCommand('cartesia.openDataset', argument);
    }
    await executeCommand('cartesia.getDataset', '..');
    assert.deepEqual(panels(), []);
  });
});
