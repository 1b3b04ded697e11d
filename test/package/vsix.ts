import JSZip from 'jszip';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { rootFolder } from '../workbench/folders';

/**
 * The packaged extension at the root of the repository.
 * @throws unless there is exactly one, which is what `npm run package` leaves.
 */
export async function findVsix(): Promise<string> {
  const names = (await readdir(rootFolder)).filter((name) => name.endsWith('.vsix'));
  const [name] = names;
  if (name === undefined || names.length > 1) {
    const found = names.length === 0 ? 'no VSIX' : names.join(', ');
    throw new Error(`Run "npm run package" first: the root holds ${found} instead of one VSIX.`);
  }
  return path.join(rootFolder, name);
}

/** The files of a VSIX by their path inside it. */
export async function readVsix(file: string): Promise<Map<string, Buffer>> {
  const zip = await JSZip.loadAsync(await readFile(file));
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(
      entries.map(async (entry) => [entry.name, await entry.async('nodebuffer')] as const),
    ),
  );
}
