import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { oneLine, quickPickText, withoutLinks } from '../../src/host/plainText';
import { datasetTooltip, renderNode } from '../../src/tree/render';

const dataset = { id: 'x', name: 'Name', created_at: '2026-02-03T12:00:00Z', description: '' };

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
    const more = renderNode({ kind: 'loadMore', loaded: 1200, loading: false });
    assert.deepEqual([more.label, more.description], ['Load more', '1,200 loaded']);
    const busy = renderNode({ kind: 'loadMore', loaded: 1200, loading: true });
    assert.deepEqual([busy.label, busy.command], ['Loading…', undefined]);
  });

  it('offers each way out of a failure as a row with a command that exists', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    for (const remedy of ['retry', 'setApiKey', 'openSetting', 'getAnother', 'showLog'] as const) {
      const { command } = renderNode({ kind: 'remedy', remedy });
      assert.ok(command && commands.has(command.command), remedy);
    }
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
