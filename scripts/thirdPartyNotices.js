import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licences of everything that esbuild took out of node_modules, as their terms ask for.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export async function thirdPartyNotices(metafiles) {
  const folders = new Set();
  for (const file of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const notices = await Promise.all([...folders].sort().map(notice));
  return `This extension contains the following software.\n\n${notices.join('\n\n')}\n`;
}

/** @param {string} folder of a package */
async function notice(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const text = await licenceText(folder);
  if (text === undefined) throw new Error(`${name} comes without the text of its licence`);
  return `${name} ${version} (${license})\n${'-'.repeat(72)}\n${text.trim()}`;
}

/** A licence file, or what a README says under its heading "License". */
async function licenceText(folder) {
  const entries = await readdir(folder);
  const read = (entry) => readFile(path.join(folder, entry), 'utf8');
  const file = entries.find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return read(file);
  const readme = entries.find((entry) => /^readme/i.test(entry));
  return readme && /^#*\s*licen[cs]e\n(?:[-=]+\n)?([\s\S]+)/im.exec(await read(readme))?.[1];
}
