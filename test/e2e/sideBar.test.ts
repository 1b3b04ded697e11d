import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { waitUntil } from '../workbench/waitUntil';
import { copied, hasPage, paths, scene } from './scene';

describe('the side bar', () => {
  scene(
    'lists the datasets, newest first, with labels that read well',
    {},
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Podcast host');
      assert.equal(await window.sideBar.title(), 'Cartesia: Datasets');
      const newest = [...api.state.datasets]
        .map(({ fields }) => fields)
        .filter(({ created_at }) => !Number.isNaN(Date.parse(created_at)))
        .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0];
      const [first] = await window.sideBar.rows();
      assert.equal(first?.label, newest?.name);
      assert.match(first?.description ?? '', /^\w{3} \d{1,2}, \d{4}$/);
      assert.equal(
        first?.ariaLabel,
        `Dataset ${first?.label ?? ''}, created ${first?.description ?? ''}`,
      );
    },
  );

  scene(
    'reaches every dataset of a large account, a hundred at a time',
    { seed: { datasets: 230 } },
    async ({ window, api }) => {
      await window.openView('Cartesia');
      await window.sideBar.row('Dataset 00230');
      await window.sideBar.click('Load more');
      await window.sideBar.row('Dataset 00031');
      await window.runCommand('Cartesia: Load More Datasets');
      await window.sideBar.row('Dataset 00001');
      assert.ok(!(await window.sideBar.rows()).some(({ label }) => label === 'Load more'));
      assert.deepEqual(
        paths(api).filter((path) => path.includes('limit=100')),
        ['', '&starting_after=ds_generated_00131', '&starting_after=ds_generated_00031'].map(
          (cursor) => `GET /datasets/?limit=100${cursor}`,
        ),
      );
    },
  );

  scene('opens a dataset by a click, and by the keyboard', {}, async ({ window }) => {
    await window.openView('Cartesia');
    await window.sideBar.click('Lines');
    await (await window.webview('Lines')).getByRole('heading', { name: 'Lines' }).waitFor();
    await window.sideBar.click('Podcast host');
    await hasPage({ window }, 'Podcast host');
    await window.sideBar.press('ArrowUp');
    await window.sideBar.press('Enter');
    await waitUntil('a third panel', async () => (await window.tabs()).length === 3);
  });

  scene('copies JSON and ID from the context menu', {}, async ({ window, api }) => {
    await window.openView('Cartesia');
    const id = 'ds_unknownfields001';
    assert.deepEqual(await window.sideBar.contextMenu('Fields of tomorrow'), [
      'Open Dataset',
      'Open Dataset as JSON',
      'Refresh Dataset',
      'Upload Files to Dataset…',
      'Upload Folder to Dataset…',
      'Sync Folder to Dataset…',
      'Sync Folder Again',
      'Rename Dataset',
      'Edit Dataset',
      'Copy Dataset JSON',
      'Copy Dataset ID',
      'Copy Dataset Name',
      'Copy Link to Dataset',
      'Copy Dataset As',
      'Export List of Files…',
      'Delete Dataset',
    ]);
    const json = await copied(window, () =>
      window.sideBar.pressContextMenu('Fields of tomorrow', 'Copy Dataset JSON'),
    );
    const sent = api.state.datasets.get(id)?.text ?? '';
    assert.equal(json.replace(/\s/g, ''), sent.replace(/\s/g, ''));
    const copiedId = await copied(window, () =>
      window.sideBar.pressContextMenu('Fields of tomorrow', 'Copy Dataset ID'),
    );
    assert.equal(copiedId, id);
  });

  scene('tells ID and description as text in the tooltip', {}, async ({ window }) => {
    await window.openView('Cartesia');
    const tooltip = await window.sideBar.tooltip(
      '**Bold** [click](command:workbench.action.quit) `code`',
    );
    assert.match(tooltip, /ID: ds_markdown00000001/);
    assert.match(tooltip, /# Heading\n!\[x\]\(https:/);
    assert.match(tooltip, /\[quit\]\(command:workbench\.action\.quit\)/);
    assert.equal(await window.page.locator('.monaco-hover a, .workbench-hover a').count(), 0);
  });

  scene('says when the account is empty', { seed: 'empty' }, async ({ window, api }) => {
    await window.openView('Cartesia');
    await waitUntil('the welcome', async () =>
      (await window.sideBar.welcome()).includes('This account has no datasets yet'),
    );
    api.state.addDataset({ name: 'The first one' });
    await window.sideBar.pressTitleAction('Refresh Datasets');
    await window.sideBar.row('The first one');
  });

  scene(
    'says why a load failed and loads again on Retry',
    { signedIn: false },
    async ({ window, api }) => {
      await window.runCommand('Cartesia: Set API Key');
      await window.quickInput.fill(api.key);
      await window.quickInput.accept();
      await window.messages.waitStatusBar('API key stored');
      const fault = api.faults.push({ do: { kind: 'status', status: 503, message: 'busy' } });
      await window.openView('Cartesia');
      await window.sideBar.row('Cartesia has a problem of its own (HTTP 503).');
      assert.deepEqual((await window.sideBar.rows()).map(({ label }) => label).slice(1), [
        'Retry',
        'Show Log',
      ]);
      fault.remove();
      await window.sideBar.click('Retry');
      await window.sideBar.row('Podcast host');
    },
  );

  scene('keeps its rows while it refreshes, and when that fails', {}, async ({ window, api }) => {
    await window.openView('Cartesia');
    await window.sideBar.row('Podcast host');
    const hold = api.hold({ path: /limit=100/ });
    await window.sideBar.pressTitleAction('Refresh Datasets');
    await hold.arrived;
    assert.ok((await window.sideBar.rows()).some(({ label }) => label === 'Podcast host'));
    api.state.addDataset({ name: 'Made meanwhile' });
    hold.release();
    await window.sideBar.row('Made meanwhile');
    api.faults.push({ do: { kind: 'reset', at: 'before-headers' } });
    await window.sideBar.pressTitleAction('Refresh Datasets');
    await window.sideBar.row(`The connection to ${api.url} was lost.`);
    await window.sideBar.row('Podcast host');
  });

  scene(
    'opens the input for an ID from its title, whatever row has the focus',
    {},
    async ({ window }) => {
      await window.openView('Cartesia');
      await window.sideBar.click('Podcast host');
      await window.webview('Podcast host');
      const actions = await window.sideBar.titleActions();
      assert.deepEqual(actions.slice(0, 3), [
        'Create Dataset',
        'Filter Datasets',
        'Refresh Datasets',
      ]);
      await window.sideBar.pressTitleMenu('Get Dataset');
      await window.quickInput.waitOpen('Get Dataset');
    },
  );

  scene('can be stopped while it loads', {}, async ({ window, api }) => {
    const hold = api.hold({ path: /limit=100/ });
    await window.openView('Cartesia');
    const request = await hold.arrived;
    await window.sideBar.pressTitleAction('Cancel Loading');
    await window.sideBar.row('Cancelled.');
    await request.ended;
    assert.equal(request.ending, 'abandoned');
    hold.release();
    await window.sideBar.click('Retry');
    await window.sideBar.row('Podcast host');
  });
});
