import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createVSIX } from '@vscode/vsce';

/** Builds the extension and leaves it as the one `*.vsix` at the root. */
const root = path.dirname(import.meta.dirname);

for (const name of readdirSync(root)) {
  if (name.endsWith('.vsix')) rmSync(path.join(root, name));
}
execFileSync(process.execPath, ['esbuild.js'], { cwd: root, stdio: 'inherit' });
// The extension's page shows the README alone: pictures and links into the repository would be dead.
const readme = await readFile(path.join(root, 'README.md'), 'utf8');
const readmePath = path.join('.vscode-test', 'README.md');
await mkdir(path.join(root, '.vscode-test'), { recursive: true });
await writeFile(
  path.join(root, readmePath),
  readme.replace(/^!\[.*\n\n/gm, '').replace(/\[([^\]]+)\]\((?!https:)[^)]*\)/g, '$1'),
);
await createVSIX({
  cwd: root,
  readmePath,
  // Everything that runs is in the bundles.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
