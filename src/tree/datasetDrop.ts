import path from 'node:path';
import * as vscode from 'vscode';
import type { TreeNode } from './node';

/** Files that VS Code handed over as bytes, on the disk. */
export interface KeptFiles {
  readonly paths: readonly string[];
  /** Deletes them when they are no longer needed. */
  readonly remove: () => Promise<void>;
}

/** What was dropped onto a dataset. */
export interface Dropped {
  readonly uris: readonly vscode.Uri[];
  /** Those of which VS Code knows no path that this machine can use. */
  readonly kept: KeptFiles;
}

const uriList = 'text/uri-list';

/** Takes files and folders that are dropped onto a dataset or a row below it. */
export class DatasetDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [];
  readonly dropMimeTypes = [uriList, 'files'];
  readonly #keep: (files: readonly vscode.DataTransferFile[]) => Promise<KeptFiles>;
  readonly #drop: (datasetId: string, dropped: Dropped) => unknown;

  /**
   * @param keep writes files to the disk: VS Code hands their bytes over only as long as the drop
   *   is handled
   */
  constructor(
    keep: (files: readonly vscode.DataTransferFile[]) => Promise<KeptFiles>,
    drop: (datasetId: string, dropped: Dropped) => unknown,
  ) {
    this.#keep = keep;
    this.#drop = drop;
  }

  async handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const datasetId = target && datasetOf(target);
    if (datasetId === undefined) return;
    const files: vscode.DataTransferFile[] = [];
    for (const [, item] of data) {
      const file = item.asFile();
      if (file !== undefined) files.push(file);
    }
    const list = (await data.get(uriList)?.asString()) ?? '';
    const uris = [...parseUriList(list), ...files.flatMap(({ uri }) => uri ?? [])];
    // On Windows and over a remote connection there are others, which name places elsewhere.
    const usable = uris.filter(isLocal);
    // Said in both ways: the path is the better one.
    const names = new Set(usable.map(({ fsPath }) => path.basename(fsPath)));
    const kept = await this.#keep(
      files.filter(({ uri, name }) => !(uri && isLocal(uri)) && !names.has(name)),
    );
    const chosen = usable.length + kept.paths.length > 0 ? usable : uris;
    const known = new Set(chosen.map((uri) => uri.toString()));
    this.#drop(datasetId, { uris: [...known].map((uri) => vscode.Uri.parse(uri)), kept });
  }
}

function isLocal({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

/** RFC 2483: one URI a line; lines that begin with # are comments. */
function parseUriList(text: string): vscode.Uri[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    try {
      return [vscode.Uri.parse(line, true)];
    } catch {
      return [];
    }
  });
}

function datasetOf(node: TreeNode): string | undefined {
  switch (node.kind) {
    case 'dataset':
      return node.dataset.id;
    case 'files':
    case 'file':
    case 'fineTunes':
    case 'fineTune':
      return node.datasetId;
    case 'loadMore':
    case 'loadAll':
    case 'failure':
    case 'remedy':
      return undefined;
  }
}
