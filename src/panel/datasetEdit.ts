import { toCartesiaError } from '../api/errors';
import { waitSentence } from '../host/explain';
import type { Account } from '../model/account';
import { failureOf } from './pageState';
import type { Fields, SaveState } from './protocol';

export interface DatasetEditOptions {
  readonly id: string;
  readonly account: Pick<Account, 'saveDataset'>;
  readonly post: (state: SaveState) => void;
  readonly baseUrl: () => string | undefined;
}

/** Saves what the page's form holds, and knows how that stands when the page begins anew. */
export class DatasetEdit {
  readonly #options: DatasetEditOptions;
  #state: SaveState | undefined;
  #running: AbortController | undefined;

  constructor(options: DatasetEditOptions) {
    this.#options = options;
  }

  /** The page begins anew, perhaps with a draft whose saving it knows nothing of. */
  restart(): void {
    if (this.#state !== undefined) this.#options.post(this.#state);
  }

  /** The person begins or leaves off: what became of earlier drafts does not matter any more. */
  forget(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#state = undefined;
  }

  cancel(): void {
    this.#running?.abort();
  }

  async save(base: Fields | undefined, fields: Fields): Promise<void> {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.#set({ kind: 'saving' });
    const { id, account } = this.#options;
    const state = await account
      .saveDataset(id, base, fields, {
        signal: running.signal,
        onWait: (wait) => {
          if (this.#running !== running) return;
          this.#set({ kind: 'saving', ...(wait && { waiting: waitSentence(wait) }) });
        },
      })
      .then(
        (outcome): SaveState =>
          outcome.kind === 'saved'
            ? { kind: 'saved' }
            : { kind: 'conflict', theirs: fieldsOf(outcome.theirs) },
        (error: unknown) => this.#failed(error),
      );
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#set(state);
  }

  #failed(error: unknown): SaveState {
    const failure = toCartesiaError(error);
    return failure.kind === 'cancelled'
      ? { kind: 'cancelled' }
      : { kind: 'failed', failure: failureOf(failure, this.#options.baseUrl()) };
  }

  #set(state: SaveState): void {
    this.#state = state;
    this.#options.post(state);
  }
}

/** Only what can be changed: nothing else is to reach the page this way. */
export function fieldsOf({ name, description }: Fields): Fields {
  return { name, description };
}
