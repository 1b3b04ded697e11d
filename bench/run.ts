import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Bench } from './shared/Bench';

/** `npm run bench -- <name> [options]`: every other file of this folder is a bench. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== path.basename(import.meta.filename))
  .map((file) => path.basename(file, '.ts'))
  .sort();

const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  console.log('npm run bench -- <name> [options]\n');
  for (const each of names) console.log(`${each}: ${(await load(each)).about}`);
} else if (names.includes(name)) {
  await (await load(name)).run(args);
} else {
  console.error(`There is no bench "${name}". There are: ${names.join(', ')}.`);
  process.exitCode = 1;
}

async function load(file: string): Promise<Bench> {
  const { bench } = (await import(`./${file}.ts`)) as { bench: Bench };
  return bench;
}
