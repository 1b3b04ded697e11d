import * as vscode from 'vscode';
import type { TreeNode } from './node';

/** How long rows may stay behind while a long list comes in page by page. */
const slowMs = 1000;

/**
 * Tells VS Code which rows to draw anew. What changes in one go is told at once; while all pages of
 * a list come in, only once a second, because VS Code asks for every row of it each time.
 */
export class RowRefresher implements vscode.Disposable {
  readonly #event = new vscode.EventEmitter<TreeNode[] | undefined>();
  #rows = new Set<TreeNode>();
  #all = false;
  #timer: NodeJS.Timeout | undefined;
  #slow = false;

  readonly onDidRefresh = this.#event.event;

  /** @param slow whether there is more to come soon */
  refresh(rows: readonly TreeNode[], slow = false): void {
    for (const row of rows) this.#rows.add(row);
    if (rows.length > 0) this.#schedule(slow);
  }

  refreshAll(slow = false): void {
    this.#all = true;
    this.#schedule(slow);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#event.dispose();
  }

  #schedule(slow: boolean): void {
    if (this.#timer !== undefined && (slow || !this.#slow)) return;
    clearTimeout(this.#timer);
    this.#slow = slow;
    this.#timer = setTimeout(
      () => {
        this.#flush();
      },
      slow ? slowMs : 0,
    );
  }

  #flush(): void {
    const rows = this.#all ? undefined : [...this.#rows];
    this.#rows = new Set();
    this.#all = false;
    this.#timer = undefined;
    this.#event.fire(rows);
  }
}
