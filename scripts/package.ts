import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createVSIX } from '@vscode/vsce';

/** Builds the extension and leaves it as the one `*.vsix` at the root. */
const root = path.dirname(import.meta.dirname);

for (const name of readdirSync(root)) {
  if (name.endsWith('.vsix')) rmSync(path.join(root, name));
}
execFileSync(process.execPath, ['esbuild.js'], { cwd: root, stdio: 'inherit' });
await createVSIX({
  cwd: root,
  // Everything that runs is in the bundles.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
