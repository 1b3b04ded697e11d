import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { copied, getDataset, paths, scene } from './scene';

const dated = {
  datasets: [
    {
      id: 'ds_dated',
      name: 'Dated',
      description: 'First line\nsecond line',
      created_at: '2026-02-03T05:05:00Z',
    },
    { id: 'ds_plain', name: 'Plain', created_at: 'the day before yesterday' },
  ],
};

describe('the dataset panel', () => {
  scene(
    "shows the date in the person's language and time zone, with the raw value on hover",
    { seed: dated, locale: 'en-GB', timezone: 'Asia/Tokyo' },
    async (scene) => {
      await getDataset(scene, 'ds_dated');
      const page = await scene.window.webview('Dated');
      const created = page.getByTitle('2026-02-03T05:05:00Z');
      assert.match((await created.textContent()) ?? '', /Feb.*2026.*(14:05|2:05\sPM)/);
    },
  );

  scene(
    'keeps the line breaks of a description, and says when there is none',
    { seed: dated },
    async (scene) => {
      await getDataset(scene, 'ds_dated');
      const dataset = await scene.window.webview('Dated');
      const description = dataset.getByText('First line');
      await description.waitFor();
      assert.equal(await description.innerText(), 'First line\nsecond line');
      await getDataset(scene, 'ds_plain');
      const plain = await scene.window.webview('Plain');
      await plain.getByText('No description').waitFor();
      await plain.getByText('created the day before yesterday').waitFor();
    },
  );

  scene('shows every field it does not know, to the digit', {}, async (scene) => {
    await getDataset(scene, 'ds_unknownfields001');
    const page = await scene.window.webview('Fields of tomorrow');
    await page.getByText('Other fields').waitFor();
    assert.deepEqual(await page.locator('dt').allTextContents(), [
      '10',
      '2',
      'credits',
      'ratio',
      'tiny',
      'labels',
      'owner',
    ]);
    await page.getByText('12345678901234567890', { exact: true }).waitFor();
  });

  scene('copies JSON and ID by its buttons, with the keyboard alone', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_unknownfields001');
    const page = await window.webview('Fields of tomorrow');
    const copyJson = page.getByRole('button', { name: 'Copy JSON' });
    const json = await copied(window, async () => {
      await copyJson.focus();
      await window.page.keyboard.press('Enter');
    });
    await window.messages.waitStatusBar('Copied JSON');
    assert.deepEqual(await window.messages.notifications(), []);
    const sent = api.state.datasets.get('ds_unknownfields001')?.text ?? '';
    assert.equal(json.replace(/\s/g, ''), sent.replace(/\s/g, ''));
    assert.match(json, /^\{\n {2}"id": "ds_unknownfields001",\n/);
    const id = await copied(window, async () => {
      await page.getByRole('button', { name: 'Copy ID' }).focus();
      await window.page.keyboard.press('Space');
    });
    assert.equal(id, 'ds_unknownfields001');
  });

  scene('shows the JSON on demand and keeps it in step with the dataset', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('Lines');
    const json = page.locator('pre');
    assert.equal(await json.isVisible(), false);
    await page.getByText('JSON', { exact: true }).click();
    await page.getByText('"name": "Lines"').waitFor();
    api.state.datasets.get('ds_manylines0000001')?.change({ name: 'More lines' });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('"name": "More lines"').waitFor();
  });

  scene('folds what is nested in the JSON, to the digit', {}, async (scene) => {
    const { window } = scene;
    await getDataset(scene, 'ds_unknownfields001');
    const page = await window.webview('Fields of tomorrow');
    await page.getByText('JSON', { exact: true }).click();
    const json = page.locator('pre');
    const quota = json.locator('summary').filter({ hasText: '"quota": {' });
    const inside = json.getByText('"of": 9007199254740993');
    await inside.waitFor();
    await quota.focus();
    await quota.press('ArrowLeft');
    assert.equal(await inside.isVisible(), false);
    await quota.press('ArrowUp');
    const owner = json.locator('summary').filter({ hasText: '"owner": {' });
    assert.equal(await owner.evaluate((node) => node.ownerDocument.activeElement === node), true);
    await owner.press('ArrowDown');
    await quota.press('ArrowRight');
    await inside.waitFor();
    const selected = await json.evaluate((node) => {
      node.ownerDocument.getSelection()?.selectAllChildren(node);
      return node.ownerDocument.getSelection()?.toString() ?? '';
    });
    const copy = await copied(window, () =>
      page.getByRole('button', { name: 'Copy JSON' }).click(),
    );
    const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
    assert.deepEqual(lines(selected), lines(copy));
  });

  scene('comes back after a window reload with what is there now', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_emptyname0000001');
    await (await window.webview('ds_emptyname0000001')).getByText('Untitled').waitFor();
    api.state.datasets.get('ds_emptyname0000001')?.change({ name: 'Named meanwhile' });
    await window.reload();
    const page = await window.webview('Named meanwhile');
    await page.getByRole('heading', { name: 'Named meanwhile' }).waitFor();
  });

  scene('says what it looked for when there is no such dataset', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_12');
    const page = await window.webview('ds_12');
    await page.getByRole('alert').getByText('Cartesia has no dataset "ds_12".').waitFor();
    await page.getByText(/Request ID: \S+/).waitFor();
    api.state.addDataset({ id: 'ds_12', name: 'Just made' });
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: 'Just made' }).waitFor();
  });

  scene('keeps the keyboard focus through a retry', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_13');
    const page = await window.webview('ds_13');
    api.state.addDataset({ id: 'ds_13', name: 'Thirteen' });
    await page.getByRole('button', { name: 'Retry' }).focus();
    await window.page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Thirteen' });
    await heading.waitFor();
    assert.equal(await heading.evaluate((node) => node.ownerDocument.activeElement === node), true);
  });

  scene(
    'copies from a panel in the background while Cartesia cannot be reached',
    {},
    async (scene) => {
      const { window, api } = scene;
      await window.openView('Cartesia');
      await window.sideBar.click('Lines');
      await (await window.webview('Lines')).getByRole('heading', { name: 'Lines' }).waitFor();
      await window.sideBar.click('Podcast host');
      await window.webview('Podcast host');
      api.faults.push({ do: { kind: 'reset', at: 'before-headers' } });
      const json = await copied(window, () =>
        window.sideBar.pressContextMenu('Lines', 'Copy Dataset JSON'),
      );
      assert.match(json, /"name": "Lines"/);
    },
  );

  scene('tells in the log what was wrong with an answer', {}, async (scene) => {
    const { window, api } = scene;
    api.faults.push({ match: { path: /ds_odd/ }, do: { kind: 'body', body: '{"id": 7}' } });
    await getDataset(scene, 'ds_odd');
    const page = await window.webview('ds_odd');
    await page.getByText(/should not answer: id: /).waitFor();
    await page.getByRole('button', { name: 'Show Log' }).click();
    const lines = window.page.locator('.part.panel .view-lines');
    await waitUntil('the reason in the log', async () => {
      // The editor draws blanks as unbreakable ones.
      const text = (await lines.innerText()).replace(/\s+/g, ' ');
      return /ds_odd failed after .*unexpectedAnswer, id: /.test(text);
    });
  });

  scene('keeps what it shows when a refresh fails, and says since when', {}, async (scene) => {
    const { window, api } = scene;
    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('Lines');
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    const fault = api.faults.push({
      match: { path: /manylines\w+$/ },
      do: { kind: 'status', status: 500, message: 'disk full' },
    });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText(/a problem of its own \(HTTP 500\)/).waitFor();
    await page.getByText(/What you see is from /).waitFor();
    await page.getByText(/Cartesia says: "disk full"/).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Lines' }).isVisible(), true);
    fault.remove();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  scene('asks for another key when the key is rejected, and goes on with it', {}, async (scene) => {
    const { window, api } = scene;
    const key = api.rotateKey();
    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('ds_manylines0000001');
    await page.getByText('Cartesia rejected the API key.').waitFor();
    await page.getByRole('button', { name: 'Set API Key' }).click();
    await window.quickInput.waitOpen('Set API Key');
    await window.quickInput.fill(key);
    await window.quickInput.accept();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
  });

  scene(
    'shows markup as the text it is, without a word from its content policy',
    {},
    async (scene) => {
      const { window } = scene;
      const complaints: string[] = [];
      window.page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) complaints.push(message.text());
      });
      await getDataset(scene, 'ds_markup0000000001');
      const name = '<img src=x onerror="document.title=\'owned\'"> & <b>bold</b>';
      const page = await window.webview(name);
      await page.getByRole('heading', { name, exact: true }).waitFor();
      assert.equal(await page.locator('main img, main b, main script, main style').count(), 0);
      const policy = await page
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      assert.match(
        policy ?? '',
        /^default-src 'none'; style-src [^;]+; script-src 'nonce-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
      );
      assert.deepEqual(
        complaints.filter((text) => /dataset\.(js|css)|inline/.test(text)),
        [],
      );
    },
  );

  scene(
    'fits a narrow editor without scrolling sideways',
    { size: { width: 420, height: 800 } },
    async (scene) => {
      const { window } = scene;
      await getDataset(scene, 'ds_longname00000001');
      const title = await waitUntil('the tab', async () =>
        (await window.tabs()).find((name) => name.startsWith('A name that goes on')),
      );
      const page = await window.webview(title);
      const body = page.locator('body');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await waitUntil('the name', async () =>
        ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').includes(
          'A name that goes on',
        ),
      );
      const { width, needed } = await body.evaluate(({ ownerDocument: { documentElement } }) => ({
        width: documentElement.clientWidth,
        needed: documentElement.scrollWidth,
      }));
      assert.ok(width < 420 && needed <= width, `${needed} px in ${width} px`);
    },
  );

  scene(
    'copies from the palette what the active panel shows, without asking again',
    {},
    async (scene) => {
      const { window, api } = scene;
      await getDataset(scene, 'ds_manylines0000001');
      const page = await window.webview('Lines');
      await page.getByText('3 files', { exact: true }).waitFor();
      await page.getByText('No training uses this dataset.').waitFor();
      api.clearRequests();
      const json = await copied(window, () => window.runCommand('Cartesia: Copy Dataset JSON'));
      assert.match(json, /"id": "ds_manylines0000001"/);
      assert.deepEqual(paths(api), []);
    },
  );
});
