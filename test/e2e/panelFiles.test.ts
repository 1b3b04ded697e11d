import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { SeedFile } from '../api-server/seed/seed';
import { FilesTable } from '../workbench/FilesTable';
import { waitUntil } from '../workbench/waitUntil';
import { getDataset, paths, scene, type Scene } from './scene';

const files: readonly SeedFile[] = [
  { id: 'f10', filename: 'take 10.wav', size: 9_200_000, created_at: '2026-02-03T23:05:06Z' },
  { id: 'f2', filename: 'take 2.wav', size: 142, created_at: '2026-02-01T05:05:00Z' },
  { id: 'f1', filename: 'Take 1.wav', size: 30_000, created_at: '2026-02-02T05:05:00Z' },
  { id: 'f2b', filename: 'take 2.wav', size: 143, created_at: 'some day' },
  { id: 'fn', filename: 'notes.wav', size: 5000, created_at: '2026-01-02T05:05:00Z' },
];
const small = { datasets: [{ id: 'ds_small', name: 'Small', files }] };

async function open(
  scene: Scene,
  id = 'ds_small',
  name = 'Small',
): Promise<[FrameLocator, FilesTable]> {
  await getDataset(scene, id);
  const page = await scene.window.webview(name);
  const table = new FilesTable(page);
  await table.grid.waitFor();
  return [page, table];
}

describe("a dataset's files in its panel", () => {
  scene(
    'are listed by name, digits as numbers, with size and day in the time zone of the person',
    { seed: small, locale: 'en-GB', timezone: 'Asia/Tokyo' },
    async (scene) => {
      const [page, table] = await open(scene);
      assert.deepEqual(await table.names(), [
        'notes.wav',
        'Take 1.wav',
        'take 2.wav',
        'take 2.wav',
        'take 10.wav',
      ]);
      const cells = table.row('take 10.wav').getByRole('gridcell');
      assert.equal(await cells.nth(1).textContent(), '9.2 MB');
      assert.equal(await cells.nth(1).getAttribute('title'), '9,200,000 bytes');
      assert.match((await cells.nth(2).textContent()) ?? '', /4.*2026/);
      assert.match((await cells.nth(2).getAttribute('title')) ?? '', /8:05:06/);
      await table.row('take 2.wav').getByText('some day').waitFor();
      await page.getByText('5 files', { exact: true }).waitFor();
      await page.getByText('9.2 MB', { exact: true }).first().waitFor();
    },
  );

  scene('mark names that are there twice, in words too', { seed: small }, async (scene) => {
    const [, table] = await open(scene);
    assert.equal(await table.grid.getByTitle('duplicate name').count(), 2);
    assert.match((await table.row('take 2.wav').first().textContent()) ?? '', /duplicate name/);
    assert.doesNotMatch((await table.row('notes.wav').textContent()) ?? '', /duplicate name/);
  });

  scene(
    'are sorted by their heads and filtered by typing, which a refresh leaves as it is',
    { seed: small },
    async (scene) => {
      const { window, api } = scene;
      const [page, table] = await open(scene);
      assert.equal(await table.sortOf('Name'), 'ascending');
      await table.sortBy('Size');
      await table.waitFirst('take 2.wav', 'take 2.wav', 'notes.wav');
      await window.page.keyboard.press('Enter');
      await table.waitFirst('take 10.wav', 'Take 1.wav');
      assert.deepEqual(
        [await table.sortOf('Name'), await table.sortOf('Size')],
        ['none', 'descending'],
      );
      await table.filter.click();
      await window.page.keyboard.type('TAKE 1');
      await table.waitFirst('take 10.wav', 'Take 1.wav');
      await page.getByText('2 of 5').waitFor();
      assert.equal(await table.grid.getAttribute('aria-rowcount'), '3');

      api.state.addFile('ds_small', { filename: 'take 11.wav', size: 10_000_000 });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await table.waitFirst('take 11.wav', 'take 10.wav', 'Take 1.wav');
      await page.getByText('3 of 6').waitFor();
      await table.filter.fill('no such name');
      await page.getByText('No file matches the filter.').waitFor();
    },
  );

  scene(
    'are shown at once where the filter leaves few of many that were scrolled',
    { seed: { datasets: 1, files: 300 } },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.click('Dataset 00001');
      const page = await window.webview('Dataset 00001');
      await page.getByRole('button', { name: 'Load all' }).click();
      const table = new FilesTable(page);
      await waitUntil('all files', async () => {
        return (await table.grid.getAttribute('aria-rowcount')) === '301';
      });
      await table.grid.press('End');
      await table.row('clip-00300.wav').waitFor();
      await table.filter.fill('clip-0000');
      await table.waitFirst('clip-00001.wav', 'clip-00002.wav');
      await table.row('clip-00001.wav').click();
      assert.deepEqual(await table.selected(), ['clip-00001.wav']);
    },
  );

  scene('are chosen with the keyboard alone', { seed: small }, async (scene) => {
    const [page, table] = await open(scene);
    const { keyboard } = scene.window.page;
    await table.grid.focus();
    assert.equal(await table.active(), 'notes.wav');
    await keyboard.press('ArrowDown');
    assert.equal(await table.active(), 'Take 1.wav');
    assert.deepEqual(await table.selected(), []);
    await keyboard.press('Shift+ArrowDown');
    assert.deepEqual(await table.selected(), ['Take 1.wav', 'take 2.wav']);
    await page.getByRole('button', { name: 'Delete 2 files' }).waitFor();
    await keyboard.press('End');
    await keyboard.press('Space');
    assert.deepEqual(await table.selected(), ['Take 1.wav', 'take 2.wav', 'take 10.wav']);
    await keyboard.press('Escape');
    assert.deepEqual(await table.selected(), []);
    await keyboard.press('Control+a');
    assert.equal((await table.selected()).length, 5);
    await keyboard.press('Home');
    assert.equal(await table.active(), 'notes.wav');
    assert.equal(await table.grid.getAttribute('aria-multiselectable'), 'true');
  });

  scene('are chosen with the mouse', { seed: small }, async (scene) => {
    const [, table] = await open(scene);
    await table.row('Take 1.wav').click();
    await table.row('take 10.wav').click({ modifiers: ['Shift'] });
    assert.equal((await table.selected()).length, 4);
    await table.row('notes.wav').click({ modifiers: ['ControlOrMeta'] });
    assert.equal((await table.selected()).length, 5);
    await table.row('take 10.wav').click();
    assert.deepEqual(await table.selected(), ['take 10.wav']);
  });

  scene(
    'are deleted, several at once, and the focus goes to the row that takes their place',
    { seed: small },
    async (scene) => {
      const { window, api } = scene;
      const [page, table] = await open(scene);
      await table.row('Take 1.wav').click();
      await window.page.keyboard.press('Shift+ArrowDown');
      await window.page.keyboard.press('Shift+ArrowDown');
      api.clearRequests();
      await window.page.keyboard.press('Delete');
      await window.messages.pressDialog('Delete');
      await waitUntil('two rows', async () => (await table.names()).length === 2);
      assert.deepEqual(await table.names(), ['notes.wav', 'take 10.wav']);
      assert.equal(await table.active(), 'take 10.wav');
      assert.deepEqual(
        paths(api)
          .filter((path) => path.startsWith('DELETE'))
          .sort(),
        ['f1', 'f2', 'f2b'].map((id) => `DELETE /datasets/ds_small/files/${id}`),
      );
      await page.getByText('2 files', { exact: true }).waitFor();
      assert.ok(await page.getByRole('button', { name: 'Delete', exact: true }).isDisabled());
    },
  );

  scene(
    'are ten thousand, of which only those on screen are drawn',
    { seed: { datasets: 1, files: 10_000 } },
    async (scene) => {
      const { window } = scene;
      const [page, table] = await open(scene, 'ds_generated_00001', 'Dataset 00001');
      await page.getByText('of those loaded').waitFor();
      await page.getByText('100 loaded, and there are more.').waitFor();
      await page.getByRole('button', { name: 'Load all' }).click();
      await page.getByText('10,000 files').waitFor({ timeout: 60_000 });
      await waitUntil('the first name', async () => (await table.names())[0] === 'clip-00001.wav');
      await table.grid.focus();
      await window.page.keyboard.press('End');
      assert.equal(await table.active(), 'clip-10000.wav');
      assert.ok(await table.row('clip-10000.wav').isVisible());
      assert.equal(await table.row('clip-10000.wav').getAttribute('aria-rowindex'), '10001');
      const drawn = await table.grid.locator('[role=row]').count();
      assert.ok(drawn < 100, `${drawn} rows are drawn`);
      const { inside, fits } = await table.grid.evaluate((grid) => {
        const box = grid.getBoundingClientRect();
        const last = grid.querySelector('.body [role=row]:last-child')?.getBoundingClientRect();
        return {
          inside: last !== undefined && last.bottom <= box.bottom + 1,
          fits: box.height <= grid.ownerDocument.documentElement.clientHeight * 0.61,
        };
      });
      assert.deepEqual([inside, fits], [true, true]);
      await window.page.keyboard.press('Home');
      assert.equal(await table.active(), 'clip-00001.wav');
    },
  );

  scene(
    'can be loaded page by page, and loading all can be stopped',
    { seed: { datasets: 1, files: 450 } },
    async (scene) => {
      const { api } = scene;
      const [page] = await open(scene, 'ds_generated_00001', 'Dataset 00001');
      await page.getByRole('button', { name: 'Load more' }).click();
      await page.getByText('200 loaded, and there are more.').waitFor();
      const hold = api.hold({ path: /files.*starting_after=file_generated_00151/ });
      await page.getByRole('button', { name: 'Load all' }).click();
      const request = await hold.arrived;
      await page.getByText('Loading files… 300 so far').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await request.ended;
      assert.equal(request.ending, 'abandoned');
      await page.getByText('300 loaded, and there are more.').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
    },
  );

  scene(
    'say why they cannot be read, and are read again on Retry',
    { seed: small },
    async (scene) => {
      const { window, api } = scene;
      const fault = api.faults.push({
        match: { path: /\/files/ },
        do: { kind: 'status', status: 400, message: 'no files today' },
      });
      await getDataset(scene, 'ds_small');
      const page = await window.webview('Small');
      const alert = page.getByRole('alert');
      await alert.getByText('no files today').waitFor();
      assert.equal(await page.getByRole('heading', { name: 'Small' }).isVisible(), true);
      fault.remove();
      await alert.getByRole('button', { name: 'Retry' }).click();
      await new FilesTable(page).grid.waitFor();
      await alert.waitFor({ state: 'detached' });
    },
  );

  scene(
    'say when there are none',
    { seed: { datasets: [{ id: 'ds_none', name: 'None' }] } },
    async (scene) => {
      await getDataset(scene, 'ds_none');
      const page = await scene.window.webview('None');
      await page.getByText('No files yet.').waitFor();
      assert.equal(await new FilesTable(page).grid.isVisible(), false);
      await page.getByText('No training uses this dataset.').waitFor();
    },
  );

  scene(
    'are there again with their filter when a hidden panel is shown',
    { seed: { datasets: [...small.datasets, { id: 'ds_none', name: 'None' }] } },
    async (scene) => {
      const { window, api } = scene;
      const [, table] = await open(scene);
      await table.filter.fill('take');
      await table.sortBy('Name');
      await table.waitFirst('take 10.wav');
      await getDataset(scene, 'ds_none');
      await (await window.webview('None')).getByText('No files yet.').waitFor();
      api.clearRequests();
      const again = new FilesTable(await window.webview('Small'));
      await again.waitFirst('take 10.wav', 'take 2.wav', 'take 2.wav', 'Take 1.wav');
      assert.equal(await again.filter.inputValue(), 'take');
      assert.deepEqual(paths(api), []);
    },
  );
});

describe("a dataset's trainings in its panel", () => {
  const trainings = {
    datasets: [{ id: 'ds_a', name: 'A' }],
    fineTunes: [
      ...(['created', 'training', 'completed', 'failed'] as const).map((status) => ({
        name: `the ${status} one`,
        dataset: 'ds_a',
        status,
      })),
      { name: 'of another', dataset: 'ds_b', status: 'completed' as const },
    ],
  };

  scene('are told with their status in words', { seed: trainings }, async (scene) => {
    await getDataset(scene, 'ds_a');
    const page = await scene.window.webview('A');
    const rows = page.locator('.trainings').getByRole('listitem');
    await rows.first().waitFor();
    assert.deepEqual(
      (await rows.allInnerTexts()).map((text) => text.split(/\s*\n\s*/)),
      ['created', 'training', 'completed', 'failed'].map((status) => [
        status,
        `the ${status} one`,
        'en',
        'sonic-3.5-2026-05-04',
      ]),
    );
  });

  scene(
    'show a status that is new, say why they cannot be read, and follow a refresh',
    { seed: trainings },
    async (scene) => {
      const { window, api } = scene;
      const fault = api.faults.push({
        match: { path: /fine-tunes/ },
        do: { kind: 'status', status: 403, message: 'no right' },
      });
      await getDataset(scene, 'ds_a');
      const page = await window.webview('A');
      await page.getByRole('alert').getByText('no right').waitFor();
      fault.remove();
      const id = 'ft_new';
      const other = api.faults.push({
        match: { path: /fine-tunes/ },
        do: {
          kind: 'body',
          body: JSON.stringify({
            data: [
              {
                id,
                name: 'Tomorrow',
                description: '',
                language: 'en',
                model_id: 'm',
                dataset: 'ds_a',
                status: 'evaluating',
              },
            ],
            has_more: false,
          }),
        },
      });
      await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
      await page.getByText('evaluating', { exact: true }).waitFor();
      other.remove();
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('the failed one').waitFor();
      await page.getByText('evaluating', { exact: true }).waitFor({ state: 'detached' });
    },
  );
});
