import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { copied, getDataset, paths, scene } from './scene';

describe('a bad day', () => {
  scene('says that Cartesia is busy and goes on by itself', {}, async (scene) => {
    const { window, api } = scene;
    const headers = { 'retry-after': '5' };
    api.faults.push({
      match: { path: /manylines/ },
      times: 1,
      do: { kind: 'status', status: 503, headers },
    });
    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('ds_manylines0000001');
    await page.getByText('Cartesia is busy, trying again in 5 s').first().waitFor();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
  });

  scene('tells in the side bar that it tries again', {}, async ({ window, api }) => {
    api.faults.push({
      match: { path: /limit=100/ },
      times: 1,
      do: { kind: 'status', status: 429, headers: { 'retry-after': '5' } },
    });
    await window.openView('Cartesia');
    await window.sideBar.root.getByText('Cartesia is busy, trying again in 5 s').waitFor();
    await window.sideBar.row('Podcast host');
  });

  scene(
    'shows one notice for all that a rejected key fails, and does all of it again',
    {},
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Lines');
      const key = api.rotateKey();
      await window.sideBar.pressContextMenu('Lines', 'Copy Dataset JSON');
      const replaced = await window.messages.waitReplaced('Cartesia rejected the API key.');
      api.clearRequests();
      await window.sideBar.pressContextMenu('Lines', 'Copy Dataset JSON');
      await waitUntil('the second try', () => api.requests.some(({ status }) => status === 401));
      await replaced();
      assert.equal((await window.messages.notifications()).length, 1);
      api.clearRequests();
      const json = await copied(window, async () => {
        await window.messages.pressNotification('Cartesia rejected the API key.', 'Set API Key');
        await window.quickInput.waitOpen('Set API Key');
        await window.quickInput.fill(key);
        await window.quickInput.accept();
      });
      assert.match(json, /"name": "Lines"/);
      const copies = (): number => paths(api).filter((path) => path.includes('manylines')).length;
      // The two copies ask the same at the same time, so one request may serve both.
      await waitUntil('the copies', () => copies() >= 1);
      assert.deepEqual(await window.messages.notifications(), []);
    },
  );

  scene('can be cancelled while it waits', {}, async (scene) => {
    const { window, api } = scene;
    await window.openView('Cartesia');
    await window.sideBar.row('Lines');
    const hold = api.hold({ path: /manylines/ });
    await window.sideBar.pressContextMenu('Lines', 'Copy Dataset JSON');
    const request = await hold.arrived;
    await window.messages.pressNotification('Getting dataset', 'Cancel');
    await request.ended;
    assert.equal(request.ending, 'abandoned');
    await waitUntil('no notification', async () => {
      return (await window.messages.notifications()).length === 0;
    });
  });
});
