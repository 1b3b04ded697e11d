import { build } from 'esbuild';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, rootFolder } from '../test/workbench/folders';
import { runNode } from './runNode';

/**
 * Packages the extension as it is built in dist/, with `scripts/demoExtension.ts` in front of it.
 * Nothing of this gets into the real VSIX, so the extension needs no back door for a key.
 */
export async function packageDemo(vsix: string): Promise<void> {
  const staged = path.join(cacheFolder, 'start');
  await rm(staged, { recursive: true, force: true });
  const parts = ['dist', 'media', 'package.nls.json', 'README.md', 'LICENSE', '.vscodeignore'];
  for (const part of parts) {
    await cp(path.join(rootFolder, part), path.join(staged, part), { recursive: true });
  }
  await build({
    entryPoints: [path.join(rootFolder, 'scripts', 'demoExtension.ts')],
    outfile: path.join(staged, 'dist', 'demoExtension.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = JSON.parse(
    await readFile(path.join(rootFolder, 'package.json'), 'utf8'),
  ) as object;
  await writeFile(
    path.join(staged, 'package.json'),
    JSON.stringify({
      ...manifest,
      main: './dist/demoExtension.cjs',
      activationEvents: ['onStartupFinished'],
    }),
  );
  // As a program, because its library prints the whole list of files.
  const vsce = path.join(rootFolder, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
  ];
  await runNode([vsce, 'package', ...options, '--out', vsix], staged);
}
