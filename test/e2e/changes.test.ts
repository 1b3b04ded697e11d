import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { hasPage, paths, scene, type Scene } from './scene';

const seed = {
  datasets: [
    {
      id: 'ds_one',
      name: 'One',
      description: 'First line\nsecond line',
      created_at: '2026-03-03T10:00:00Z',
      files: [
        { id: 'f1', filename: 'a.wav', size: 1_500_000 },
        { id: 'f2', filename: 'b.wav', size: 500_000 },
        { id: 'f3', filename: 'c.wav', size: 100 },
      ],
    },
    {
      id: 'ds_two',
      name: 'Two',
      created_at: '2026-03-02T10:00:00Z',
      files: [{ id: 'f4', filename: 'd.wav', size: 100 }],
    },
    { id: 'ds_three', name: 'Three', created_at: '2026-03-01T10:00:00Z' },
  ],
  fineTunes: [{ id: 'ft_a', name: 'podcast-v2', dataset: 'ds_one', status: 'completed' }],
} as const;

/** Names of the datasets on screen. */
async function names({ window }: Pick<Scene, 'window'>): Promise<string> {
  const rows = await window.sideBar.rows();
  return rows
    .filter(({ level }) => level === 1)
    .map(({ label }) => label)
    .join();
}

async function showsNames(scene: Scene, expected: string): Promise<void> {
  await waitUntil(`the datasets ${expected}`, async () => (await names(scene)) === expected);
}

describe('creating a dataset', () => {
  scene('asks for name and description and shows the result', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    await window.sideBar.pressTitleAction('Create Dataset');
    await window.quickInput.waitOpen('Create Dataset (1/2)');
    await window.quickInput.accept();
    await waitUntil('the reason', async () => {
      return (await window.quickInput.message()) === 'A dataset needs a name.';
    });
    await window.quickInput.fill('Brand new');
    await window.quickInput.accept();
    await window.quickInput.waitOpen('Create Dataset (2/2)');
    await window.quickInput.fill('for a test');
    await window.quickInput.accept();
    await window.webview('Brand new');
    await showsNames(it, 'Brand new,One,Two,Three');
    await waitUntil('its row to be selected', async () => {
      return (await window.sideBar.selected()).join() === 'Brand new';
    });
    const created = [...api.state.datasets].find(({ fields }) => fields.name === 'Brand new');
    assert.equal(created?.fields.description, 'for a test');
  });

  scene('creates once although the answer is lost', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    api.faults.push({
      match: { method: 'POST' },
      when: 'after',
      do: { kind: 'reset', at: 'before-headers' },
    });
    await window.runCommand('Cartesia: Create Dataset');
    await window.quickInput.waitOpen('Create Dataset (1/2)');
    await window.quickInput.fill('Lost and found');
    await window.quickInput.accept();
    await window.quickInput.waitOpen('Create Dataset (2/2)');
    await window.quickInput.accept();
    await window.webview('Lost and found');
    await showsNames(it, 'Lost and found,One,Two,Three');
    assert.equal(paths(api).filter((path) => path.startsWith('POST')).length, 1);
  });

  scene('says why it failed, and tries again with what was typed', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    const fault = api.faults.push({
      match: { method: 'POST' },
      do: { kind: 'status', status: 400, message: 'This name is not allowed.' },
    });
    await window.runCommand('Cartesia: Create Dataset');
    await window.quickInput.waitOpen('Create Dataset (1/2)');
    await window.quickInput.fill('Refused first');
    await window.quickInput.accept();
    await window.quickInput.waitOpen('Create Dataset (2/2)');
    await window.quickInput.accept();
    await window.messages.waitNotification('This name is not allowed.');
    fault.remove();
    await window.messages.pressNotification('This name is not allowed.', 'Retry');
    await window.webview('Refused first');
    await showsNames(it, 'Refused first,One,Two,Three');
  });
});

describe('renaming a dataset', () => {
  scene('renames the row with the focus on F2 and keeps the description', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.click('One');
    await hasPage(it, 'One');
    await window.sideBar.press('ArrowDown');
    await waitUntil('the focus', async () => (await window.sideBar.focused()).join() === 'Two');
    await window.sideBar.press('F2');
    await window.quickInput.waitOpen('Rename Dataset');
    assert.equal(await window.quickInput.value(), 'Two');
    await window.quickInput.escape();
    await window.sideBar.pressContextMenu('One', 'Rename Dataset');
    await window.quickInput.waitOpen('Rename Dataset');
    await window.quickInput.fill('One, renamed');
    await window.quickInput.accept();
    await showsNames(it, 'One, renamed,Two,Three');
    await window.tab('One, renamed').waitFor();
    const patch = api.requests.find(({ method }) => method === 'PATCH');
    assert.deepEqual(patch?.body, {
      name: 'One, renamed',
      description: 'First line\nsecond line',
    });
  });

  scene('asks before it overwrites what somebody else has written', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('Two');
    api.state.datasets.get('ds_two')?.change({ name: 'Two of theirs', description: 'theirs' });
    await window.sideBar.pressContextMenu('Two', 'Rename Dataset');
    await window.quickInput.fill('Two of mine');
    await window.quickInput.accept();
    assert.match(await window.messages.waitDialog(), /called "Two of theirs" now/);
    await showsNames(it, 'One,Two of theirs,Three');
    await window.messages.pressDialog('Rename Anyway');
    await showsNames(it, 'One,Two of mine,Three');
    assert.deepEqual(api.state.datasets.get('ds_two')?.fields.description, 'theirs');
  });
});

describe('deleting datasets', () => {
  scene(
    'says what goes with one, and deletes it only when that is wanted',
    { seed },
    async (it) => {
      const { window, api } = it;
      await window.openView('Cartesia');
      await window.sideBar.click('One');
      await hasPage(it, 'One');
      await window.runCommand('Cartesia: Focus on Datasets View');
      await window.sideBar.press('Delete');
      const text = await window.messages.waitDialog();
      assert.match(text, /Delete "One" and its 3 files\?/);
      assert.match(text, /Trainings that use "One": "podcast-v2"\./);
      assert.match(text, /This cannot be undone\./);
      await window.messages.pressDialog('Cancel');
      await window.sideBar.pressContextMenu('One', 'Delete Dataset');
      await window.messages.pressDialog('Delete');
      await showsNames(it, 'Two,Three');
      const deletions = paths(api).filter((path) => path.startsWith('DELETE'));
      assert.equal(deletions.length, 1, 'Cancel deletes nothing');
      assert.equal(api.state.datasets.get('ds_one'), undefined);
    },
  );

  scene('deletes several after one question, and retries what failed', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    const fault = api.faults.push({
      match: { method: 'DELETE', path: /ds_two/ },
      do: { kind: 'status', status: 409, message: 'It is in use.' },
    });
    await window.sideBar.select('One', 'Two', 'Three');
    await window.sideBar.press('Delete');
    const text = await window.messages.waitDialog();
    assert.match(text, /Delete 3 datasets and their files, 4 in all\?/);
    assert.match(text, /"One"\s+"Two"\s+"Three"/);
    await window.messages.pressDialog('Delete');
    await window.messages.waitNotification('1 of 3 could not be deleted: "Two".');
    await showsNames(it, 'Two');
    fault.remove();
    await window.messages.pressNotification('1 of 3 could not be deleted', 'Retry');
    await waitUntil('the welcome', async () =>
      (await window.sideBar.welcome()).includes('This account has no datasets yet'),
    );
    assert.equal(api.state.datasets.size, 0);
  });

  scene('asks from the palette which one is meant', { seed }, async (it) => {
    const { window } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('Three');
    await window.runCommand('Cartesia: Delete Dataset');
    await window.quickInput.waitOpen('Delete Dataset');
    await window.quickInput.pick('Three');
    assert.match(await window.messages.waitDialog(), /Delete "Three"\? It has no files\./);
    await window.messages.pressDialog('Delete');
    await showsNames(it, 'One,Two');
  });
});

describe('deleting files', () => {
  scene('deletes the selected ones of a dataset', { seed }, async ({ window, api }) => {
    await window.openView('Cartesia');
    await window.sideBar.expand('One');
    await window.sideBar.expand('Files');
    await window.sideBar.select('a.wav', 'b.wav');
    await window.sideBar.press('Delete');
    assert.match(await window.messages.waitDialog(), /Delete 2 files \(2 MB\) from "One"\?/);
    await window.messages.pressDialog('Delete');
    await waitUntil('one file to be left', async () => {
      const rows = await window.sideBar.rows();
      const files = rows.find(({ label }) => label === 'Files');
      return files?.description === '1 · 100 bytes' && !rows.some(({ label }) => label === 'a.wav');
    });
    assert.deepEqual(
      [...(api.state.datasets.get('ds_one')?.files ?? [])].map(({ id }) => id),
      ['f3'],
    );
  });

  scene('deletes those of several datasets after one question', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.expand('Two');
    await window.sideBar.expand('Files');
    await window.sideBar.row('d.wav');
    await window.sideBar.expand('One');
    await waitUntil('both groups of files', async () => {
      return (await window.sideBar.rows()).filter(({ label }) => label === 'Files').length === 2;
    });
    await window.sideBar.expand('Files');
    await window.sideBar.select('a.wav', 'd.wav');
    await window.sideBar.pressContextMenu('d.wav', 'Delete File');
    assert.match(await window.messages.waitDialog(), /Delete 2 files \([^)]+\) from 2 datasets\?/);
    await window.messages.pressDialog('Delete');
    const left = (id: string): string =>
      [...(api.state.datasets.get(id)?.files ?? [])].map((file) => file.id).join();
    await waitUntil('one file of each to be gone', () =>
      Promise.resolve(left('ds_one') === 'f2,f3' && left('ds_two') === ''),
    );
  });

  scene(
    'asks from the palette for the dataset and its files',
    { seed },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Two');
      await window.runCommand('Cartesia: Delete File');
      await window.quickInput.waitOpen('Delete File');
      await window.quickInput.pick('Two');
      await window.quickInput.tick('d.wav');
      await window.quickInput.accept();
      assert.match(await window.messages.waitDialog(), /Delete "d\.wav" from "Two"\?/);
      await window.messages.pressDialog('Delete');
      await waitUntil('the file to be gone', () =>
        Promise.resolve(api.state.datasets.get('ds_two')?.files.size === 0),
      );
    },
  );
});
