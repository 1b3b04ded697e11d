import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const rootFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What is fetched on first use: VS Code, a Node for its server build, a browser. */
export const cacheFolder = path.join(rootFolder, '.vscode-test');

/** Logs, results and screenshots of the last test run. */
export const outputFolder = path.join(rootFolder, '.test-output');

export const screenshotsFolder = path.join(outputFolder, 'screenshots');

/**
 * The packaged extension at the root of the repository.
 * @throws unless there is exactly one, which is what `npm run package` leaves.
 */
export async function vsixFile(): Promise<string> {
  const names = (await readdir(rootFolder)).filter((name) => name.endsWith('.vsix'));
  const [name] = names;
  if (name === undefined || names.length > 1) {
    const found = names.length === 0 ? 'no VSIX' : names.join(', ');
    throw new Error(`Run "npm run package" first: the root holds ${found} instead of one VSIX.`);
  }
  return path.join(rootFolder, name);
}

const temporary = new Set<string>();

/**
 * A new folder and the way to remove it again; what is left when this process ends goes too.
 * Short names: a Unix socket path has about 100 characters.
 */
export async function temporaryFolder(
  prefix: string,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}-`));
  if (temporary.size === 0) process.once('exit', removeLeft);
  temporary.add(folder);
  return {
    folder,
    remove: async () => {
      await rm(folder, removal);
      temporary.delete(folder);
    },
  };
}

/** A process that is just ending may still write a last file. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

function removeLeft(): void {
  for (const folder of temporary) rmSync(folder, removal);
}
