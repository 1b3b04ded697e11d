import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { makeWav } from '../api-server/wav';
import { parseCsv } from '../unit/model/parseCsv';
import { FilesTable } from '../workbench/FilesTable';
import { rootFolder, temporaryFolder } from '../workbench/folders';
import { obstacles } from '../workbench/obstacles';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';
import { scene } from './scene';

const { folder } = await temporaryFolder('audio-report');

const fixtures = path.join(rootFolder, 'test', 'fixtures', 'audio');
const few = path.join(folder, 'few');
await mkdir(few);
const tone = makeWav(16_000, 12);
await writeFile(path.join(few, 'take 10.wav'), tone);
await writeFile(path.join(few, 'take 9.wav'), tone);
await writeFile(path.join(few, 'short.wav'), makeWav(8000, 1.5));
await writeFile(path.join(few, 'cut.wav'), makeWav(8000, 2).subarray(0, 20_000));
await writeFile(path.join(few, '=1+1.wav'), '');
await writeFile(path.join(few, '<img src=x onerror=alert(1)>.wav'), 'no audio');
await copyFile(path.join(fixtures, 'tone.flac'), path.join(few, 'tone.flac'));
await symlink('/no/such/file', path.join(few, 'nowhere.wav'));

const many = path.join(folder, 'many');
await mkdir(many);
for (let index = 1; index <= 2000; index += 1) {
  await writeFile(path.join(many, `clip ${index}.wav`), makeWav(8000, 0.01 + (index % 50) / 1000));
}

/** Checks a folder as a person does, and returns the page that shows what was found. */
async function check(window: Workbench, chosen: string): Promise<FrameLocator> {
  await window.runCommand('Cartesia: Check Audio Folder…');
  await window.quickInput.choosePath(`${chosen}/`);
  const page = await window.webview(`Audio: ${path.basename(chosen)}`);
  await page.getByRole('heading', { name: chosen }).waitFor();
  return page;
}

describe('the report on an audio folder', () => {
  scene(
    'tells of every file what it is and what is wrong with it',
    { signedIn: false },
    async ({ window }) => {
      const page = await check(window, few);
      const table = new FilesTable(page);
      await table.waitFirst('<img src=x onerror=alert(1)>.wav', '=1+1.wav');
      const cells = (name: string) => table.row(name).getByRole('gridcell').allInnerTexts();
      assert.deepEqual((await cells('short.wav')).slice(1), [
        'WAV',
        '1.5 s',
        '8 kHz',
        'mono',
        '16',
        '24 kB',
        '',
      ]);
      assert.equal((await cells('tone.flac'))[1], 'FLAC');
      assert.equal((await cells('=1+1.wav'))[7], 'empty');
      assert.match((await cells('cut.wav'))[7] ?? '', /cut off before its end/);
      assert.match((await cells('<img src=x onerror=alert(1)>.wav'))[7] ?? '', /not audio/);
      assert.equal(await page.locator('img').count(), 0);
      await page.getByText(/^7 files · /).waitFor();
      await page.getByText(/^Of these worth sending: 4 files · /).waitFor();
      const meter = page.getByRole('meter', { name: 'Speech' });
      assert.match((await meter.getAttribute('aria-valuetext')) ?? '', /30 min are missing/);
      await page.getByText('30 min needed: not reached').waitFor();
      const chart = page.getByRole('img', { name: /^Durations/ });
      assert.match((await chart.getAttribute('aria-label')) ?? '', /10 s to 15 s: 2 files/);
      await page.getByText(/nowhere\.wav – link to nothing/).waitFor();
    },
  );

  scene(
    'is sorted, filtered by name and by problem, and keeps that while it is hidden',
    { signedIn: false },
    async ({ window }) => {
      const page = await check(window, few);
      const table = new FilesTable(page);
      await table.sortBy('Duration');
      await table.sortBy('Duration');
      await table.waitFirst('take 9.wav', 'take 10.wav');
      assert.equal(await table.sortOf('Duration'), 'descending');
      await table.filter.fill('TAKE');
      await page.getByText('2 of 7').waitFor();
      const button = page.getByRole('button', { name: /^same content as another one/ });
      assert.equal(await button.getAttribute('aria-pressed'), 'false');
      await button.click();
      await page.getByText('1 of 7').waitFor();
      assert.equal(await button.getAttribute('aria-pressed'), 'true');
      const [duplicate] = await table.names();

      await window.runCommand('File: New Untitled Text File');
      await window.tab('Untitled-1').waitFor();
      const again = await window.webview('Audio: few');
      const tableAgain = new FilesTable(again);
      await tableAgain.waitFirst(duplicate ?? 'none');
      assert.equal((await tableAgain.names()).length, 1);
      assert.equal(await tableAgain.filter.inputValue(), 'TAKE');
      await again.getByRole('button', { name: /^same content/ }).click();
      await again.getByText('2 of 7').waitFor();
      await tableAgain.grid.focus();
      await window.page.keyboard.press('End');
      await waitUntil('the last row', async () => {
        return (await tableAgain.active()) === (await tableAgain.names()).at(-1);
      });
    },
  );

  scene(
    'is saved as a CSV file that no spreadsheet runs',
    { signedIn: false, folder },
    async ({ window }) => {
      const page = await check(window, few);
      await page.getByRole('button', { name: 'Save as CSV…' }).click();
      const file = path.join(folder, 'saved.csv');
      await waitUntil('a suggestion', async () =>
        (await window.quickInput.value()).endsWith('/few.csv'),
      );
      await window.quickInput.choosePath(file);
      await window.messages.waitNotification('Saved the report to saved.csv.');
      const text = await readFile(file, 'utf8');
      const [header, ...lines] = parseCsv(text.slice(1));
      assert.deepEqual(header?.slice(0, 4), ['name', 'path', 'format', 'seconds']);
      assert.equal(lines.length, 8);
      const line = (name: string) => lines.find(([first]) => first === name);
      assert.deepEqual(line('short.wav')?.slice(2), ['WAV', '1.5', '8000', '1', '16', '24044', '']);
      assert.equal(line("'=1+1.wav")?.at(-1), 'empty');
      assert.equal(line('nowhere.wav')?.at(-1), 'link to nothing');
      await window.messages.pressNotification('Saved the report', 'Open');
      await window.tab('saved.csv').waitFor();
    },
  );

  scene(
    'draws of two thousand files only those on screen',
    { signedIn: false },
    async ({ window }) => {
      const page = await check(window, many);
      const table = new FilesTable(page);
      await table.waitFirst('clip 1.wav', 'clip 2.wav');
      assert.equal(await table.grid.getAttribute('aria-rowcount'), '2001');
      await table.grid.focus();
      await window.page.keyboard.press('End');
      await waitUntil('the last row', async () => (await table.active()) === 'clip 2000.wav');
      await table.row('clip 2000.wav').waitFor();
      const drawn = await table.grid.locator('[role=row]').count();
      assert.ok(drawn < 100, `${drawn} rows are drawn`);
    },
  );

  for (const theme of ['Default Light Modern', 'Default High Contrast'] as const) {
    scene(`has no obstacles, in ${theme}`, { signedIn: false, theme }, async ({ window }) => {
      const page = await check(window, few);
      await page.getByRole('button', { name: /^same content/ }).click();
      await page.getByText('1 of 7').waitFor();
      assert.deepEqual(await obstacles(page), []);
    });
  }
});
