import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { FrameLocator, Locator } from 'playwright-core';
import type { ApiServer } from '../api-server/startApiServer';
import { waitUntil } from '../workbench/waitUntil';
import { getDataset, hasPage, paths, scene, type Scene } from './scene';

const seed = {
  datasets: [
    {
      id: 'ds_a',
      name: 'Before',
      description: 'As it was.\r\nSecond line.',
      extra: '"credits": 12345678901234567890',
    },
    { id: 'ds_b', name: 'Other' },
  ],
};

/** The form in the panel, and what is around it. */
interface Form {
  readonly page: FrameLocator;
  readonly name: Locator;
  readonly description: Locator;
  readonly save: Locator;
  readonly edit: Locator;
}

function formOf(page: FrameLocator): Form {
  return {
    page,
    name: page.getByRole('textbox', { name: 'Name', exact: true }),
    description: page.getByRole('textbox', { name: 'Description', exact: true }),
    save: page.getByRole('button', { name: 'Save' }),
    edit: page.getByRole('button', { name: 'Edit' }),
  };
}

async function beginEdit(scene: Scene): Promise<Form> {
  await getDataset(scene, 'ds_a');
  const form = formOf(await scene.window.webview('Before'));
  await form.edit.click();
  await form.name.waitFor();
  return form;
}

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((node) => node.ownerDocument.activeElement === node);

function patches(api: ApiServer): unknown[] {
  return api.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
}

describe('editing a dataset in its panel', () => {
  scene('begins from the tree, also where the panel is behind another', { seed }, async (scene) => {
    const { window } = scene;
    await getDataset(scene, 'ds_a');
    await hasPage(scene, 'Before');
    await getDataset(scene, 'ds_b');
    await hasPage(scene, 'Other');
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('Before', 'Edit Dataset');
    const { name } = formOf(await window.webview('Before'));
    await name.waitFor();
    assert.equal(await name.inputValue(), 'Before');
  });

  scene('changes panel, tab and tree at once, and sends both fields', { seed }, async (scene) => {
    const { window, api } = scene;
    await window.openView('Cartesia');
    await window.sideBar.row('Before');
    const { page, name, save, edit } = await beginEdit(scene);
    assert.equal(await isFocused(name), true);
    await name.fill('After');
    api.clearRequests();
    const hold = api.hold({ method: 'GET' }, 'before');
    await save.click();
    const request = await hold.arrived;
    assert.equal(request.path, '/datasets/ds_a');
    await page.getByText('Saving…').first().waitFor();
    assert.equal(await name.getAttribute('readonly'), '');
    hold.release();
    await page.getByRole('heading', { name: 'After' }).waitFor();
    await waitUntil('the focus', () => isFocused(edit));
    await window.sideBar.row('After');
    assert.deepEqual(await window.tabs(), ['After']);
    // What was not touched is sent as it was, to the line break.
    assert.deepEqual(patches(api), [{ name: 'After', description: 'As it was.\r\nSecond line.' }]);
    assert.deepEqual(paths(api), ['GET /datasets/ds_a', 'PATCH /datasets/ds_a']);
    await page.getByText('12345678901234567890').first().waitFor();
  });

  scene('saves with Ctrl+Enter and leaves with Escape', { seed }, async (scene) => {
    const { window, api } = scene;
    const { page, name, description, edit } = await beginEdit(scene);
    await name.fill('Never');
    await name.press('Escape');
    await page.getByRole('heading', { name: 'Before' }).waitFor();
    assert.equal(await isFocused(edit), true);
    await edit.press('Enter');
    await description.fill('New words');
    await description.press('ControlOrMeta+Enter');
    await page.locator('.description').getByText('New words').waitFor();
    assert.deepEqual(patches(api), [{ name: 'Before', description: 'New words' }]);
    assert.deepEqual(await window.tabs(), ['Before']);
  });

  scene('refuses a name that is blank', { seed }, async (scene) => {
    const { page, name, save } = await beginEdit(scene);
    await name.fill('   ');
    await save.click();
    await page.getByText('A dataset needs a name.').waitFor();
    assert.deepEqual(
      [await name.getAttribute('aria-invalid'), await isFocused(name)],
      ['true', true],
    );
    assert.deepEqual(patches(scene.api), []);
  });

  scene('says when others were faster, and overwrites only on request', { seed }, async (scene) => {
    const { api } = scene;
    const { page, name, description, save } = await beginEdit(scene);
    await name.fill('Mine');
    api.state.datasets.get('ds_a')?.change({ description: 'Theirs' });
    await save.click();
    const alert = page.getByRole('alert');
    await alert.getByText('Somebody else changed this dataset meanwhile.').waitFor();
    assert.deepEqual(await alert.locator('dd').allTextContents(), ['Before', 'Theirs']);
    assert.deepEqual(patches(api), []);
    await alert.getByRole('button', { name: 'Overwrite' }).click();
    await page.getByRole('heading', { name: 'Mine' }).waitFor();
    assert.deepEqual(patches(api), [{ name: 'Mine', description: 'As it was.\r\nSecond line.' }]);
    assert.equal(await description.isVisible(), false);
  });

  scene('goes on from what others wrote where that is wanted', { seed }, async (scene) => {
    const { api } = scene;
    const { page, name, description, save } = await beginEdit(scene);
    await name.fill('Mine');
    api.state.datasets.get('ds_a')?.change({ name: 'Theirs', description: 'Their words' });
    await save.click();
    await page.getByRole('button', { name: 'Take Theirs' }).click();
    assert.equal(await name.inputValue(), 'Theirs');
    await description.fill('Both of us');
    await save.click();
    await page.locator('.description').getByText('Both of us').waitFor();
    assert.deepEqual(patches(api), [{ name: 'Theirs', description: 'Both of us' }]);
  });

  scene('keeps what was typed when saving fails, and tries again', { seed }, async (scene) => {
    const { api } = scene;
    const { page, name, save } = await beginEdit(scene);
    await name.fill('After');
    const fault = api.faults.push({
      match: { method: 'PATCH' },
      do: { kind: 'status', status: 400, message: 'not today' },
    });
    await save.click();
    const alert = page.getByRole('alert');
    await alert.getByText('not today').waitFor();
    assert.deepEqual(
      [await name.inputValue(), await name.getAttribute('readonly')],
      ['After', null],
    );
    fault.remove();
    await alert.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: 'After' }).waitFor();
  });

  scene('can be cancelled while it saves, and keeps what was typed', { seed }, async (scene) => {
    const { api } = scene;
    const { page, name, save } = await beginEdit(scene);
    await name.fill('After');
    const hold = api.hold({ method: 'PATCH' });
    await save.click();
    const request = await hold.arrived;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await request.ended;
    assert.equal(request.ending, 'abandoned');
    await waitUntil('the form', async () => (await name.getAttribute('readonly')) === null);
    assert.equal(await name.inputValue(), 'After');
  });

  scene(
    'keeps a draft while the panel is hidden, refreshed and reloaded',
    { seed },
    async (scene) => {
      const { window, api } = scene;
      const { page, name, description } = await beginEdit(scene);
      await name.fill('Draft');
      await description.fill('Half a sent');
      await window.runCommand('Cartesia: Refresh Datasets');
      await getDataset(scene, 'ds_b');
      await (await window.webview('Other')).getByRole('heading', { name: 'Other' }).waitFor();
      await window.webview('Before');
      await name.waitFor();
      assert.deepEqual(
        [await name.inputValue(), await description.inputValue()],
        ['Draft', 'Half a sent'],
      );
      await window.reload();
      const form = formOf(await window.webview('Before'));
      await form.name.waitFor();
      assert.deepEqual(
        [await form.name.inputValue(), await form.description.inputValue()],
        ['Draft', 'Half a sent'],
      );
      api.state.datasets.get('ds_a')?.change({ name: 'Changed meanwhile' });
      await form.save.click();
      await page.getByText('Somebody else changed this dataset meanwhile.').waitFor();
    },
  );

  scene('shows what was saved while the panel was hidden', { seed }, async (scene) => {
    const { window, api } = scene;
    const { name, save } = await beginEdit(scene);
    await name.fill('After');
    const hold = api.hold({ method: 'PATCH' });
    await save.click();
    await hold.arrived;
    await getDataset(scene, 'ds_b');
    await (await window.webview('Other')).getByRole('heading', { name: 'Other' }).waitFor();
    hold.release();
    const page = await window.webview('After');
    await page.getByRole('heading', { name: 'After' }).waitFor();
    assert.equal(await name.isVisible(), false);
  });

  scene('begins from the row of a dataset that has no panel yet', { seed }, async (scene) => {
    const { window } = scene;
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('Before', 'Edit Dataset');
    const { name } = formOf(await window.webview('Before'));
    await name.waitFor();
    assert.equal(await name.inputValue(), 'Before');
  });

  scene('begins in the active panel from the palette', { seed }, async (scene) => {
    const { window } = scene;
    await getDataset(scene, 'ds_a');
    const { name, edit } = formOf(await window.webview('Before'));
    await edit.waitFor();
    await window.runCommand('Cartesia: Edit Dataset');
    await name.waitFor();
  });
});

describe('a dataset that changes elsewhere', () => {
  scene('is shown as the refreshed list has it', { seed }, async (scene) => {
    const { window, api } = scene;
    await window.openView('Cartesia');
    await window.sideBar.click('Before');
    const page = await window.webview('Before');
    await page.getByRole('heading', { name: 'Before' }).waitFor();
    api.state.datasets.get('ds_a')?.change({ name: 'Renamed by others' });
    const fault = api.faults.push({
      match: { path: /\/datasets\/ds_a$/ },
      do: { kind: 'status', status: 400 },
    });
    await window.sideBar.pressTitleAction('Refresh Datasets');
    await page.getByRole('heading', { name: 'Renamed by others' }).waitFor();
    fault.remove();
  });

  scene('is said to be deleted, and can still be copied', { seed }, async (scene) => {
    const { window, api } = scene;
    await window.openView('Cartesia');
    await window.sideBar.click('Before');
    const page = await window.webview('Before');
    await page.getByRole('heading', { name: 'Before' }).waitFor();
    api.state.removeDataset('ds_a');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('This dataset has been deleted.').waitFor();
    await waitUntil('the row to go', async () =>
      (await window.sideBar.rows()).every(({ label }) => label !== 'Before'),
    );
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await window.messages.waitStatusBar('Copied JSON');
    assert.match(await window.clipboard.read(), /12345678901234567890/);
    await page.getByRole('button', { name: 'Close' }).click();
    await waitUntil('no tab', async () => (await window.tabs()).length === 0);
  });
});
