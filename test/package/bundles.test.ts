import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { build, transform } from 'esbuild';
import { rootFolder } from '../workbench/folders';
import { manifest } from './manifest';
import { vsixFile } from '../workbench/folders';
import { readVsix } from './vsix';

const vsix = await readVsix(await vsixFile());

/** A file of the VSIX as text. */
function shipped(name: string): string {
  const content = vsix.get(`extension/${name}`);
  assert.ok(content, `The VSIX holds no ${name}.`);
  return content.toString('utf8');
}

describe('The bundle of the extension host', () => {
  const bundle = shipped(path.posix.normalize(manifest.main));
  /** What stands between the brackets of every `require(…)` and `import(…)`. */
  const requests = [...bundle.matchAll(/\b(?:require|import)\(([^)]*)\)/g)].map(([, text]) => text);
  const names = new Set(requests.map((text) => /^(["'`])([^"'`]+)\1$/.exec(text ?? '')?.[2]));

  it('loads only what VS Code and Node have', () => {
    names.delete(polyfill);
    names.delete(audioBundle);
    for (const name of names) {
      assert.ok(name !== undefined, `A computed name: ${requests.join(', ')}`);
      const known = name === 'vscode' || builtinModules.includes(name.replace(/^node:/, ''));
      assert.ok(known, name);
    }
  });

  it('asks for http and https by the names under which VS Code patches them', () => {
    const asked = [...names].filter((name) => name !== undefined && /\bhttps?$/.test(name));
    assert.deepEqual(asked.sort(), ['http', 'https']);
  });
});

/** Loaded when audio is read for the first time. */
const audioBundle = './readAudio.cjs';

/** node-fetch asks for it where Node has no streams of its own, which is in no VS Code. */
const polyfill = 'web-streams-polyfill/dist/ponyfill.es2018.js';

describe('Bundles', () => {
  const bundles = [...vsix.keys()]
    .map((name) => /^extension\/(dist\/.*\.(cjs|js|css))$/.exec(name))
    .flatMap((match) => (match ? [{ name: match[1] ?? '', css: match[2] === 'css' }] : []));

  it('are minified', async () => {
    assert.ok(bundles.length > 0);
    for (const { name, css } of bundles) {
      const text = shipped(name);
      const { code } = await transform(text, {
        minify: true,
        legalComments: 'none',
        loader: css ? 'css' : 'js',
      });
      assert.ok(code.length > text.length * 0.98, `${name}: ${text.length} → ${code.length}`);
    }
  });

  it('come with the licences of all packages in them', async () => {
    const notices = new Map(
      [...shipped('dist/ThirdPartyNotices.txt').matchAll(/^(\S+) (\S+) \(\S+\)\n-+\n(.)/gm)].map(
        ([, name, version]) => [name, version],
      ),
    );
    const packages = await bundledPackages();
    assert.ok(packages.size > 0);
    assert.deepEqual(
      Object.fromEntries([...notices].sort()),
      Object.fromEntries([...packages].sort()),
    );
  });
});

/** Name and version of the packages that the entry points lead to. */
async function bundledPackages(): Promise<Map<string, string>> {
  const { metafile } = await build({
    absWorkingDir: rootFolder,
    entryPoints: ['src/extension.ts', 'src/upload/audio/readAudio.ts', 'src/webview/dataset.ts'],
    outdir: 'nowhere',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    external: ['vscode', polyfill],
    loader: { '.svg': 'text' },
    logLevel: 'error',
  });
  const packages = new Map<string, string>();
  for (const file of Object.keys(metafile.inputs)) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (folder === undefined) continue;
    const { name, version } = JSON.parse(
      readFileSync(path.join(rootFolder, folder, 'package.json'), 'utf8'),
    ) as { name: string; version: string };
    packages.set(name, version);
  }
  return packages;
}
