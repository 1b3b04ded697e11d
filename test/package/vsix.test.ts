import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rootFolder } from '../workbench/folders';
import { manifest, manifestText } from './manifest';
import { vsixFile } from '../workbench/folders';
import { readVsix } from './vsix';

const vsix = await vsixFile();
const files = await readVsix(vsix);

describe('The VSIX', () => {
  it('is the one of this version', () => {
    assert.equal(path.basename(vsix), `${manifest.name}-${manifest.version}.vsix`);
    assert.equal(files.get('extension/package.json')?.toString(), manifestText);
  });

  it('holds what runs, what is shown and what people read, and nothing else', () => {
    assert.deepEqual([...files.keys()].sort(), [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/SUPPORT.md',
      'extension/changelog.md',
      'extension/dist/ThirdPartyNotices.txt',
      'extension/dist/extension.cjs',
      'extension/dist/readAudio.cjs',
      'extension/dist/webview/audioReport.css',
      'extension/dist/webview/audioReport.js',
      'extension/dist/webview/dataset.css',
      'extension/dist/webview/dataset.js',
      'extension/media/cartesia.svg',
      'extension/media/dataset-dark.svg',
      'extension/media/dataset-light.svg',
      'extension/media/icon.png',
      'extension/package.json',
      'extension/package.nls.json',
      'extension/readme.md',
    ]);
  });

  it('holds every file that package.json names', () => {
    const { viewsContainers, views } = manifest.contributes;
    const icons = [viewsContainers, views].flatMap((places) => Object.values(places).flat());
    for (const name of [manifest.main, manifest.icon, ...icons.map(({ icon }) => icon)]) {
      assert.ok(files.has(path.posix.join('extension', name)), name);
    }
  });

  it('has at most 300 kB', async () => {
    const { size } = await stat(vsix);
    assert.ok(size <= 300_000, `${size} bytes`);
  });

  it('tells nothing of the machine it was built on', () => {
    const folders = [rootFolder, homedir()];
    const spellings = folders.flatMap((folder) => [
      folder + path.sep,
      // As in a string of JavaScript or JSON; differs where folders are parted by a backslash.
      JSON.stringify(folder + path.sep).slice(1, -1),
      pathToFileURL(folder + path.sep).href,
    ]);
    for (const [name, content] of files) {
      for (const spelling of spellings) assert.ok(!content.includes(spelling), name);
    }
  });

  it('refers to no source maps, which it does not hold', () => {
    for (const [name, content] of files) assert.ok(!content.includes('sourceMappingURL'), name);
  });
});
