import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { paths, scene, setKey } from './scene';

describe('the API key', () => {
  scene(
    'is asked for in a masked box that stays, refuses what cannot be a key, and is checked',
    { signedIn: false },
    async ({ window, api }) => {
      const { quickInput } = window;
      await window.runCommand('Cartesia: Set API Key');
      await quickInput.waitOpen('Set API Key');
      assert.equal(await quickInput.isMasked(), true);
      const refused: [string, RegExp][] = [
        ['', /Enter an API key/],
        ['   ', /Enter an API key/],
        ['sk_car_a b', /no blanks/],
        ['sk_car_admin_abc.def', /admin key/],
      ];
      for (const [text, reason] of refused) {
        await quickInput.fill('x');
        await quickInput.fill(text);
        await quickInput.accept();
        await waitUntil(`"${text}" refused`, async () => reason.test(await quickInput.message()));
      }
      assert.deepEqual(paths(api), [], 'nothing of this is sent');

      // A click elsewhere does not throw away what was typed.
      await window.page.locator('.part.editor').click({ position: { x: 300, y: 400 } });
      await quickInput.fill('sk_car_wrong.0123456789');
      await quickInput.accept();
      await waitUntil('the rejection', async () =>
        (await quickInput.message()).includes('Cartesia rejected the API key'),
      );

      // What the API says is text here too, not a link that runs.
      api.faults.push({
        times: 1,
        do: { kind: 'status', status: 401, message: '[fix](command:workbench.action.quit)' },
      });
      await quickInput.fill('sk_car_wrong.9876543210');
      await quickInput.accept();
      await waitUntil('the message', async () => (await quickInput.message()).includes('[fix]'));
      assert.equal(await window.page.locator('.quick-input-message a').count(), 0);

      await quickInput.fill(`  ${api.key}  `);
      await quickInput.accept();
      await window.messages.waitStatusBar('API key stored');
      assert.deepEqual(paths(api).slice(0, 2), Array(2).fill('GET /datasets/?limit=1'));
    },
  );

  scene(
    'can be stored although Cartesia does not answer',
    { signedIn: false },
    async ({ window, api }) => {
      const fault = api.faults.push({ do: { kind: 'reset', at: 'before-headers' } });
      await window.runCommand('Cartesia: Set API Key');
      await window.quickInput.fill(api.key);
      await window.quickInput.accept();
      assert.match(await window.messages.waitDialog(), /could not be checked/);
      await window.messages.pressDialog('Cancel');
      await window.quickInput.waitOpen('Set API Key');
      await window.quickInput.accept();
      await window.messages.pressDialog('Store Anyway');
      await window.messages.waitStatusBar('API key stored');
      fault.remove();
      await window.openView('Cartesia');
      await window.sideBar.row('Podcast host');
    },
  );

  scene('is forgotten only after a confirmation', {}, async ({ window }) => {
    await window.openView('Cartesia');
    await window.sideBar.row('Podcast host');
    await window.runCommand('Cartesia: Remove API Key');
    await window.messages.pressDialog('Cancel');
    assert.ok((await window.sideBar.rows()).length > 0);
    await window.runCommand('Cartesia: Remove API Key');
    await window.messages.pressDialog('Remove');
    await waitUntil('the welcome', async () =>
      (await window.sideBar.welcome()).includes('Set a Cartesia API key'),
    );
  });

  scene('is asked for from the empty view', { signedIn: false }, async (scene) => {
    const { window } = scene;
    await window.openView('Cartesia');
    await window.sideBar.pressWelcomeButton('Set API Key');
    await window.quickInput.waitOpen('Set API Key');
    await window.quickInput.escape();
    await setKey(scene);
    await window.sideBar.row('Podcast host');
  });
});
