import * as v from 'valibot';
import * as vscode from 'vscode';
import type { CartesiaClient } from '../api/client';
import { PanelType } from '../host/names';
import { DatasetView } from '../model/datasetView';
import type { Dataset } from '../api/shapes';
import { DatasetPanel, type DatasetPanelOptions } from './datasetPanel';
import { panelMemoryShape } from './protocol';

export interface DatasetPanelsOptions extends Omit<DatasetPanelOptions, 'panel' | 'view'> {
  readonly client: Pick<CartesiaClient, 'getDataset'>;
  /** The first answer after somebody opened a dataset, with the ID that was asked for. */
  readonly onDidOpen: (dataset: Dataset, id: string) => void;
}

/** All open dataset panels, one for each dataset. */
export class DatasetPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #options: DatasetPanelsOptions;
  readonly #panels = new Map<string, DatasetPanel>();

  constructor(options: DatasetPanelsOptions) {
    this.#options = options;
  }

  /** The dataset of the panel that has the focus of the editor area. */
  get active(): DatasetView | undefined {
    return [...this.#panels.values()].find(({ panel }) => panel.active)?.view;
  }

  /** What an open panel knows of this dataset. */
  view(id: string): DatasetView | undefined {
    return this.#panels.get(id)?.view;
  }

  /** The datasets that have a panel, and whose files may be on the screen. */
  shownIds(): ReadonlySet<string> {
    return new Set(this.#panels.keys());
  }

  /** Shows a dataset: in the panel it has, which is refreshed, or in a new one. */
  open(id: string): void {
    const existing = this.#panels.get(id);
    if (existing === undefined) {
      this.#create(id);
      return;
    }
    existing.panel.reveal();
    void existing.view.load();
  }

  /** Shows a dataset with its fields ready to be edited. */
  edit(id: string): void {
    const panel = this.#panels.get(id) ?? this.#create(id);
    panel.panel.reveal();
    panel.edit();
  }

  /** Brings a panel back after a window reload, from the ID that its page remembered. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: unknown): Promise<void> {
    const remembered = v.safeParse(panelMemoryShape, memory);
    if (!remembered.success || this.#panels.has(remembered.output.id)) {
      panel.dispose();
      return Promise.resolve();
    }
    this.#adopt(remembered.output.id, panel);
    return Promise.resolve();
  }

  /** Fetches the datasets of all panels again; their files and trainings are the account's. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#panels.values()].map(async ({ view }) => view.load()));
  }

  /** Forgets what every panel shows and fetches it again: the key or the base URL is another one. */
  async reload(): Promise<void> {
    for (const { view } of this.#panels.values()) view.forget();
    await this.refresh();
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
  }

  #create(id: string): DatasetPanel {
    const panel = vscode.window.createWebviewPanel(
      PanelType.dataset,
      '',
      vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    return this.#adopt(id, panel);
  }

  #adopt(id: string, webviewPanel: vscode.WebviewPanel): DatasetPanel {
    const { client, account, onDidOpen } = this.#options;
    let opening = true;
    const view = new DatasetView({ client, account, id });
    const panel = new DatasetPanel({ ...this.#options, panel: webviewPanel, view });
    this.#panels.set(id, panel);
    view.onDidChange(({ document, loading, error, deleted }) => {
      if (document === undefined || loading || deleted || error !== undefined) return;
      if (opening) onDidOpen(document.value, id);
      opening = false;
    });
    webviewPanel.onDidDispose(() => {
      panel.dispose();
      this.#panels.delete(id);
    });
    void view.load();
    return panel;
  }
}
