import { readFile, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { thirdPartyNotices } from './scripts/thirdPartyNotices.js';

const watch = process.argv.includes('--watch');

/**
 * VS Code patches `http` and `https` for proxies and system certificates, but only where they are
 * required by these very names; node-fetch asks for them with the `node:` prefix.
 * @type {esbuild.Plugin}
 */
const patchedHttp = {
  name: 'patched-http',
  setup(build) {
    build.onResolve({ filter: /^node:https?$/ }, ({ path }) => ({
      path: path.slice('node:'.length),
      external: true,
    }));
  },
};

/**
 * For each importing file esbuild would copy every property of the VS Code API, which is most of
 * what starting the extension costs. It takes a plain require() as it is.
 * @type {esbuild.Plugin}
 */
const plainVSCode = {
  name: 'plain-vscode',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const line = "import * as vscode from 'vscode';";
      return { contents: source.replace(line, "const vscode = require('vscode');"), loader: 'ts' };
    });
  },
};

/**
 * What reads audio is most of the code and seldom needed: a bundle of its own, required when it is
 * first used.
 * @type {esbuild.Plugin}
 */
const lazyAudio = {
  name: 'lazy-audio',
  setup(build) {
    build.onResolve({ filter: /\/audio\/readAudio$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './readAudio.cjs', external: true } : undefined,
    );
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch,
  legalComments: 'none',
  logLevel: 'info',
  metafile: true,
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  // Node of the oldest supported VS Code.
  target: 'node20',
  mainFields: ['module', 'main'],
};

/** @type {esbuild.BuildOptions} */
const host = {
  ...node,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  // A plain require() for what is imported later.
  supported: { 'dynamic-import': false },
  // The polyfill is for a Node older than any VS Code we run in, and never reached.
  external: ['vscode', 'web-streams-polyfill/*'],
  plugins: [patchedHttp, plainVSCode, lazyAudio],
};

/** @type {esbuild.BuildOptions} */
const audio = {
  ...node,
  entryPoints: ['src/upload/audio/readAudio.ts'],
  outfile: 'dist/readAudio.cjs',
};

/** @type {esbuild.BuildOptions} */
const page = {
  ...common,
  entryPoints: {
    dataset: 'src/webview/dataset.ts',
    audioReport: 'src/webview/audioReport.ts',
  },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  loader: { '.svg': 'text' },
};

const all = [host, audio, page];
await rm('dist', { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(all.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const builds = await Promise.all(all.map((options) => esbuild.build(options)));
  const notices = await thirdPartyNotices(builds.flatMap(({ metafile }) => metafile ?? []));
  await writeFile('dist/ThirdPartyNotices.txt', notices);
}
