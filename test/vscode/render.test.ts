import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { oneLine, quickPickText, withoutLinks } from '../../src/host/plainText';
import type { TreeNode } from '../../src/tree/node';
import { datasetTooltip, renderNode } from '../../src/tree/render';

const dataset = { id: 'x', name: 'Name', created_at: '2026-02-03T12:00:00Z', description: '' };
const list = { of: { kind: 'datasets' }, group: undefined } as const;
const fineTune = {
  id: 't',
  name: 'Voice',
  description: '',
  language: 'en',
  model_id: 'sonic',
  dataset: 'x',
};

describe('a row of the tree', () => {
  it('shows the name and the day, and is called by both', () => {
    const item = renderNode({ kind: 'dataset', dataset });
    assert.deepEqual([item.label, item.description], ['Name', 'Feb 3, 2026']);
    assert.equal(item.accessibilityInformation?.label, 'Dataset Name, created Feb 3, 2026');
    assert.equal(item.tooltip, undefined, 'tooltips are made when they are wanted');
    assert.deepEqual(item.command?.arguments, ['x']);
  });

  it('shows a date that is none as it came', () => {
    const item = renderNode({ kind: 'dataset', dataset: { ...dataset, created_at: 'long ago' } });
    assert.equal(item.description, 'long ago');
  });

  it('has a name of its own where the dataset has none', () => {
    for (const name of ['', '  ', '\u202e', '\n']) {
      assert.equal(
        renderNode({ kind: 'dataset', dataset: { ...dataset, name } }).label,
        'Untitled',
      );
    }
  });

  it('says how many are loaded before more are', () => {
    const end = { kind: 'loadMore', ...list, loaded: 1200 } as const;
    const more = renderNode({ ...end, loading: false });
    assert.deepEqual([more.label, more.description], ['Load more', '1,200 loaded']);
    const busy = renderNode({ ...end, loading: true });
    assert.deepEqual([busy.label, busy.command], ['Loading…', undefined]);
  });

  it('says of a group of files how many there are, or how many of them are known', () => {
    const row = (count: number, complete: boolean | undefined): vscode.TreeItem =>
      renderNode({ kind: 'files', datasetId: 'x', summary: { count, bytes: 1_800_000, complete } });
    assert.equal(row(2, true).description, '2 · 1.8 MB');
    assert.equal(row(100, false).description, '100 · 1.8 MB of those loaded');
    assert.equal(row(0, undefined).description, undefined);
    assert.equal(row(0, true).collapsibleState, vscode.TreeItemCollapsibleState.None);
  });

  it('marks a file whose name another one has, for eyes and ears', () => {
    const file = { id: 'f', filename: 'a.wav', size: 1500, created_at: '2026-02-03T12:00:00Z' };
    const row = (duplicate: boolean): vscode.TreeItem =>
      renderNode({ kind: 'file', datasetId: 'x', file, duplicate });
    assert.equal(row(false).description, '1.5 kB · Feb 3, 2026');
    assert.equal(row(true).description, '1.5 kB · duplicate name · Feb 3, 2026');
    assert.match(row(true).accessibilityInformation?.label ?? '', /duplicate name$/);
  });

  it('shows a status that Cartesia adds as it comes', () => {
    const row = (status: string): vscode.TreeItem =>
      renderNode({ kind: 'fineTune', datasetId: 'x', fineTune: { ...fineTune, status } });
    assert.equal(row('training').description, 'training · sonic');
    assert.equal(row('quantum_annealing').description, 'quantum_annealing · sonic');
  });

  it('offers each way out of a failure as a row with a command that exists', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const remedy of ['retry', 'setApiKey', 'openSetting', 'getAnother', 'showLog'] as const) {
      const { command } = renderNode({ kind: 'remedy', ...list, remedy });
      assert.ok(command && commands.has(command.command), remedy);
    }
  });

  it('has an ID of its own for what failed below each of two datasets', () => {
    const rows = ['a', 'b'].flatMap((datasetId): readonly TreeNode[] => {
      const group = { kind: 'fineTunes', datasetId, count: undefined } as const;
      const place = { of: { kind: 'fineTunes' }, group } as const;
      return [
        { kind: 'failure', ...place, sentence: 'It failed.', details: '' },
        { kind: 'remedy', ...place, remedy: 'retry' },
        { kind: 'loadMore', ...place, loaded: 1, loading: false },
        { kind: 'loadAll', ...place, filtered: false },
      ];
    });
    const ids = rows.map((row) => renderNode(row).id);
    assert.equal(new Set(ids).size, rows.length);
  });

  it('has a tooltip of text alone, cut where it would be endless', () => {
    const tooltip = datasetTooltip({ ...dataset, description: 'x'.repeat(1_000_000) });
    assert.ok(tooltip.startsWith('ID: x\nCreated: 2026-02-03T12:00:00Z\n\nxxx'));
    assert.ok(tooltip.length < 1200);
  });
});

describe('text from outside', () => {
  it('becomes one line without control and direction characters', () => {
    assert.equal(oneLine(' a\u0000b\u202ec\u2066d\r\n\te\ud800 '), 'a b c d e');
    assert.equal(oneLine('x'.repeat(1_000_000), 10), 'xxxxxxxxx…');
  });

  it('draws no icon in a quick pick and makes no link in a notification', () => {
    assert.ok(!quickPickText('$(trash) $(sync~spin)').includes('$('));
    assert.ok(!withoutLinks('[a](command:workbench.action.quit)').includes(']('));
  });
});
