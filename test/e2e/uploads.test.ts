import assert from 'node:assert/strict';
import { cp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import { makeWav } from '../api-server/wav';
import { temporaryFolder } from '../workbench/folders';
import { waitUntil } from '../workbench/waitUntil';
import { paths, scene, type Scene } from './scene';

const seed = {
  datasets: [
    { id: 'ds_one', name: 'One', created_at: '2026-03-02T10:00:00Z' },
    { id: 'ds_two', name: 'Two', created_at: '2026-03-01T10:00:00Z' },
  ],
} as const;

const { folder: root } = await temporaryFolder('uploads');

/** Three recordings, one of them in a folder of its own. */
const folder = path.join(root, 'takes');
await mkdir(path.join(folder, 'more'), { recursive: true });
await writeFile(path.join(folder, 'a.wav'), makeWav(8000, 1));
await writeFile(path.join(folder, 'b.wav'), makeWav(8000, 2));
await writeFile(path.join(folder, 'more', 'c.wav'), makeWav(8000, 3));

/** Two that a connection does not take at once while nobody reads them. */
const long = path.join(root, 'long');
await mkdir(long);
const linkName = '[a](command:workbench.action.quit).wav';
await writeFile(path.join(long, linkName), makeWav(48_000, 200));
await writeFile(path.join(long, 'b.wav'), makeWav(48_000, 210));

/** The same with things among them that are no use. */
const mixed = path.join(root, 'mixed');
await cp(folder, mixed, { recursive: true });
await writeFile(path.join(mixed, 'copy of a.wav'), makeWav(8000, 1));
await writeFile(path.join(mixed, 'empty.wav'), '');
await writeFile(path.join(mixed, 'notes.txt'), 'no sound at all');

/** Waits until the question before the upload says what was found, and returns the amount. */
async function found({ window }: Pick<Scene, 'window'>, name: string): Promise<string> {
  await window.quickInput.waitOpen(`Upload to "${name}"`);
  const upload = await waitUntil('what was found', async () =>
    (await window.quickInput.items()).find(({ label }) => label === 'Upload'),
  );
  return upload.description;
}

/** Waits for the question before the upload and agrees to it. */
async function agree(it: Pick<Scene, 'window'>, name: string): Promise<string> {
  const amount = await found(it, name);
  await it.window.quickInput.pick('Upload');
  return amount;
}

/**
 * Waits for the message about how an upload ended, and until its progress is gone: VS Code keeps that
 * for a while, and shows no message where there were too many in one moment.
 */
async function ended({ window }: Pick<Scene, 'window'>, text: string): Promise<void> {
  await window.messages.waitNotification(text);
  await waitUntil('the progress to go', async () => {
    const shown = await window.messages.notifications();
    return !shown.some((each) => each.startsWith('Uploading'));
  });
}

/** Syncs a folder for the first time and waits for what is found. */
async function beginSync(it: Scene, where: string): Promise<void> {
  const { window } = it;
  await window.openView('Cartesia');
  await window.sideBar.pressContextMenu('One', 'Sync Folder to Dataset…');
  await window.quickInput.choosePath(`${where}/`);
  await window.quickInput.waitOpen('Sync to "One"');
}

/** Ticks a part of what was found, and agrees to everything. */
async function deleteToo({ window }: Pick<Scene, 'window'>, part: string): Promise<void> {
  await window.quickInput.pick(part);
  await window.quickInput.accept();
  await window.messages.pressDialog('Delete');
}

function filesOf({ api }: Pick<Scene, 'api'>, id: string): string[] {
  return [...(api.state.datasets.get(id)?.files ?? [])].map(({ fields }) => fields.filename).sort();
}

describe('uploading', () => {
  scene('takes a file that was chosen in the dialog', { seed }, async (it) => {
    const { window } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    await window.runCommand('Cartesia: Upload Files to Dataset…');
    await window.quickInput.waitOpen('Upload Files to Dataset');
    await window.quickInput.pick('One');
    await window.quickInput.choosePath(path.join(folder, 'a.wav'));
    assert.equal(await agree(it, 'One'), '1 file · 16 kB · 1 s');
    await window.messages.waitNotification('The file is in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav']);
    await window.sideBar.expand('One');
    await window.sideBar.expand('Files');
    await window.sideBar.row('a.wav');
  });

  scene(
    'takes a whole folder from the menu of a dataset, and nothing twice',
    { seed },
    async (it) => {
      const { window, api } = it;
      await window.openView('Cartesia');
      await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
      await window.quickInput.choosePath(`${folder}/`);
      assert.equal(await agree(it, 'One'), '3 files · 96.1 kB · 6 s');
      await window.messages.waitNotification('All 3 files are in "One".');
      assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav', 'b.wav', 'c.wav']);
      api.clearRequests();
      await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
      await window.quickInput.choosePath(`${folder}/`);
      await window.quickInput.waitOpen('Upload to "One"');
      const items = await waitUntil('what was found', async () => {
        const shown = await window.quickInput.items();
        return shown.length > 1 && shown;
      });
      assert.deepEqual(
        items.slice(0, 2).map(({ label }) => label),
        ['Nothing is left to upload', 'already in the dataset: 3'],
      );
      await window.quickInput.escape();
      assert.ok(!paths(api).some((request) => request.startsWith('POST')));
    },
  );

  scene('takes what is selected in the Explorer', { seed, folder }, async (it) => {
    const { window } = it;
    await window.openView('Explorer');
    await window.sideBar.select('a.wav', 'more');
    await window.sideBar.pressContextMenu('more', 'Upload to Cartesia Dataset…');
    await window.quickInput.waitOpen('Upload to Dataset');
    await window.quickInput.fill('ds_two');
    await window.quickInput.accept();
    assert.equal(await agree(it, 'Two'), '2 files · 64.1 kB · 4 s');
    await window.messages.waitNotification('All 2 files are in "Two".');
    assert.deepEqual(filesOf(it, 'ds_two'), ['a.wav', 'c.wav']);
  });

  scene('leaves out and sends what the person says', { seed }, async (it) => {
    const { window } = it;
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${mixed}/`);
    await window.quickInput.waitOpen('Upload to "One"');
    const item = async (label: string): Promise<string> =>
      waitUntil(`"${label}"`, async () =>
        (await window.quickInput.items()).find((each) => each.label === label),
      ).then(({ description }) => description);
    assert.equal(await item('Upload'), '3 files · 96.1 kB · 6 s');
    assert.equal(await item('empty: 1'), 'left out');
    assert.equal(await item('not audio: 1'), 'left out');
    assert.equal(await item('same content as another one: 1'), 'left out');
    await window.quickInput.pick('same content as another one: 1');
    await waitUntil('one more', async () => (await item('Upload')).startsWith('4 files'));
    await window.quickInput.pick('Upload');
    await window.messages.waitNotification('All 4 files are in "One".');
    await window.messages.pressNotification('All 4 files', 'Show Report');
    const report = await waitUntil('the report', async () => {
      const text = await window.page.locator('.editor-instance .view-lines').innerText();
      return text.includes('Left') && text.replaceAll('\u00a0', ' ');
    });
    assert.match(report, /empty\.wav — empty/);
    assert.match(report, /notes\.txt — not audio/);
  });

  scene('says what failed and sends just that again', { seed }, async (it) => {
    const { window } = it;
    const brief = path.join(root, 'brief');
    await cp(folder, brief, { recursive: true });
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${brief}/`);
    await found(it, 'One');
    await rm(path.join(brief, 'b.wav'));
    await agree(it, 'One');
    await ended(it, '2 of 3 files are in "One". Failed: 1.');
    await cp(path.join(folder, 'b.wav'), path.join(brief, 'b.wav'));
    await window.messages.pressNotification('Failed: 1.', 'Retry Failed');
    await window.messages.waitNotification('The file is in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav', 'b.wav', 'c.wav']);
  });

  scene('stops when it is cancelled, and goes on from there', { seed }, async (it) => {
    const { window, api } = it;
    const hold = api.hold({ method: 'POST', path: /files/ });
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${long}/`);
    await agree(it, 'One');
    await hold.arrived;
    await window.messages.waitNotification('[a] (command:');
    assert.equal(await window.messages.links(), 0);
    await window.messages.pressNotification('Uploading to "One"', 'Cancel');
    await ended(it, 'Cancelled. 0 of 2 files are in "One". Not sent: 2.');
    hold.release();
    await window.messages.pressNotification('Cancelled.', 'Resume');
    await window.messages.waitNotification('All 2 files are in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), [linkName, 'b.wav']);
  });

  scene('goes on with each file once, whether it failed or was not sent', { seed }, async (it) => {
    const { window, api } = it;
    const match = { method: 'POST', path: /files/ } as const;
    api.faults.push({ match, times: 1, do: { kind: 'status', status: 400 } });
    api.faults.push({ match, times: 1, do: { kind: 'stall' } });
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${long}/`);
    await agree(it, 'One');
    await window.messages.waitNotification(/1 of 2/);
    await window.messages.pressNotification('Uploading to "One"', 'Cancel');
    await ended(it, 'Cancelled. 0 of 2 files are in "One". Failed: 1. Not sent: 1.');
    await window.messages.pressNotification('Cancelled.', 'Resume');
    await window.messages.waitNotification('All 2 files are in "One".');
    // Time for one more batch, where there were one.
    await window.sideBar.expand('One');
    await window.sideBar.expand('Files');
    await window.sideBar.row('b.wav');
    assert.deepEqual(filesOf(it, 'ds_one'), [linkName, 'b.wav']);
  });

  scene('goes on in the next window where the last one was closed', { seed }, async (it) => {
    const { window, api } = it;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    const hold = api.hold({ method: 'POST', path: /files/ }, 'after');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${folder}/`);
    await agree(it, 'One');
    await waitUntil('all to be on their way', () => Promise.resolve(hold.held.length === 3));
    await window.reload();
    hold.release();
    await window.messages.pressNotification('files were sent to "One". Resume?', 'Resume');
    await window.messages.waitNotification('All 3 files are in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav', 'b.wav', 'c.wav']);
  });

  scene('takes what is dropped from the desktop', { seed }, async (it) => {
    const { window } = it;
    await window.openView('Cartesia');
    const row = await window.sideBar.row('One');
    const bytes = makeWav(8000, 1).toString('base64');
    await row.evaluate(async (element, content) => {
      const data = new DataTransfer();
      const sound = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      data.items.add(new File([sound], 'dropped.wav', { type: 'audio/wav' }));
      for (const type of ['dragenter', 'dragover', 'dragover', 'drop']) {
        // VS Code asks its extensions in between, as it does while a person moves the mouse.
        await new Promise((resolve) => setTimeout(resolve, 200));
        const { left, top } = element.getBoundingClientRect();
        element.dispatchEvent(
          new DragEvent(type, {
            bubbles: true,
            cancelable: true,
            clientX: left + 40,
            clientY: top + 5,
            dataTransfer: data,
          }),
        );
      }
    }, bytes);
    assert.equal(await agree(it, 'One'), '1 file · 16 kB · 1 s');
    await window.messages.waitNotification('The file is in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), ['dropped.wav']);
  });

  scene('takes what is dragged from the Explorer', { seed, folder }, async (it) => {
    const { window } = it;
    const { mouse } = window.page;
    await window.openView('Cartesia');
    await window.sideBar.row('One');
    await window.openView('Explorer');
    const file = await (await window.sideBar.row('b.wav')).boundingBox();
    assert.ok(file);
    await mouse.move(file.x + 40, file.y + 10);
    await mouse.down();
    const tab = await window.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: 'Cartesia' })
      .boundingBox();
    assert.ok(tab);
    await mouse.move(tab.x + 20, tab.y + 20, { steps: 8 });
    // The view opens while the mouse rests on its icon.
    await waitUntil('the view', async () => {
      await mouse.move(tab.x + 20 + Math.round(Math.sin(Date.now())), tab.y + 20);
      return (await window.sideBar.title()).startsWith('Cartesia');
    });
    const target = await (await window.sideBar.row('Two')).boundingBox();
    assert.ok(target);
    await mouse.move(target.x + 40, target.y + 10, { steps: 8 });
    await mouse.up();
    assert.equal(await agree(it, 'Two'), '1 file · 32 kB · 2 s');
    await window.messages.waitNotification('The file is in "Two".');
    assert.deepEqual(filesOf(it, 'ds_two'), ['b.wav']);
  });

  scene('tells of a file that arrived twice, and deletes the copy', { seed }, async (it) => {
    const { window, api } = it;
    const match = { method: 'POST', path: /files/ } as const;
    api.faults.push({ match, times: 1, do: { kind: 'store-late', milliseconds: 10_000 } });
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Upload Folder to Dataset…');
    await window.quickInput.choosePath(`${path.join(folder, 'more')}/`);
    await agree(it, 'One');
    await waitUntil('the first try', () => api.requests.some(({ ending }) => ending === 'cut'));
    const hold = api.hold(match);
    await hold.arrived;
    await waitUntil('the first try to be stored after all', () => filesOf(it, 'ds_one').length > 0);
    hold.release();
    await ended(it, 'The file is in "One". Some are there more often than meant; see the report.');
    await window.messages.pressNotification('more often than meant', 'Delete Surplus Copies…');
    assert.match(await window.messages.waitDialog(), /Delete "c.wav" from "One"\?/);
    await window.messages.pressDialog('Delete');
    await waitUntil('one to be left', () => filesOf(it, 'ds_one').join() === 'c.wav');
  });
});

describe('keeping a folder and a dataset in step', () => {
  scene('sends what is new, and nothing when done again', { seed }, async (it) => {
    const { window, api } = it;
    api.state.addFile('ds_one', { filename: 'b.wav', size: 5 });
    api.state.addFile('ds_one', { filename: 'gone.wav', size: 7 });
    await window.openView('Cartesia');
    await window.sideBar.pressContextMenu('One', 'Sync Folder to Dataset…');
    await window.quickInput.choosePath(`${folder}/`);
    await window.quickInput.waitOpen('Sync to "One"');
    const items = await waitUntil('the plan', async () => {
      const shown = await window.quickInput.items();
      return shown.length === 3 && shown;
    });
    assert.deepEqual(
      items.map(({ label }) => label),
      [
        'Send new files: 2',
        'Replace changed files: 1',
        'Delete files that are not in the folder: 1',
      ],
    );
    await window.quickInput.accept();
    await window.messages.waitNotification('All 2 files are in "One".');
    assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav', 'b.wav', 'c.wav', 'gone.wav']);

    await window.runCommand('Cartesia: Sync Folder Again');
    await window.quickInput.waitOpen('Sync to "One"');
    await window.quickInput.pick('Replace changed files: 1');
    await window.quickInput.pick('Delete files that are not in the folder: 1');
    await window.quickInput.accept();
    assert.match(await window.messages.waitDialog(), /Delete 2 files from "One"\?/);
    await window.messages.pressDialog('Delete');
    await waitUntil('the same in both', () =>
      Promise.resolve(filesOf(it, 'ds_one').join() === 'a.wav,b.wav,c.wav'),
    );
    api.clearRequests();
    await window.runCommand('Cartesia: Sync Folder Again');
    await window.messages.waitNotification('"One" holds what the folder holds: 3 files.');
    assert.ok(!paths(api).some((request) => request.startsWith('POST')));
  });

  scene('offers what was edited here and kept its size', { seed }, async (it) => {
    const { window, api } = it;
    const edited = path.join(root, 'edited');
    await cp(folder, edited, { recursive: true });
    await beginSync(it, edited);
    await window.quickInput.accept();
    await window.messages.waitNotification('All 3 files are in "One".');
    const later = new Date(Date.now() + 60_000);
    await utimes(path.join(edited, 'b.wav'), later, later);
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('Cartesia: Sync Folder Again');
    await window.quickInput.waitOpen('Sync to "One"');
    await window.quickInput.pick('Replace files that are newer here: 1');
    await window.quickInput.accept();
    assert.match(await window.messages.waitDialog(), /Delete 1 file from "One"\?/);
    await window.messages.pressDialog('Replace');
    await window.messages.waitNotification('The file is in "One".');
    await waitUntil('one of each', () =>
      Promise.resolve(filesOf(it, 'ds_one').join() === 'a.wav,b.wav,c.wav'),
    );
    assert.equal(paths(api).filter((request) => request.startsWith('DELETE')).length, 1);
  });

  scene('leaves out what is no use, each time', { seed }, async (it) => {
    const { window, api } = it;
    await beginSync(it, mixed);
    await window.quickInput.pick('Send new files: 3');
    await window.quickInput.pick('Send new files: 3');
    const leftOut = 'Left out: same content as another one: 1, empty: 1, not audio: 1';
    assert.equal(await window.quickInput.placeholder(), `The same in both: 0 · ${leftOut}`);
    await window.quickInput.accept();
    await window.messages.waitNotification('All 3 files are in "One".');
    api.clearRequests();
    await window.runCommand('Cartesia: Sync Folder Again');
    await window.messages.waitNotification(
      `"One" holds what the folder holds: 3 files. ${leftOut}.`,
    );
    assert.ok(!paths(api).some((request) => request.startsWith('POST')));
  });

  scene('deletes nothing where not all files arrived', { seed }, async (it) => {
    const { window, api } = it;
    api.state.addFile('ds_one', { filename: 'gone.wav', size: 7 });
    const match = { method: 'POST', path: /files/ } as const;
    const refusal = api.faults.push({ match, do: { kind: 'status', status: 400 } });
    await beginSync(it, folder);
    await deleteToo(it, 'Delete files that are not in the folder: 1');
    await window.messages.waitNotification('0 of 3 files are in "One". Failed: 3.');
    await window.messages.waitNotification('Not deleted from "One": 1');
    refusal.remove();

    await window.runCommand('Notifications: Clear All Notifications');
    const hold = api.hold(match);
    await window.runCommand('Cartesia: Sync Folder Again');
    await window.quickInput.waitOpen('Sync to "One"');
    await deleteToo(it, 'Delete files that are not in the folder: 1');
    await hold.arrived;
    await window.messages.pressNotification('Uploading to "One"', 'Cancel');
    await window.messages.waitNotification('Cancelled. 0 of 3 files are in "One".');
    await window.messages.waitNotification('Not deleted from "One": 1');
    hold.release();
    assert.ok(!paths(api).some((request) => request.startsWith('DELETE')));
    assert.deepEqual(filesOf(it, 'ds_one'), ['gone.wav']);
  });

  scene('takes a folder that has gone for no empty one', { seed }, async (it) => {
    const { window, api } = it;
    const moved = path.join(root, 'moved');
    await cp(folder, moved, { recursive: true });
    await beginSync(it, moved);
    await window.quickInput.accept();
    await window.messages.waitNotification('All 3 files are in "One".');
    await rm(moved, { recursive: true });
    await window.runCommand('Cartesia: Sync Folder Again');
    await window.messages.waitNotification('could not be read: no longer there.');
    assert.equal(await window.quickInput.isOpen(), false);
    assert.ok(!paths(api).some((request) => request.startsWith('DELETE')));
    assert.deepEqual(filesOf(it, 'ds_one'), ['a.wav', 'b.wav', 'c.wav']);
  });
});
