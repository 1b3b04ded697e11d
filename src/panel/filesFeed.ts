import type * as vscode from 'vscode';
import type { DatasetFile } from '../api/shapes';
import { oneLine } from '../host/plainText';
import { duplicateNames, totalBytes } from '../model/arrange';
import type { PagedListState } from '../model/pagedList';
import { listState } from './listState';
import type { FileRow, FilesMessage } from './protocol';

/** Between two messages while pages come one after the other, in milliseconds. */
const pauseMs = 200;

/** Longest date that is no date, in characters. */
const maxDateLength = 100;

export interface FilesFeedOptions {
  readonly state: () => PagedListState<DatasetFile>;
  readonly post: (message: FilesMessage) => void;
  readonly baseUrl: () => string | undefined;
}

/**
 * Tells the page of the files: of all once, then only of what is another, at most five times a
 * second, and always of how it ended.
 */
export class FilesFeed implements vscode.Disposable {
  readonly #options: FilesFeedOptions;
  #sent: readonly DatasetFile[] = [];
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FilesFeedOptions) {
    this.#options = options;
  }

  /** The page begins anew and knows nothing. */
  restart(): void {
    this.#sent = [];
    this.#send();
  }

  /** The files, or what is known of their loading, are others. */
  changed(): void {
    if (this.#timer !== undefined) return;
    const left = this.#sentAt + pauseMs - Date.now();
    if (left <= 0) this.#send();
    else {
      this.#timer = setTimeout(() => {
        this.#send();
      }, left);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sentAt = Date.now();
    const state = this.#options.state();
    const from = commonStart(this.#sent, state.rows);
    this.#sent = state.rows;
    this.#options.post({
      kind: 'files',
      from,
      rows: state.rows.slice(from).map(fileRow),
      duplicates: duplicatesOf(state.rows),
      bytes: totalBytes(state.rows),
      state: listState(state, this.#options.baseUrl()),
    });
  }
}

function fileRow({ id, filename, size, created_at }: DatasetFile): FileRow {
  return { id, name: oneLine(filename), size, createdAt: created_at.slice(0, maxDateLength) };
}

function duplicatesOf(rows: readonly DatasetFile[]): number[] {
  const names = duplicateNames(rows);
  if (names.size === 0) return [];
  return rows.flatMap(({ filename }, index) => (names.has(filename) ? [index] : []));
}

/** How many rows at the start are the same. */
function commonStart(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return index;
  return length;
}
