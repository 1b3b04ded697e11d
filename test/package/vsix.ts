import JSZip from 'jszip';
import { readFile } from 'node:fs/promises';

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
