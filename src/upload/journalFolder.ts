import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readJournal, type JournalState, type JournalStore } from './journal';

/** The owner of a journal says so often that it is alive, in milliseconds. */
const heartbeatMs = 30_000;
/** Longer silence means that its process has ended, wherever it was, or whoever has its number now. */
const silentMs = 5 * 60_000;

/** A batch that broke off, taken over to be resumed or thrown away. */
export interface LeftJournal {
  /** The same whoever has it. */
  readonly id: string;
  readonly state: JournalState;
  readonly store: JournalFile;
}

/**
 * Journals as files of a folder, one for each batch, named after it and the machine and process that
 * write it, so that another window does not take a batch for broken off that is under way.
 */
export class JournalFolder {
  readonly #folder: string;

  /** @param folder made when something is written into it; several machines may share it */
  constructor(folder: string) {
    this.#folder = folder;
  }

  create(): JournalFile {
    return new JournalFile(path.join(this.#folder, fileName(randomUUID(), process.pid)), 'new');
  }

  /**
   * The journals that nobody writes any more. Each is given to one caller only, whichever window
   * asks first; those that make no sense are removed.
   * @param wanted the ID of the only one that is asked for
   */
  async takeLeft(wanted?: string): Promise<readonly LeftJournal[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const left: LeftJournal[] = [];
    for (const name of names.sort()) {
      const [, batch, host = '', owner] = /^([\w-]+)\.([\da-f]+)\.(\d+)\.jsonl$/.exec(name) ?? [];
      if (batch === undefined) continue;
      const id = batch.slice(0, 36);
      if (wanted !== undefined && id !== wanted) continue;
      const file = path.join(this.#folder, name);
      if (await isOwned(file, host, Number(owner))) continue;
      const mine = path.join(this.#folder, fileName(`${id}-${randomUUID()}`, process.pid));
      try {
        // Young again before it is mine, or another window would find it silent.
        await utimes(file, new Date(), new Date());
        await rename(file, mine);
      } catch {
        // Another window was faster.
        continue;
      }
      const store = new JournalFile(mine, 'there');
      const text = await readFile(mine, 'utf8').catch(() => undefined);
      const state = text === undefined ? undefined : readJournal(text);
      if (state !== undefined) left.push({ id, state, store });
      // Another time it may be read, or removed.
      else if (text === undefined) await store.release();
      else await store.remove().catch(() => store.release());
    }
    return left;
  }
}

/** The journal of one batch, kept by this process until it is removed or let go. */
export class JournalFile implements JournalStore, Disposable {
  readonly #path: string;
  readonly #heartbeat: NodeJS.Timeout;
  #isNew: boolean;

  constructor(file: string, state: 'new' | 'there') {
    this.#path = file;
    this.#isNew = state === 'new';
    this.#heartbeat = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => undefined);
    }, heartbeatMs).unref();
  }

  /** @throws Node's error, also where somebody has taken it away */
  async append(text: string): Promise<void> {
    const isNew = this.#isNew;
    this.#isNew = false;
    if (isNew) await mkdir(path.dirname(this.#path), { recursive: true });
    await using file = await open(this.#path, isNew ? 'ax' : addToExisting);
    await file.appendFile(text);
  }

  async remove(): Promise<void> {
    clearInterval(this.#heartbeat);
    await rm(this.#path, { force: true });
  }

  /** Leaves it for later, to whoever takes it. */
  async release(): Promise<void> {
    clearInterval(this.#heartbeat);
    const [batch = ''] = path.basename(this.#path).split('.');
    const free = path.join(path.dirname(this.#path), fileName(batch, 0));
    await rename(this.#path, free).catch(() => undefined);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#heartbeat);
  }
}

const addToExisting = constants.O_WRONLY | constants.O_APPEND;

/** What tells this machine from others: process numbers mean nothing on another one. */
const thisHost = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);

/** @param owner a process, or 0 for nobody */
function fileName(batch: string, owner: number): string {
  return `${batch}.${thisHost}.${owner}.jsonl`;
}

async function isOwned(file: string, host: string, owner: number): Promise<boolean> {
  if (owner === 0) return false;
  const silent = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > silentMs,
    () => false,
  );
  return !silent && (host !== thisHost || isAlive(owner));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It is there, but somebody else's.
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}
