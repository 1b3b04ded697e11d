import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { FilesTable } from '../workbench/FilesTable';
import { obstacles } from '../workbench/obstacles';
import { getDataset, scene } from './scene';

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
