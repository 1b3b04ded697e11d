import * as vscode from 'vscode';
import type { Document } from '../api/client';
import { datasetIdProblem } from '../api/datasetId';
import { toCartesiaError } from '../api/errors';
import { formatJson } from '../api/json';
import type { Dataset } from '../api/shapes';
import type { Account } from '../model/account';
import { fileName } from '../model/fileName';
import { explain, explanationText } from './explain';
import { Scheme } from './names';
import { quickPickText } from './plainText';

export interface DatasetFilesOptions {
  readonly account: Pick<Account, 'datasets' | 'onDidChange' | 'onDidWrite' | 'onDidDelete'>;
  readonly read: (id: string) => Promise<Document<Dataset>>;
  readonly baseUrl: () => string | undefined;
  /** Fires when the key or the base URL is another one. */
  readonly onDidChangeAccess: vscode.Event<void>;
}

/** What an editor shows of a dataset. */
interface Content {
  readonly dataset: Dataset;
  readonly bytes: Buffer;
  /** When it was read, in milliseconds since the epoch; never the same twice. */
  readonly mtime: number;
}

/**
 * Datasets as read-only JSON files, `cartesia:/datasets/<ID>/<name>.json`: a file system rather than
 * mere contents, so that VS Code brings their editors back after a window reload. Holds what the open
 * documents show and nothing else.
 */
export class DatasetFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #options: DatasetFilesOptions;
  readonly #contents = new Map<string, Content>();
  readonly #reading = new Map<string, Promise<Content>>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscriptions: vscode.Disposable;
  #lastTime = 0;

  readonly onDidChangeFile = this.#changed.event;

  constructor(options: DatasetFilesOptions) {
    this.#options = options;
    const { account, onDidChangeAccess } = options;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerFileSystemProvider(Scheme.dataset, this, {
        isCaseSensitive: true,
        isReadonly: new vscode.MarkdownString(
          vscode.l10n.t('This is how Cartesia sent the dataset. Edit Dataset changes it.'),
        ),
      }),
      vscode.workspace.onDidCloseTextDocument(() => {
        this.#forgetClosed();
      }),
      account.onDidWrite((document) => {
        const { id } = document.value;
        if (this.#contents.has(id) || this.#reading.has(id)) this.#keep(id, document);
        this.#tell(vscode.FileChangeType.Changed, id);
      }),
      account.onDidDelete((id) => {
        this.#contents.delete(id);
        this.#tell(vscode.FileChangeType.Deleted, id);
      }),
      account.onDidChange(({ kind }) => {
        if (kind === 'datasets') this.#compare();
      }),
      onDidChangeAccess(() => {
        this.#contents.clear();
        this.#reading.clear();
        this.#tell(vscode.FileChangeType.Changed);
      }),
    );
  }

  /** Where a dataset that was just read can be opened; the file that is open already, if one is. */
  add(id: string, document: Document<Dataset>): vscode.Uri {
    this.#forgetClosed();
    this.#keep(id, document);
    const [open] = openFiles(id);
    if (open === undefined) {
      const name = fileName(document.value.name, vscode.l10n.t('Untitled'));
      const path = `/datasets/${encodeURIComponent(id)}/${name}.json`;
      return vscode.Uri.from({ scheme: Scheme.dataset, path });
    }
    this.#tell(vscode.FileChangeType.Changed, id);
    return open;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, mtime } = await this.#content(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#content(uri)).bytes;
  }

  /** Whoever watches hears of every change anyway. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** What is there of a file; an editor that a window reload brought back has nothing yet. */
  async #content(uri: vscode.Uri): Promise<Content> {
    const id = idOf(uri);
    if (id === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    const known = this.#contents.get(id) ?? this.#reading.get(id);
    if (known !== undefined) return known;
    const reading = this.#read(id).finally(() => {
      if (this.#reading.get(id) === reading) this.#reading.delete(id);
    });
    this.#reading.set(id, reading);
    return reading;
  }

  async #read(id: string): Promise<Content> {
    const { read, baseUrl } = this.#options;
    try {
      const document = await read(id);
      // What was written meanwhile is newer.
      return this.#contents.get(id) ?? this.#keep(id, document);
    } catch (error) {
      const failure = toCartesiaError(error);
      // VS Code draws icons where it shows this.
      const sentence = quickPickText(explanationText(explain(failure, baseUrl())));
      throw failure.kind === 'notFound'
        ? vscode.FileSystemError.FileNotFound(sentence)
        : vscode.FileSystemError.Unavailable(sentence);
    }
  }

  #keep(id: string, { value, text }: Document<Dataset>): Content {
    const bytes = Buffer.from(formatJson(text));
    // VS Code reads a file again only where its time is another one.
    this.#lastTime = Math.max(Date.now(), this.#lastTime + 1);
    const content = { dataset: value, bytes, mtime: this.#lastTime };
    this.#contents.set(id, content);
    return content;
  }

  /** A list that was read again may say that a dataset is not what its editor shows. */
  #compare(): void {
    for (const [id, { dataset }] of this.#contents) {
      const row = this.#options.account.datasets.get(id);
      if (row === undefined || sameFields(row, dataset)) continue;
      this.#contents.delete(id);
      this.#tell(vscode.FileChangeType.Changed, id);
    }
  }

  #forgetClosed(): void {
    const open = new Set(openFiles().map(idOf));
    for (const id of this.#contents.keys()) if (!open.has(id)) this.#contents.delete(id);
  }

  /** @param id undefined for all datasets */
  #tell(type: vscode.FileChangeType, id?: string): void {
    const changes = openFiles(id).map((uri) => ({ type, uri }));
    if (changes.length > 0) this.#changed.fire(changes);
  }
}

/** The open files of a dataset, or of all. */
function openFiles(id?: string): vscode.Uri[] {
  return vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === Scheme.dataset)
    .filter(({ uri }) => id === undefined || idOf(uri) === id)
    .map(({ uri }) => uri);
}

function idOf({ path }: vscode.Uri): string | undefined {
  const encoded = /^\/datasets\/([^/]+)\/[^/]+\.json$/.exec(path)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const id = decodeURIComponent(encoded);
    return datasetIdProblem(id) === undefined ? id : undefined;
  } catch {
    return undefined;
  }
}

function sameFields(a: Dataset, b: Dataset): boolean {
  return a.name === b.name && a.description === b.description && a.created_at === b.created_at;
}
