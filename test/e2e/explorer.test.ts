import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { paths, scene } from './scene';

const labels = async (window: Workbench): Promise<string[]> =>
  (await window.sideBar.rows()).map(({ label }) => label);

async function describedAs(
  window: Workbench,
  label: string,
  description: string | RegExp,
): Promise<void> {
  await waitUntil(`"${label}" to say "${String(description)}"`, async () =>
    (await window.sideBar.rows()).some(
      (row) =>
        row.label === label &&
        (typeof description === 'string'
          ? row.description === description
          : description.test(row.description)),
    ),
  );
}

const small = {
  datasets: [
    {
      id: 'ds_one',
      name: 'One',
      created_at: '2026-03-02T10:00:00Z',
      files: [
        { id: 'f1', filename: 'take 10.wav', size: 9_200_000, created_at: '2026-03-02T10:00:00Z' },
        { id: 'f2', filename: 'take 9.wav', size: 1_000_000, created_at: '2026-03-02T11:00:00Z' },
        { id: 'f3', filename: 'take 9.wav', size: 500, created_at: '2026-03-03T10:00:00Z' },
      ],
    },
    { id: 'ds_two', name: 'Two', created_at: '2026-03-01T10:00:00Z' },
    { id: 'ds_three', name: 'Three', created_at: '2026-02-01T10:00:00Z' },
  ],
  fineTunes: [
    { id: 'ft_a', name: 'first try', dataset: 'ds_one', status: 'failed' },
    { id: 'ft_b', name: 'second try', dataset: 'ds_one', status: 'training' },
    { id: 'ft_c', name: 'of another', dataset: 'ds_two', status: 'completed' },
  ],
} as const;

describe('the tree of datasets', () => {
  scene(
    'shows the files of a dataset and the trainings that use it',
    { seed: small },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.expand('One');
      await describedAs(window, 'Files', '3 · 10.2 MB');
      await describedAs(window, 'Fine-tunes', '2');
      await window.sideBar.expand('Files');
      await window.sideBar.row('take 10.wav');
      const files = (await window.sideBar.rows()).filter(({ level }) => level === 3);
      assert.deepEqual(
        files.map(({ ariaLabel }) => ariaLabel),
        [
          'File take 9.wav, 1 MB, added Mar 2, 2026, duplicate name',
          'File take 9.wav, 500 bytes, added Mar 3, 2026, duplicate name',
          'File take 10.wav, 9.2 MB, added Mar 2, 2026',
        ],
      );
      await window.sideBar.expand('Fine-tunes');
      await describedAs(window, 'first try', 'failed · sonic-3.5-2026-05-04');
      await describedAs(window, 'second try', 'training · sonic-3.5-2026-05-04');
      assert.ok(!(await labels(window)).includes('of another'));
    },
  );

  scene(
    'keeps what is open, selected and scrolled when it is refreshed',
    { seed: { datasets: 150, files: 3 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.expand('Dataset 00150');
      await window.sideBar.expand('Files');
      await window.sideBar.row('clip-00002.wav');
      await window.sideBar.click('clip-00002.wav');
      await window.sideBar.scroll(100);
      let before: string[] = [];
      await waitUntil('the scrolling to end', async () => {
        const earlier = before;
        before = await labels(window);
        return before.join() === earlier.join();
      });
      api.state.datasets.get('ds_generated_00145')?.change({ name: 'Renamed meanwhile' });
      api.clearRequests();
      await window.sideBar.pressTitleAction('Refresh Datasets');
      await waitUntil('the new name', async () =>
        (await labels(window)).includes('Renamed meanwhile'),
      );
      for (const part of ['/datasets/?limit=100', '/files?limit=100', '/fine-tunes/?limit=100']) {
        await waitUntil(`${part} to be asked for`, () =>
          paths(api).some((path) => path.includes(part)),
        );
      }
      const expected = before.map((label) =>
        label === 'Dataset 00145' ? 'Renamed meanwhile' : label,
      );
      await waitUntil('the same rows', async () => {
        return (await labels(window)).join() === expected.join();
      });
      await window.sideBar.row('clip-00002.wav');
      assert.deepEqual(await window.sideBar.selected(), ['clip-00002.wav']);
    },
  );

  scene(
    'says below each dataset that the trainings could not be read, and reads them again',
    {
      seed: {
        datasets: [
          { id: 'ds_a', name: 'A' },
          { id: 'ds_b', name: 'B' },
        ],
        fineTunes: [{ id: 'ft_a', name: 'first try', dataset: 'ds_a' }],
      },
    },
    async ({ window, api }) => {
      const fault = api.faults.push({
        match: { path: /fine-tunes/ },
        do: { kind: 'status', status: 403 },
      });
      await window.openView('Cartesia');
      await window.sideBar.expand('B');
      await window.sideBar.expand('Fine-tunes');
      await window.sideBar.row('Retry');
      await window.sideBar.expand('A');
      await waitUntil('both groups of trainings', async () => {
        return (await labels(window)).filter((label) => label === 'Fine-tunes').length === 2;
      });
      await window.sideBar.expand('Fine-tunes');
      await waitUntil('both failures', async () => {
        return (await labels(window)).filter((label) => label === 'Retry').length === 2;
      });
      fault.remove();
      await window.sideBar.click('Retry');
      await window.sideBar.row('first try');
      await waitUntil('no failure', async () => !(await labels(window)).includes('Retry'));
    },
  );

  scene(
    'loads a page once however often it is asked for, and all pages on demand',
    { seed: { datasets: 450 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Load all');
      const hold = api.hold({ path: /starting_after/ });
      await window.runCommand('Cartesia: Load More Datasets');
      await hold.arrived;
      await window.runCommand('Cartesia: Load More Datasets');
      await window.runCommand('Cartesia: Load All Datasets');
      hold.release();
      await window.sideBar.row('Dataset 00001');
      assert.ok(!(await labels(window)).includes('Load more'));
      assert.equal(paths(api).filter((path) => path.includes('starting_after')).length, 4);
    },
  );

  scene(
    'stops loading all where it is told to, and keeps what has come',
    { seed: { datasets: 450 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Load all');
      const hold = api.hold({ path: /starting_after=ds_generated_00251/ });
      await window.sideBar.click('Load all');
      await hold.arrived;
      await window.sideBar.pressTitleAction('Cancel Loading');
      await window.sideBar.row('Dataset 00251');
      await window.sideBar.row('Load more');
      await describedAs(window, 'Load more', '200 loaded');
    },
  );

  scene(
    'says why the files of a dataset could not be read, and reads them on Retry',
    { seed: small },
    async ({ window, api }) => {
      const fault = api.faults.push({
        match: { path: /files/ },
        do: { kind: 'status', status: 403 },
      });
      await window.openView('Cartesia');
      await window.sideBar.expand('One');
      await window.sideBar.expand('Files');
      await window.sideBar.row('The API key is valid but lacks the right to do this.');
      fault.remove();
      await window.sideBar.click('Retry');
      await window.sideBar.row('take 10.wav');
    },
  );

  scene(
    'sorts datasets and files as people choose, and remembers it for the workspace',
    { seed: small },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('One');
      await window.runCommand('Cartesia: Sort Datasets…');
      await window.quickInput.pick('By name');
      await waitUntil('the order of names', async () =>
        ((all) => all.join() === 'One,Three,Two')(await labels(window)),
      );
      await window.sideBar.expand('One');
      await window.sideBar.expand('Files');
      await window.runCommand('Cartesia: Sort Files…');
      await window.quickInput.pick('Largest first');
      await waitUntil('the order of sizes', async () =>
        (await labels(window)).join().includes('take 10.wav,take 9.wav,take 9.wav'),
      );
      await window.reload();
      await waitUntil(
        'the order of names again',
        async () =>
          (await labels(window)).filter((label) => label.startsWith('T')).join() === 'Three,Two',
      );
    },
  );
});

describe('the tree at any size', () => {
  scene(
    'reads on from the palette, and the trainings of a dataset again from their row',
    { seed: { datasets: 1, files: 350 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      const name = await waitUntil('the dataset', async () => (await labels(window))[0]);
      await window.sideBar.expand(name);
      await describedAs(window, 'Files', /^100 · /);
      const asked: [string, RegExp][] = [
        ['Load More Files of Dataset', /^200 · /],
        ['Load All Files of Dataset', /^350 · /],
      ];
      for (const [command, files] of asked) {
        await window.runCommand(`Cartesia: ${command}…`);
        await window.quickInput.waitOpen(command);
        await window.quickInput.pick(name);
        await describedAs(window, 'Files', files);
      }
      api.clearRequests();
      await window.sideBar.pressContextMenu('Fine-tunes', 'Refresh Dataset');
      await waitUntil('another read', () =>
        paths(api).some((path) => path.includes('/fine-tunes')),
      );
    },
  );

  scene(
    'shows and filters ten thousand datasets, and the ten thousand files of one',
    { seed: { datasets: 10_000, files: 10_000 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 10000');
      await window.runCommand('Cartesia: Load All Datasets');
      const size = (): Promise<string | null> =>
        window.sideBar.root.getByRole('treeitem').first().getAttribute('aria-setsize');
      await waitUntil('all rows', async () => (await size()) === '10000', 90_000);
      await window.sideBar.pressTitleAction('Filter Datasets');
      await window.quickInput.type('00777');
      await waitUntil('one row', async () => (await labels(window)).join() === 'Dataset 00777');
      await window.quickInput.fill('10000');
      await waitUntil('another row', async () => (await labels(window)).join() === 'Dataset 10000');
      await window.quickInput.accept();
      await window.sideBar.expand('Dataset 10000');
      await window.sideBar.expand('Files');
      await window.sideBar.row('clip-09901.wav');
      await window.page.keyboard.press('End');
      await window.sideBar.click('Load all');
      await window.page.keyboard.press('Home');
      await waitUntil(
        'the count of all files',
        async () =>
          (await window.sideBar.rows()).some(
            ({ label, description }) =>
              label === 'Files' && /^10,000 · [\d.]+ GB$/.test(description),
          ),
        90_000,
      );
      const asked = paths(api).filter((path) => path.includes('/files'));
      assert.equal(new Set(asked).size, asked.length, 'a page was asked for twice');
      assert.equal(asked.length, 100);
    },
  );
});

describe('the tree without eyes', () => {
  scene('has names and an order that read well', { seed: small }, async ({ window }) => {
    await window.openView('Cartesia');
    await window.sideBar.expand('One');
    await window.sideBar.expand('Files');
    await window.sideBar.row('take 10.wav');
    await window.sideBar.expand('Fine-tunes');
    await window.sideBar.row('second try');
    const items = window.sideBar.root.getByRole('tree').getByRole('treeitem');
    const read = await items.evaluateAll((rows) =>
      rows
        .map((row) => ({ top: row.getBoundingClientRect().top, row }))
        .sort((a, b) => a.top - b.top)
        .map(
          ({ row }) =>
            `${row.getAttribute('aria-level') ?? ''} ${row.getAttribute('aria-label') ?? ''}`,
        ),
    );
    assert.deepEqual(read, [
      '1 Dataset One, created Mar 2, 2026',
      '2 Files: 3, 10.2 MB',
      '3 File take 9.wav, 1 MB, added Mar 2, 2026, duplicate name',
      '3 File take 9.wav, 500 bytes, added Mar 3, 2026, duplicate name',
      '3 File take 10.wav, 9.2 MB, added Mar 2, 2026',
      '2 Fine-tunes: 2',
      '3 Fine-tune first try, failed, model sonic-3.5-2026-05-04',
      '3 Fine-tune second try, training, model sonic-3.5-2026-05-04',
      '1 Dataset Two, created Mar 1, 2026',
      '1 Dataset Three, created Feb 1, 2026',
    ]);
  });
});

describe('the filter of the tree', () => {
  scene(
    'follows the typing, by name, description or ID, and is undone by Escape',
    { seed: { datasets: 90 } },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00090');
      await window.sideBar.pressTitleAction('Filter Datasets');
      await window.quickInput.type('number 00077');
      await waitUntil('one row', async () => (await labels(window)).join() === 'Dataset 00077');
      assert.match(await window.quickInput.message(), /1 of 90 datasets match\./);
      await window.quickInput.type('ds_GENERATED_0003');
      await waitUntil('ten rows', async () => (await labels(window)).length === 10);
      await window.quickInput.escape();
      await window.sideBar.row('Dataset 00090');
    },
  );

  scene(
    'stays for the workspace, is shown, and is cleared with one click',
    { seed: { datasets: 90 } },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00090');
      await window.sideBar.pressTitleAction('Filter Datasets');
      await window.quickInput.type('00077');
      await window.quickInput.accept();
      await waitUntil('one row', async () => (await labels(window)).join() === 'Dataset 00077');
      await window.reload();
      await waitUntil(
        'one row again',
        async () => (await labels(window)).join() === 'Dataset 00077',
      );
      await waitUntil(
        'the message',
        async () => (await window.sideBar.message()) === 'Filter "00077": 1 of 90',
      );
      await window.sideBar.pressTitleAction('Clear Filter');
      await window.sideBar.row('Dataset 00090');
      await waitUntil('no message', async () => (await window.sideBar.message()) === '');
    },
  );

  scene(
    'says when it has searched only what is loaded, and loads the rest',
    { seed: { datasets: 230 } },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00230');
      await window.runCommand('Cartesia: Filter Datasets');
      await window.quickInput.type('00012');
      await waitUntil('the count', async () =>
        (await window.quickInput.message()).startsWith(
          '0 of the 100 datasets that are loaded match; there are more.',
        ),
      );
      await window.quickInput.accept();
      await waitUntil(
        'the message',
        async () => (await window.sideBar.message()) === 'Filter "00012": 0 of 100 loaded',
      );
      await window.sideBar.click('Load all to search the rest');
      await window.sideBar.row('Dataset 00012');
      await window.runCommand('Cartesia: Filter Datasets');
      await window.quickInput.fill('there is no such name');
      await window.quickInput.accept();
      await waitUntil('the welcome', async () =>
        (await window.sideBar.welcome()).includes('No dataset matches the filter.'),
      );
      await window.sideBar.pressWelcomeButton('Clear Filter');
      await window.sideBar.row('Dataset 00230');
    },
  );
});
