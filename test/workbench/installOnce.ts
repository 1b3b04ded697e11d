import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from './errorText';
import { cacheFolder } from './folders';
import { isAlive } from './processes';

export interface Installation {
  /** Folder name inside the cache; carries the version, so that a new version is a new folder. */
  name: string;
  /** For people, in progress lines and errors: "VS Code 1.100.3 (server build)". */
  label: string;
  /** Puts everything into `folder`, which exists and is empty. */
  install: (folder: string) => Promise<void>;
}

const running = new Map<string, Promise<string>>();

/**
 * Runs `install` unless an earlier run has finished it, and returns the folder.
 * It is filled under another name and renamed when whole, so neither an interrupted run nor one at
 * the same time in another process can leave half an installation behind.
 */
export function installOnce(installation: Installation): Promise<string> {
  const known = running.get(installation.name);
  if (known) return known;
  const started = install(installation);
  running.set(installation.name, started);
  return started;
}

async function install({ name, label, install: fill }: Installation): Promise<string> {
  const target = path.join(cacheFolder, name);
  if (existsSync(target)) return target;
  await mkdir(cacheFolder, { recursive: true });
  await removeAbandoned();

  const temporary = `${target}.${process.pid}.${randomUUID().slice(0, 8)}.part`;
  const start = Date.now();
  console.error(`Installing ${label} into .vscode-test (first use only) …`);
  try {
    await mkdir(temporary);
    await fill(temporary);
    await rename(temporary, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error; // else: another process was faster, and its copy is as good
    });
  } catch (error) {
    throw new Error(`${label} could not be installed. ${errorText(error)}`, { cause: error });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  console.error(`Installed ${label} in ${Math.round((Date.now() - start) / 1000)} s.`);
  return target;
}

/**
 * Removes what runs that were killed have left; their process ID is in the name. Another run may be
 * at it too, and an npm that outlived its run may still be writing: the next run tries again.
 */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(cacheFolder)) {
    const pid = /\.(\d+)\.\w+\.part$/.exec(entry)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(path.join(cacheFolder, entry), { recursive: true, force: true }).catch(
        () => undefined,
      );
    }
  }
}
