import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { ApiServer } from '../api-server/startApiServer';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { copied, getDataset, scene } from './scene';

const quit = '[quit](command:workbench.action.quit)';
const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** Values that would do something where they are taken for more than text. */
const hostile = {
  markup,
  link: quit,
  icon: '$(trash) $(sync~spin)',
  direction: 'safe\u202egpj.exe\u202c \u2066x\u2069',
} as const;

/** Everything that text from outside may become: elements, links, icons. */
const made = 'main img, main script, main a, main style, main iframe, main .codicon';

async function assertInert(window: Workbench, page: FrameLocator): Promise<void> {
  assert.equal(await page.locator(made).count(), 0, 'elements were made of text');
  assert.equal(await page.locator('html').evaluate(({ ownerDocument }) => ownerDocument.title), '');
  assert.equal(await window.page.locator('.monaco-dialog-box').count(), 0);
}

/** A field for each hostile value, and one whose name is one. */
const extra = JSON.stringify({ ...hostile, [markup]: quit, lone: '\ud800', big: 'x'.repeat(1e6) });

function addHostile(api: ApiServer, name: string, id: string): void {
  api.state.addDataset({
    id,
    name,
    description: `${name}\n${Object.values(hostile).join('\n')}`,
    created_at: name,
    extra: extra.slice(1, -1),
  });
}

describe('hostile values', () => {
  for (const [kind, value] of Object.entries(hostile)) {
    scene(`stay text in tree, tooltip, panel and quick pick: ${kind}`, {}, async (scene) => {
      const { window, api } = scene;
      const id = `ds ${value}`;
      addHostile(api, value, id);
      await window.openView('Cartesia');
      const label = value.replace(/[\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
      const tooltip = await window.sideBar.tooltip(label);
      assert.match(tooltip, /^ID: ds /);
      const hover = window.page.locator('.workbench-hover a, .workbench-hover .codicon');
      assert.equal(await hover.count(), 0);
      const row = await window.sideBar.row(label);
      assert.equal(
        await row.locator('.label-name img, .label-name a, .label-name .codicon').count(),
        0,
      );

      await row.click();
      const page = await window.webview(label);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await waitUntil(
        'the name',
        async () => (await page.getByRole('heading', { level: 1 }).textContent()) === value,
      );
      await page.getByText('JSON', { exact: true }).click();
      await page.locator('pre').getByText('"description"').waitFor();
      await assertInert(window, page);

      assert.equal(await copied(window, () => window.runCommand('Cartesia: Copy Dataset ID')), id);
      await window.runCommand('Cartesia: Get Dataset');
      await window.quickInput.waitOpen('Get Dataset');
      const items = await waitUntil('the recent one', async () => {
        const shown = await window.quickInput.items();
        return shown.length >= 2 && shown;
      });
      assert.equal(items[1]?.label.replaceAll('\u200b', ''), label);
      const drawn = window.quickInput.root.locator('.label-name .codicon, .label-name a');
      assert.equal(await drawn.count(), 0);
    });
  }

  scene('stay text in what the API says when it fails', {}, async (scene) => {
    const { window, api } = scene;
    const message = `${Object.values(hostile).join(' ')} ${'x'.repeat(1e6)}`;
    await window.openView('Cartesia');
    await window.sideBar.row('Lines');
    api.faults.push({
      match: { path: /manylines/ },
      do: { kind: 'status', status: 400, message, headers: { 'x-request-id': quit } },
    });
    await window.sideBar.pressContextMenu('Lines', 'Copy Dataset JSON');
    const text = await window.messages.waitNotification('Cartesia did not accept the request');
    assert.ok(text.includes('<img src=x') && text.includes('[quit]'), text);
    const toast = window.page.locator('.notification-list-item-message');
    assert.equal(await toast.locator('a, img, .codicon').count(), 0);

    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('Lines');
    // The dataset and its files both tell of it.
    await page.getByRole('alert').getByText('<img src=x').first().waitFor();
    await assertInert(window, page);
  });

  scene('are copied as they came, lone surrogates too', {}, async (scene) => {
    const { window, api } = scene;
    addHostile(api, 'Odd', 'ds_odd');
    await window.openView('Cartesia');
    const json = await copied(window, () =>
      window.sideBar.pressContextMenu('Odd', 'Copy Dataset JSON'),
    );
    assert.ok(json.includes('"lone": "\\ud800"'));
    assert.ok(json.length > 1e6);
  });

  scene('could do nothing even if they became elements', {}, async (scene) => {
    const { window } = scene;
    await getDataset(scene, 'ds_manylines0000001');
    const page = await window.webview('Lines');
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    const blocked = await page.locator('body').evaluate(async (body) => {
      const directives: string[] = [];
      const { ownerDocument } = body;
      ownerDocument.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        directives.push(effectiveDirective);
      });
      const elements: [string, object][] = [
        ['script', { textContent: 'document.title = "owned"' }],
        ['style', { textContent: '* { display: none }' }],
        ['img', { src: 'https://example.invalid/x.png' }],
        ['iframe', { src: 'https://example.invalid/' }],
      ];
      for (const [tag, properties] of elements) {
        body.append(Object.assign(ownerDocument.createElement(tag), properties));
      }
      const end = Date.now() + 5000;
      while (directives.length < 4 && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { directives: directives.sort(), title: ownerDocument.title };
    });
    assert.deepEqual(blocked, {
      directives: ['frame-src', 'img-src', 'script-src-elem', 'style-src-elem'],
      title: '',
    });
  });
});
