import * as v from 'valibot';
import type { FileCandidate } from './collectFiles';
import { errorCode } from './fileProblem';

/** Where the journal of one batch is kept. */
export interface JournalStore {
  /** Adds to the end, whole or not at all; the first time, makes it. */
  append(text: string): Promise<void>;
  /** Called when nothing is left to do. */
  remove(): Promise<void>;
}

/** What a batch was to do. Names, places and sizes of files; nothing of what is in them, and no key. */
export interface JournalHead {
  readonly baseUrl: string;
  readonly datasetId: string;
  /** For people; the dataset may have another name by now. */
  readonly datasetName: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly files: readonly FileCandidate[];
  /**
   * For each file, how many of its name and size the dataset had before the batch: what is there
   * beyond that was sent by it.
   */
  readonly before: readonly number[];
}

/** `sent` includes what was found there; `dropped` was refused or no use, and may be tried again. */
export type JournalResult = 'sent' | 'dropped';

/** What a journal tells of a batch that did not end. */
export interface JournalState {
  readonly head: JournalHead;
  /** Indexes of the files that are there for certain. */
  readonly sent: ReadonlySet<number>;
  /** Indexes of the files that may be there: begun, and nothing is known of their end. */
  readonly begun: ReadonlySet<number>;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const headShape = v.object({
  kind: v.literal('batch'),
  version: v.literal(1),
  baseUrl: v.string(),
  datasetId: v.string(),
  datasetName: v.string(),
  startedAt: v.number(),
  files: v.array(
    v.object({ name: v.string(), path: v.string(), size: count, mtimeMs: v.number() }),
  ),
  before: v.array(count),
});
const lineShape = v.variant('kind', [
  v.object({ kind: v.literal('begin'), file: count }),
  v.object({ kind: v.literal('sent'), file: count }),
  v.object({ kind: v.literal('dropped'), file: count }),
]);
type Line = v.InferOutput<typeof headShape> | v.InferOutput<typeof lineShape>;

/**
 * Writes down what a batch does, a line before each upload and a line after it. That it cannot be
 * written stops no upload: then there is nothing to resume from after a crash.
 */
export class Journal {
  readonly #store: JournalStore;
  #failure: unknown;
  #isTaken = false;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** Why something could not be written; undefined as long as all went well. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Whether it is no longer where it was: somebody else goes on with this batch. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  async open(head: JournalHead): Promise<void> {
    await this.#write({
      kind: 'batch',
      version: 1,
      ...head,
      files: [...head.files],
      before: [...head.before],
    });
  }

  async begin(file: number): Promise<void> {
    await this.#write({ kind: 'begin', file });
  }

  async settle(file: number, result: JournalResult): Promise<void> {
    await this.#write({ kind: result, file });
  }

  async remove(): Promise<void> {
    await this.#try(() => this.#store.remove());
  }

  async #write(line: Line): Promise<void> {
    // The line break stands in front: a line that a crash cut short spoils only itself.
    await this.#try(() => this.#store.append(`\n${JSON.stringify(line)}`));
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      // Where it could never be written, it is missing for another reason.
      this.#isTaken ||= this.#failure === undefined && errorCode(error) === 'ENOENT';
      this.#failure ??= error;
    }
  }
}

/** What the journal tells; undefined where it has no head that can be read. */
export function readJournal(text: string): JournalState | undefined {
  const lines = text.split('\n').flatMap(parseLine);
  const [head] = lines.flatMap((line) => {
    const parsed = v.safeParse(headShape, line);
    return parsed.success ? [parsed.output] : [];
  });
  if (head === undefined || head.files.length !== head.before.length) return undefined;
  const sent = new Set<number>();
  const begun = new Set<number>();
  for (const each of lines) {
    const parsed = v.safeParse(lineShape, each);
    if (!parsed.success || parsed.output.file >= head.files.length) continue;
    const line = parsed.output;
    if (line.kind === 'begin') begun.add(line.file);
    else begun.delete(line.file);
    if (line.kind === 'sent') sent.add(line.file);
  }
  return { head, sent, begun };
}

function parseLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
