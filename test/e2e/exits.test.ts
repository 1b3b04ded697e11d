import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import { promisify } from 'node:util';
import type { ApiServer } from '../api-server/startApiServer';
import { parseCsv } from '../unit/model/parseCsv';
import { temporaryFolder } from '../workbench/folders';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { copied, getDataset, paths, scene } from './scene';

const run = promisify(execFile);

const few = {
  datasets: [
    {
      id: `it's "$(echo no)" 100%`,
      name: 'A',
      created_at: '2026-03-03T10:00:00Z',
      files: [
        { id: 'f1', filename: 'take 1.wav', size: 9_200_000, created_at: '2026-03-02T10:00:00Z' },
        { id: 'f2', filename: '$(trash) 2.wav', size: 500, created_at: '2026-03-03T10:00:00Z' },
      ],
    },
    {
      id: 'ds_b',
      name: 'B',
      created_at: '2026-03-02T10:00:00Z',
      extra: '"10": 1.0, "2": 12345678901234567890',
    },
    { id: 'ds_c', name: 'C', created_at: '2026-03-01T10:00:00Z' },
  ],
  fineTunes: [{ id: 'ft_a', name: 'first try', dataset: 'ds_b', status: 'failed' }],
} as const;
const [{ id: strange }] = few.datasets;

/** Presses an entry of the submenu of a row's menu. */
describe('copying', () => {
  scene(
    'gives several datasets as one array, just as they were sent',
    { seed: few },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.select('A', 'B', 'C');
      api.clearRequests();
      const json = await copied(window, () =>
        window.sideBar.pressContextMenu('B', 'Copy Dataset JSON'),
      );
      await window.messages.waitStatusBar('Copied JSON of 3 datasets');
      const ids = (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
      assert.deepEqual(ids, [strange, 'ds_b', 'ds_c']);
      assert.match(json, /^\[\n {2}\{\n {4}"id": /);
      assert.match(json, /\n {4}"10": 1\.0,\n {4}"2": 12345678901234567890\n/);
      const asked = paths(api).filter((path) => /^GET \/datasets\/[^/?]+$/.test(path));
      assert.deepEqual(asked, [], 'what is listed is not asked for again');
      const listed = await copied(window, () =>
        window.sideBar.pressContextMenu('B', 'Copy Dataset ID'),
      );
      assert.equal(listed, [strange, 'ds_b', 'ds_c'].join('\n'));
      const names = await copied(window, () =>
        window.sideBar.pressContextMenu('A', 'Copy Dataset Name'),
      );
      assert.equal(names, 'A\nB\nC');
    },
  );

  scene(
    'gives a cURL command that works, whatever the ID',
    { seed: few },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('A');
      const command = await copied(window, () =>
        window.sideBar.pressSubmenu('A', 'Copy Dataset As', 'Copy Dataset Request as cURL'),
      );
      await window.messages.waitStatusBar('Copied cURL command');
      assert.ok(!command.includes(api.key), 'the key stays where it is');
      api.clearRequests();
      const { stdout } = await run('sh', ['-c', command.replace(/^curl /, 'curl -sS ')], {
        env: { ...process.env, CARTESIA_API_KEY: api.key, http_proxy: '', HTTP_PROXY: '' },
      });
      assert.equal((JSON.parse(stdout) as { id: string }).id, strange);
      assert.deepEqual(paths(api), [`GET /datasets/${encodeURIComponent(strange)}`]);
    },
  );

  scene(
    'speaks of the dataset in the active panel when it comes from the palette',
    {
      seed: few,
    },
    async (scene) => {
      const { window, api } = scene;
      await getDataset(scene, 'ds_b');
      await (await window.webview('B')).getByRole('heading', { name: 'B', level: 1 }).waitFor();
      const copy = (title: string) => copied(window, () => window.runCommand(`Cartesia: ${title}`));
      assert.equal(await copy('Copy Dataset Name'), 'B');
      assert.match(
        await copy('Copy Link to Dataset'),
        /^[\w-]+:\/\/cartesia-datasets\.cartesia-datasets\/dataset\/ds_b$/,
      );
      assert.match(
        await copy('Copy Dataset Request as TypeScript'),
        new RegExp(String.raw`baseURL: "${api.url}" \}\);\n\n.*datasets\.retrieve\("ds_b"\)`),
      );
      assert.match(
        await copy('Copy Dataset Request as Python'),
        new RegExp(String.raw`base_url="${api.url}"\)\n\n.*datasets\.retrieve\("ds_b"\)`),
      );
    },
  );

  scene(
    'offers the loaded datasets and, as they come, the files',
    {
      seed: few,
    },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('C');
      await window.runCommand('Cartesia: Copy File ID');
      await window.quickInput.waitOpen('Copy File ID');
      await waitUntil('the loaded datasets', async () => {
        const offered = (await window.quickInput.items()).map(({ label }) => label);
        return offered.join() === 'Type or paste a dataset ID,A,B,C';
      });
      const hold = api.hold({ path: /files/ });
      await window.quickInput.pick('A');
      await window.quickInput.waitOpen('Choose a File');
      await hold.arrived;
      hold.release();
      await waitUntil('the file', () => window.quickInput.item('$\u200b(trash) 2.wav'));
      const icons = window.quickInput.root.locator('.label-name .codicon');
      assert.equal(await icons.count(), 0, 'names draw no icons');
      const id = await copied(window, () => window.quickInput.pick('$\u200b(trash) 2.wav'));
      assert.equal(id, 'f2');
    },
  );

  scene(
    'stops loading the files when the person leaves',
    {
      seed: { datasets: 1, files: 250 },
    },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00001');
      const second = api.hold({ path: /files.*starting_after/ });
      await window.runCommand('Cartesia: Copy File Name');
      await window.quickInput.waitOpen('Copy File Name');
      await window.quickInput.fill('ds_generated_00001');
      await window.quickInput.accept();
      await window.quickInput.waitOpen('Choose a File');
      const request = await second.arrived;
      await waitUntil('the first page', async () => (await window.quickInput.items()).length > 0);
      await window.quickInput.escape();
      await request.ended;
      assert.equal(request.ending, 'abandoned');
      second.release();
    },
  );

  scene('gives names and IDs of the rows below a dataset', { seed: few }, async ({ window }) => {
    await window.openView('Cartesia');
    await window.sideBar.expand('A');
    await window.sideBar.expand('Files');
    await window.sideBar.select('take 1.wav', '$(trash) 2.wav');
    const names = await copied(window, () =>
      window.sideBar.pressContextMenu('take 1.wav', 'Copy File Name'),
    );
    assert.deepEqual(names.split('\n').sort(), ['$(trash) 2.wav', 'take 1.wav']);
    await window.sideBar.collapse('A');
    await window.sideBar.expand('B');
    await window.sideBar.expand('Fine-tunes');
    const id = await copied(window, () =>
      window.sideBar.pressContextMenu('first try', 'Copy Fine-Tune ID'),
    );
    assert.equal(id, 'ft_a');
    await window.runCommand('Cartesia: Copy Fine-Tune ID');
    await window.quickInput.waitOpen('Copy Fine-Tune ID');
    assert.equal(await copied(window, () => window.quickInput.pick('first try')), 'ft_a');
  });
});

/** The text of the active editor; lines are drawn in any order and with hard blanks. */
async function editorText({ page }: Workbench): Promise<string> {
  const lines = await page.locator('.editor-instance .view-lines .view-line').evaluateAll((drawn) =>
    drawn
      .map((line) => ({
        top: Number.parseInt(line instanceof HTMLElement ? line.style.top : '', 10),
        text: line.textContent.replaceAll('\u00a0', ' '),
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join('\n');
}

function waitText(window: Workbench, part: string): Promise<string> {
  return waitUntil(`"${part}" in the editor`, async () => {
    const text = await editorText(window);
    return text.includes(part) && text;
  });
}

describe('a dataset as JSON', () => {
  scene(
    'is text that nobody can change, follows the dataset and survives a reload',
    {
      seed: few,
    },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.pressContextMenu('B', 'Open Dataset as JSON');
      const text = await waitText(window, '"10"');
      assert.match(text, /^\{\n {2}"id": "ds_b",\n {2}"name": "B",\n/);
      assert.match(text, /\n {2}"10": 1\.0,\n {2}"2": 12345678901234567890\n\}$/);
      await window.page.locator('.tab[data-resource-name="B.json"]').waitFor();
      await window.page.locator('.editor-instance .view-lines').click();
      await window.page.keyboard.type('x');
      await window.page.getByText('This is how Cartesia sent the dataset').first().waitFor();
      assert.equal(await editorText(window), text);

      await window.sideBar.pressContextMenu('B', 'Rename Dataset');
      await window.quickInput.waitOpen('Rename Dataset');
      await window.quickInput.fill('Bee');
      await window.quickInput.accept();
      await window.sideBar.row('Bee');
      await waitText(window, '"name": "Bee"');

      api.state.datasets.get('ds_b')?.change({ name: 'Renamed elsewhere' });
      await window.sideBar.pressTitleAction('Refresh Datasets');
      await waitText(window, '"name": "Renamed elsewhere"');

      await window.reload();
      await waitText(window, '"name": "Renamed elsewhere"');
    },
  );

  scene(
    'is one editor for each dataset, whatever it is called',
    { seed: 'empty' },
    async ({ window, api }) => {
      const id = 'a/../b ..%2f';
      api.state.addDataset({ id, name: '../..\u202e/\nCON' });
      await window.openView('Cartesia');
      await window.sideBar.row('../.. / CON');
      for (const times of [1, 2]) {
        await window.sideBar.pressContextMenu('../.. / CON', 'Open Dataset as JSON');
        await waitUntil('the request', () => {
          const gets = paths(api).filter((path) => path.startsWith('GET /datasets/a'));
          return gets.length >= times;
        });
        await waitText(window, `"id": "${id}"`);
      }
      const tabs = window.page.locator('.tab');
      assert.equal(await tabs.count(), 1);
      assert.equal(await tabs.getAttribute('data-resource-name'), '_CON.json');
    },
  );

  scene('says in one sentence why it cannot be opened', { seed: few }, async ({ window, api }) => {
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('C', 'Open Dataset as JSON');
    await waitText(window, '"ds_c"');
    api.state.datasets.delete('ds_c');
    await window.reload();
    await window.page.locator('.editor-instance').getByText('the file was not found').waitFor();
    await window.runCommand('Cartesia: Open Dataset as JSON');
    await window.quickInput.waitOpen('Open Dataset as JSON');
    await window.quickInput.fill('ds_c');
    await window.quickInput.accept();
    await window.messages.waitNotification('Cartesia has no dataset "ds_c".');
  });
});

/** The window's folder, in which VS Code offers to save. */
const { folder } = await temporaryFolder('export');

/** Says in VS Code's own dialog under which name to save. */
async function saveAs({ quickInput }: Workbench, suggested: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  await waitUntil('a suggestion', async () => (await quickInput.value()).endsWith(`/${suggested}`));
  assert.equal(await quickInput.value(), path.join(folder, suggested));
  await quickInput.choosePath(file);
  return file;
}

function idsOf(api: ApiServer): string[] {
  return [...api.state.datasets].map(({ id }) => id);
}

describe('exporting', () => {
  scene(
    'writes all datasets, as JSON and as CSV',
    { seed: { datasets: 250 }, folder },
    async ({ window, api }) => {
      const [hostile] = api.state.datasets;
      hostile?.change({ name: '=1+1', description: 'a "b"\r\n,c' });
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00249');
      await window.runCommand('Cartesia: Export List of Datasets…');
      const json = await saveAs(window, 'datasets.json', 'all.json');
      await window.messages.waitNotification('Exported 250 datasets to all.json.');
      const items = JSON.parse(await readFile(json, 'utf8')) as { id: string; name: string }[];
      assert.deepEqual(
        items.map(({ id }) => id),
        idsOf(api),
      );
      assert.equal(items[0]?.name, '=1+1');
      await window.messages.pressNotification('Exported 250', 'Open');
      await waitText(window, '"=1+1"');

      await window.sideBar.pressTitleMenu('Export List of Datasets…');
      const csv = await saveAs(window, 'datasets.json', 'all.csv');
      await window.messages.waitNotification('Exported 250 datasets to all.csv.');
      const text = await readFile(csv, 'utf8');
      assert.ok(text.startsWith('\ufeff'));
      const [header, first, ...others] = parseCsv(text.slice(1));
      assert.deepEqual(header, ['id', 'name', 'created_at', 'description']);
      assert.deepEqual(first?.[1], "'=1+1");
      assert.deepEqual(first[3], 'a "b"\r\n,c');
      assert.deepEqual(
        [first, ...others].map((line) => line[0]),
        idsOf(api),
      );
    },
  );

  scene(
    'asks whether the filter counts',
    { seed: { datasets: 120 }, folder },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00120');
      await window.runCommand('Cartesia: Filter Datasets');
      await window.quickInput.waitOpen('Filter Datasets');
      await window.quickInput.fill('dataset 0000');
      await window.quickInput.accept();
      await window.runCommand('Cartesia: Export List of Datasets…');
      await window.quickInput.waitOpen('Export List of Datasets');
      await window.quickInput.pick('Only those that match the filter');
      const file = await saveAs(window, 'datasets.json', 'some.json');
      await window.messages.waitNotification('Exported 9 datasets to some.json.');
      const items = JSON.parse(await readFile(file, 'utf8')) as { name: string }[];
      const names = items.map(({ name }) => name);
      assert.deepEqual([names.length, names.at(-1)], [9, 'Dataset 00001']);
    },
  );

  scene(
    'writes the files of a dataset',
    { seed: { datasets: 1, files: 130 }, folder },
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.expand('Dataset 00001');
      await window.sideBar.pressContextMenu('Files', 'Export List of Files…');
      const file = await saveAs(window, 'Dataset 00001.json', 'files.csv');
      await window.messages.waitNotification('Exported 130 files to files.csv.');
      const text = await readFile(file, 'utf8');
      const [header, first, ...others] = parseCsv(text.slice(1));
      assert.deepEqual(header, ['id', 'filename', 'size', 'created_at']);
      assert.deepEqual(first?.slice(0, 2), ['file_generated_00130', 'clip-00130.wav']);
      assert.match(text.split('\r\n')[1] ?? '', /^"[^"]+","[^"]+",\d+,"/);
      assert.equal(others.length, 129);
    },
  );

  scene(
    'leaves nothing behind when it is cancelled or fails',
    { seed: { datasets: 250 }, folder },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00249');
      const left = async () => (await readdir(folder)).filter((name) => /^list|\.tmp$/.test(name));
      const second = api.hold({ path: /starting_after/ });
      await window.runCommand('Cartesia: Export List of Datasets…');
      await saveAs(window, 'datasets.json', 'list.json');
      const request = await second.arrived;
      await window.messages.waitNotification('100 so far');
      await window.messages.pressNotification('100 so far', 'Cancel');
      await request.ended;
      second.release();
      await waitUntil('nothing to be left', async () => (await left()).length === 0);

      const fault = api.faults.push({
        match: { path: /starting_after/ },
        do: { kind: 'status', status: 400, message: 'no' },
      });
      await window.runCommand('Cartesia: Export List of Datasets…');
      await saveAs(window, 'datasets.json', 'list.json');
      await window.messages.waitNotification('Cartesia did not accept the request');
      assert.deepEqual(await left(), []);
      fault.remove();
      await window.messages.pressNotification('Cartesia did not accept the request', 'Retry');
      await window.messages.waitNotification('Exported 250 datasets to list.json.');
      assert.deepEqual(await left(), ['list.json']);
    },
  );
});
