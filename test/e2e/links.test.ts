import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { copied, paths, scene, setKey } from './scene';

const own = '://cartesia-datasets.cartesia-datasets';

/** Opens a link as if it had been clicked outside of VS Code, which asks by itself first. */
async function openUrl(window: Workbench, url: string): Promise<void> {
  await window.runCommand('Developer: Open URL');
  await waitUntil('the question for the URL', async () =>
    (await window.quickInput.message()).startsWith('URL to open'),
  );
  await window.quickInput.fill(url);
  await window.quickInput.accept();
  const dialog = window.page.locator('.monaco-dialog-box');
  const allow = dialog.filter({ hasText: "Allow 'Cartesia Datasets' extension to open this URI?" });
  await allow.getByRole('button', { name: 'Open', exact: true }).click();
  await allow.waitFor({ state: 'hidden' });
}

describe('a link to a dataset', () => {
  scene('asks before it uses the key, and opens what it names', {}, async ({ window, api }) => {
    const id = 'ds/öß 1?#%';
    await window.openView('Cartesia');
    const link = await copied(window, () =>
      window.sideBar.pressContextMenu('ID that needs encoding', 'Copy Link to Dataset'),
    );
    api.clearRequests();
    await openUrl(window, link);
    const question = await window.messages.waitDialog();
    assert.ok(question.includes(`Open the dataset "${id}" of your Cartesia account?`), question);
    assert.deepEqual(paths(api), []);
    await window.messages.pressDialog('Cancel');
    assert.deepEqual(await window.tabs(), []);
    assert.deepEqual(paths(api), []);

    await openUrl(window, `${link}?delete=true#x`);
    await window.messages.pressDialog('Open');
    const page = await window.webview('ID that needs encoding');
    await page.getByRole('heading', { name: 'ID that needs encoding', level: 1 }).waitFor();
    const [first] = paths(api);
    assert.equal(first, `GET /datasets/${encodeURIComponent(id)}`);
    assert.ok(api.requests.every(({ method }) => method === 'GET'));
  });

  scene('asks for the key where there is none', { signedIn: false }, async (scene) => {
    const { window, api } = scene;
    const scheme = await schemeOf(window);
    await openUrl(window, `${scheme}${own}/dataset/ds_manylines0000001`);
    await window.messages.pressDialog('Open');
    await window.quickInput.waitOpen('Set API Key');
    await window.quickInput.fill(api.key);
    await window.quickInput.accept();
    const page = await window.webview('Lines');
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
  });

  scene('is refused where it is none', { signedIn: false }, async (scene) => {
    const { window, api } = scene;
    const scheme = await schemeOf(window);
    await setKey(scene);
    api.clearRequests();
    const refused: [string, string][] = [
      ['/delete/x', 'does not lead to a dataset'],
      ['/dataset', 'does not lead to a dataset'],
      ['/dataset/', 'A dataset ID cannot be empty.'],
      ['/dataset/%2e%2e', 'This text cannot be a dataset ID.'],
      ['/dataset/a%0Ab', 'A dataset ID cannot hold line breaks'],
      ['/dataset/%252e%252e', 'it is damaged'],
      ['/dataset/%ff', 'it is damaged'],
      [`/dataset/${'x'.repeat(600)}`, 'too long'],
      ['/dataset/sk_car_a.b', 'This is an API key'],
    ];
    for (const [path, reason] of refused) {
      await openUrl(window, `${scheme}${own}${path}`);
      await window.messages.waitNotification(reason);
      await window.runCommand('Notifications: Clear All Notifications');
      await waitUntil('a clear screen', async () =>
        (await window.messages.notifications()).every((text) => !text.includes(reason)),
      );
    }
    assert.deepEqual(await window.tabs(), []);
    assert.deepEqual(paths(api), []);
  });

  scene('shows a hostile ID as text', {}, async ({ window }) => {
    const scheme = await schemeOf(window);
    const hostile = '[quit](command:workbench.action.quit) <b>$(trash)</b>\u202egpj';
    await openUrl(window, `${scheme}${own}/dataset/${encodeURIComponent(hostile)}`);
    const question = await window.messages.waitDialog();
    assert.ok(question.includes('[quit] (command:workbench.action.quit) <b>$(trash)</b> gpj'));
    const dialog = window.page.locator('.monaco-dialog-box .dialog-message-container');
    assert.equal(await dialog.locator('a, b, .codicon-trash').count(), 0);
    await window.messages.pressDialog('Cancel');
  });
});

/** By which scheme this build of VS Code is called. */
async function schemeOf(window: Workbench): Promise<string> {
  await window.runCommand('Cartesia: Copy Link to Dataset');
  await window.quickInput.waitOpen('Copy Link to Dataset');
  await window.quickInput.fill('x');
  const link = await copied(window, () => window.quickInput.accept());
  return link.slice(0, link.indexOf(':'));
}
