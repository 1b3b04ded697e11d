import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import type { FaultAction } from '../api-server/faults';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { copied, getDataset, scene, setKey, writtenByVSCode } from './scene';

const faults: readonly FaultAction[] = [
  { kind: 'echo-key', status: 400 },
  { kind: 'echo-key', status: 401 },
  { kind: 'status', status: 302, headers: { location: '/elsewhere' } },
  { kind: 'body', body: 'not JSON', contentType: 'text/plain' },
  { kind: 'status', status: 403 },
];

/** Files in which one of these texts stands, as UTF-8 or UTF-16. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const bytes = await readFile(file);
        const held = texts.some(
          (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')),
        );
        return held ? [file] : [];
      }),
  );
  return found.flat();
}

/** What the window shows and what its browser remembers, the clipboard included. */
async function windowText({ page, clipboard }: Workbench): Promise<string> {
  const frames = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const inputs = [...document.querySelectorAll('input')].map(({ value }) => value);
        return [document.documentElement.outerHTML, ...inputs].join('\n');
      }),
    ),
  );
  const remembered = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(`cannot open ${name}`));
        };
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => {
            resolve(request.result);
          };
        });
        texts.push(JSON.stringify(values));
      }
      database.close();
    }
    return texts;
  });
  return [...frames, ...remembered, await clipboard.read()].join('\n');
}

describe('the key', () => {
  scene('is nowhere but in the store of secrets after a day with faults', {}, async (scene) => {
    const { window, api } = scene;
    const { key } = api;
    const secret = key.slice(key.indexOf('.') + 1);
    await window.openView('Cartesia');
    await window.sideBar.row('Lines');
    for (const [index, fault] of faults.entries()) {
      const handle = api.faults.push({ do: fault });
      await getDataset(scene, `ds_fault_${index}`);
      const page = await window.webview(`ds_fault_${index}`);
      await page.getByRole('alert').waitFor();
      handle.remove();
    }
    await getDataset(scene, 'ds_manylines0000001');
    await (await window.webview('Lines')).getByRole('heading', { name: 'Lines' }).waitFor();
    await copied(window, () => window.runCommand('Cartesia: Copy Dataset JSON'));
    await setKey(scene);
    await window.reload();
    await window.openView('Cartesia');
    await window.sideBar.row('Lines');
    const shownLog = window.page.locator('.part.panel .view-lines');
    // The panel that comes back takes the focus, and with it the palette, whenever it is ready.
    await waitUntil('the log', async () => {
      await window.runCommand('Cartesia: Show Log');
      await shownLog.waitFor({ timeout: 3000 });
      return true;
    });

    assert.ok(
      api.requests.some(({ headers }) => headers.authorization === `Bearer ${key}`),
      'the key was in use',
    );
    const text = await windowText(window);
    assert.ok(text.includes('ds_fault_0'), 'the window was searched');
    // Where the browser keeps secrets for VS Code, they are encrypted.
    assert.ok(!text.includes(secret), 'the key is in the window or in what its browser remembers');
    const folder = await writtenByVSCode();
    assert.deepEqual(await filesWith(folder, [key, secret]), []);
    const logs = await filesWith(folder, ['ds_fault_1']);
    assert.ok(logs.length > 0, 'the log of these requests was searched');
  });
});
