import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { oddDatasets } from '../test/api-server/seed/oddDatasets';
import { startApiServer } from '../test/api-server/startApiServer';
import { vsixFile } from '../test/workbench/folders';
import type { Theme } from '../test/workbench/settings';
import { startVSCode } from '../test/workbench/VSCode';

/** Takes the pictures of the README anew, of the packaged extension in a real VS Code. */
const root = path.dirname(import.meta.dirname);
const folder = path.join(root, 'media', 'screenshots');
const themes: readonly [string, Theme][] = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
];

execFileSync(process.execPath, ['--import', 'tsx', 'scripts/package.ts'], {
  cwd: root,
  stdio: 'inherit',
});
await mkdir(folder, { recursive: true });
// A fixed day, so that pictures change only when the extension does.
const api = await startApiServer({ now: () => new Date('2026-03-01T09:00:00Z') });
// What is there to break careless screens would only puzzle a reader.
for (const { id } of oddDatasets) api.state.removeDataset(id ?? '');
// The browser that may take the pictures has no font for its name.
api.state.removeDataset('ds_japanesestory001');
const code = await startVSCode({ vsix: await vsixFile(), apiUrl: api.url });
try {
  for (const [name, theme] of themes) {
    const window = await code.open({ theme, size: { width: 1120, height: 640 }, scale: 2 });
    await window.runCommand('Cartesia: Set API Key');
    await window.quickInput.fill(api.key);
    await window.quickInput.accept();
    await window.quickInput.waitClosed();
    await window.openView('Cartesia');
    await window.sideBar.click('Narration – studio takes');
    const page = await window.webview('Narration – studio takes');
    await page.getByText('take 43.wav').waitFor();
    await window.page.mouse.move(560, 560);
    await window.screenshot(path.join(folder, `panel-${name}.png`));
    await window.sideBar.expand('Podcast host');
    await window.sideBar.expand('Fine-tunes');
    await window.sideBar.row('podcast-v2');
    await window.sideBar.press('Home');
    await window.page.mouse.move(560, 560);
    await window.screenshot(path.join(folder, `tree-${name}.png`));
    await window.close();
  }
} finally {
  await code.close();
  await api.close();
}
