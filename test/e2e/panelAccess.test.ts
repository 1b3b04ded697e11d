import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { FilesTable } from '../workbench/FilesTable';
import { getDataset, scene } from './scene';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps people from using the page, by the rules of axe; the debugger may run it where the page may not. */
async function obstacles(page: FrameLocator): Promise<unknown> {
  const frame = await (await page.locator('html').elementHandle()).ownerFrame();
  assert.ok(frame);
  await frame.evaluate(axe);
  // VS Code gives the frame its name; a page has no tab of its own that a title would stand on.
  const options = JSON.stringify({ rules: { 'document-title': { enabled: false } } });
  return frame.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) })))`);
}

const duplicates = {
  datasets: [
    {
      id: 'ds_a',
      name: 'A dataset',
      extra: '"more": {"deep": [1, 2]}',
      files: ['one.wav', 'two.wav', 'two.wav'].map((filename) => ({ filename, size: 1000 })),
    },
  ],
  fineTunes: [{ name: 'First', dataset: 'ds_a', status: 'failed' as const }],
};

describe('the dataset panel for everybody', () => {
  for (const theme of ['Default Light Modern', 'Default High Contrast'] as const) {
    scene(
      `has no obstacles in any state, in ${theme}`,
      { seed: duplicates, theme },
      async (scene) => {
        const { window, api } = scene;
        await getDataset(scene, 'ds_a');
        const page = await window.webview('A dataset');
        const table = new FilesTable(page);
        await table.row('one.wav').click();
        await page.getByText('First').waitFor();
        await page.getByText('JSON', { exact: true }).click();
        await page.locator('pre').getByText('"deep"').waitFor();
        assert.deepEqual(await obstacles(page), []);

        await page.getByRole('button', { name: 'Edit' }).click();
        const name = page.getByRole('textbox', { name: 'Name', exact: true });
        await name.fill(' ');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('A dataset needs a name.').waitFor();
        assert.deepEqual(await obstacles(page), []);

        await name.fill('Mine');
        api.state.datasets.get('ds_a')?.change({ name: 'Theirs' });
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByRole('button', { name: 'Take Theirs' }).waitFor();
        assert.deepEqual(await obstacles(page), []);
        await page.getByRole('button', { name: 'Cancel' }).click();

        api.state.removeDataset('ds_a');
        await page.getByRole('button', { name: 'Refresh' }).click();
        await page.getByText('This dataset has been deleted.').waitFor();
        assert.deepEqual(await obstacles(page), []);
      },
    );
  }
});
