import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { getDataset, paths, scene } from './scene';

const podcast = 'Podcast host';

function idOf(api: {
  state: { datasets: Iterable<{ id: string; fields: { name: string } }> };
}): string {
  const found = [...api.state.datasets].find(({ fields }) => fields.name === podcast);
  assert.ok(found);
  return found.id;
}

describe('getting a dataset', () => {
  scene(
    'asks for the key first, then for the ID, and opens the panel',
    { signedIn: false },
    async ({ window, api }) => {
      await window.runCommand('Cartesia: Get Dataset');
      await window.quickInput.waitOpen('Set API Key');
      await window.quickInput.fill(api.key);
      await window.quickInput.accept();
      await window.quickInput.waitOpen('Get Dataset');
      await window.quickInput.type(idOf(api));
      await window.quickInput.accept();
      const page = await window.webview(podcast);
      await page.getByRole('heading', { name: podcast, level: 1 }).waitFor();
    },
  );

  scene('takes an ID with every kind of character unchanged', {}, async (scene) => {
    const id = 'ds/öß 1?#%';
    await getDataset(scene, `  ${id} `);
    const page = await scene.window.webview('ID that needs encoding');
    await page.getByText(id, { exact: true }).waitFor();
    assert.ok(paths(scene.api).includes(`GET /datasets/${encodeURIComponent(id)}`));
  });

  scene('says what cannot be an ID and sends nothing', {}, async ({ window, api }) => {
    await window.runCommand('Cartesia: Get Dataset');
    await window.quickInput.fill('x'.repeat(600));
    await waitUntil('the reason', async () =>
      (await window.quickInput.items()).some(({ label }) => label.includes('too long')),
    );
    api.clearRequests();
    await window.quickInput.accept();
    await window.quickInput.escape();
    assert.deepEqual(paths(api), []);
  });

  scene('offers the datasets opened lately, also after a reload', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, idOf(api));
    await window.webview(podcast);
    await getDataset(scene, 'ds_emoji00000000001');
    await window.webview('🎙️ Studio 👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈');
    await window.reload();
    await window.runCommand('Cartesia: Get Dataset');
    await window.quickInput.waitOpen('Get Dataset');
    const items = await waitUntil('the recent ones', async () => {
      const shown = await window.quickInput.items();
      return shown.length === 3 && shown;
    });
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Type or paste a dataset ID', '🎙️ Studio 👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈', podcast],
    );
    await window.quickInput.pick(podcast);
    await window.webview(podcast);
  });

  scene('gets the typed ID although an ID opened lately begins with it', {}, async (scene) => {
    const { window, api } = scene;
    api.state.addDataset({ id: 'ds_12', name: 'Twelve' });
    api.state.addDataset({ id: 'ds_1', name: 'One' });
    await getDataset(scene, 'ds_12');
    await (await window.webview('Twelve')).getByRole('heading', { name: 'Twelve' }).waitFor();
    await getDataset(scene, 'ds_1');
    await (await window.webview('One')).getByRole('heading', { name: 'One' }).waitFor();
  });

  scene('reveals the panel that is open and reads it again', {}, async (scene) => {
    const { window, api } = scene;
    const id = idOf(api);
    await getDataset(scene, id);
    await (await window.webview(podcast)).getByRole('heading', { name: podcast }).waitFor();
    await getDataset(scene, 'ds_manylines0000001');
    await window.webview('Lines');
    api.state.datasets.get(id)?.change({ name: 'Renamed elsewhere' });
    await getDataset(scene, id);
    const page = await window.webview('Renamed elsewhere');
    await page.getByRole('heading', { name: 'Renamed elsewhere' }).waitFor();
    assert.deepEqual((await window.tabs()).sort(), ['Lines', 'Renamed elsewhere']);
  });

  scene('can be cancelled while Cartesia does not answer, and tried again', {}, async (scene) => {
    const { window, api } = scene;
    const id = idOf(api);
    const hold = api.hold({ path: new RegExp(id) });
    await getDataset(scene, id);
    const request = await hold.arrived;
    const page = await window.webview(id);
    await page.locator('main').getByText('Loading dataset…').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled.').waitFor();
    await request.ended;
    assert.equal(request.ending, 'abandoned', 'the connection is closed, not left behind');
    hold.release();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: podcast }).waitFor();
  });
});
