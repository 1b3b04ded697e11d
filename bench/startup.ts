import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { manifest } from '../test/package/manifest';
import { rootFolder } from '../test/workbench/folders';
import { startVSCode, type VSCode } from '../test/workbench/VSCode';
import type { Bench } from './shared/Bench';
import { machine } from './shared/machine';
import { median } from './shared/median';
import { packageExtension } from './shared/packageExtension';
import { activationTimes, type Activation } from './shared/runningExtensions';
import { table } from './shared/table';

const goalMs = 10;

/** How long the extension takes to activate, beside those that come with VS Code. */
export const bench: Bench = {
  about: 'activation time beside the built-in extensions, and sizes. [--windows 5] [--oldest]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        windows: { type: 'string', default: '5' },
        oldest: { type: 'boolean', default: false },
      },
    });
    const windows = Number(values.windows);
    if (!Number.isInteger(windows) || windows < 1) throw new Error('--windows takes 1 or more.');

    const vsix = await packageExtension();
    const version = values.oldest ? 'oldest' : 'newest';
    const code = await startVSCode({ vsix, version });
    try {
      const times = await measure(code, windows);
      console.log(
        `Activation in ${windows} windows of the ${version} VS Code (${code.build} build), on ${machine()}`,
      );
      console.log(`\n${activationReport(times)}\n\n${await sizeReport(vsix)}`);
    } finally {
      await code.close();
    }
  },
};

/** The times of each extension, one for every window, in milliseconds. */
async function measure(code: VSCode, windows: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (let window = 0; window < windows; window++) {
    for (const { name, milliseconds } of await measureWindow(code)) {
      times.set(name, [...(times.get(name) ?? []), milliseconds]);
    }
  }
  return times;
}

/** The view is opened as soon as there is a window, so that all activate in the same rush. */
async function measureWindow(code: VSCode): Promise<readonly Activation[]> {
  const workbench = await code.open();
  try {
    await workbench.openView('Cartesia');
    return await activationTimes(workbench, manifest.displayName);
  } finally {
    await workbench.close();
  }
}

/** The extension first, then the built-in ones, the slowest first. */
function activationReport(times: ReadonlyMap<string, readonly number[]>): string {
  const own = times.get(manifest.displayName) ?? [];
  const others = [...times]
    .filter(([name]) => name !== manifest.displayName)
    .sort(([, a], [, b]) => median(b) - median(a));
  const builtIn = others.flatMap(([, each]) => each);
  const row = (name: string, each: readonly number[]): string[] => [
    name,
    ...[median(each), Math.min(...each), Math.max(...each)].map((value) => value.toFixed(1)),
    String(each.length),
  ];
  const rows = [
    ['ms', 'median', 'min', 'max', 'windows'],
    row(manifest.displayName, own),
    row(`${others.length} built-in extensions`, builtIn),
    ...others.map(([name, each]) => row(`  ${name}`, each)),
  ];
  return [
    table(rows),
    '',
    `Goal: at most ${goalMs} ms. The median is ${median(own).toFixed(1)} ms,`,
    `${(median(own) / median(builtIn)).toFixed(2)} times that of the built-in extensions.`,
  ].join('\n');
}

/** What the extension brings along, in kilobytes of 1,000 bytes. */
async function sizeReport(vsix: string): Promise<string> {
  const bundles = ['dist/extension.cjs', 'dist/webview/dataset.js', 'dist/webview/dataset.css'];
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
  const rows = await Promise.all(
    bundles.map(async (name) => {
      const content = await readFile(path.join(rootFolder, name));
      return [name, kilobytes(content.length), kilobytes(gzipSync(content).length)];
    }),
  );
  const packed = await readFile(vsix);
  return table([
    ['kB', 'raw', 'gzip'],
    ...rows,
    [path.basename(vsix), kilobytes(packed.length), ''],
  ]);
}
