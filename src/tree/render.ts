import * as vscode from 'vscode';
import type { Dataset } from '../api/shapes';
import { Command } from '../commands/ids';
import { remedyLabel, type Remedy } from '../host/explain';
import { keyringHelp, Setting } from '../host/names';
import { oneLine } from '../host/plainText';
import type { TreeNode } from './node';

/** Draws a row; nothing here asks for anything, so ten thousand rows cost what their text costs. */
export function renderNode(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'dataset':
      return datasetRow(node.dataset);
    case 'loadMore':
      return loadMoreRow(node.loaded, node.loading);
    case 'failure':
      return failureRow(node);
    case 'remedy':
      return remedyRow(node.remedy);
  }
}

/** Longest description in a tooltip; the panel shows all of it. */
const maxTooltipText = 1000;

/**
 * The tooltip of a dataset row. A string, because a MarkdownString makes links of addresses even in
 * what is appended as text.
 */
export function datasetTooltip({ id, created_at, description }: Dataset): string {
  const { l10n } = vscode;
  const facts = `${l10n.t('ID: {0}', oneLine(id))}\n${l10n.t('Created: {0}', oneLine(created_at))}`;
  if (description.trim() === '') return facts;
  const cut = description.length > maxTooltipText;
  return `${facts}\n\n${cut ? `${description.slice(0, maxTooltipText)}…` : description}`;
}

function datasetRow(dataset: Dataset): vscode.TreeItem {
  const { l10n } = vscode;
  const name = datasetName(dataset);
  const date = shortDate(dataset.created_at);
  const item = new vscode.TreeItem(name);
  item.id = `dataset:${dataset.id}`;
  item.description = date;
  item.iconPath = new vscode.ThemeIcon('database');
  item.contextValue = 'dataset';
  item.accessibilityInformation = { label: l10n.t('Dataset {0}, created {1}', name, date) };
  item.command = { command: Command.openDataset, title: l10n.t('Open'), arguments: [dataset.id] };
  return item;
}

/** A dataset's name as one showable line. */
export function datasetName({ name }: Pick<Dataset, 'name'>): string {
  const line = oneLine(name);
  return line === '' ? vscode.l10n.t('Untitled') : line;
}

function loadMoreRow(loaded: number, loading: boolean): vscode.TreeItem {
  const { l10n } = vscode;
  const item = new vscode.TreeItem(loading ? l10n.t('Loading…') : l10n.t('Load more'));
  item.id = 'loadMore';
  item.description = l10n.t('{0} loaded', loaded.toLocaleString(vscode.env.language));
  item.iconPath = new vscode.ThemeIcon(loading ? 'loading~spin' : 'ellipsis');
  item.contextValue = 'loadMore';
  if (!loading) item.command = { command: Command.loadMoreDatasets, title: l10n.t('Load more') };
  return item;
}

function failureRow({
  sentence,
  details,
}: Extract<TreeNode, { kind: 'failure' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(sentence);
  item.id = 'failure';
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  item.tooltip = details === '' ? sentence : `${sentence}\n\n${details}`;
  return item;
}

const remedyRows: Record<Remedy, { icon: string; command: string; arguments?: unknown[] }> = {
  retry: { icon: 'refresh', command: Command.retryDatasets },
  setApiKey: { icon: 'key', command: Command.setApiKey },
  openSetting: {
    icon: 'gear',
    command: 'workbench.action.openSettings',
    arguments: [`${Setting.section}.${Setting.baseUrl}`],
  },
  openProxySettings: {
    icon: 'gear',
    command: 'workbench.action.openSettings',
    arguments: ['http.proxy'],
  },
  aboutKeyring: {
    icon: 'link-external',
    command: 'vscode.open',
    arguments: [vscode.Uri.parse(keyringHelp)],
  },
  getAnother: { icon: 'search', command: Command.getDataset },
  showLog: { icon: 'output', command: Command.showLog },
};

function remedyRow(remedy: Remedy): vscode.TreeItem {
  const { icon, ...command } = remedyRows[remedy];
  const title = remedyLabel(remedy);
  const item = new vscode.TreeItem(title);
  item.id = `remedy:${remedy}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'remedy';
  item.command = { ...command, title };
  return item;
}

/** The day in VS Code's language; a text that is no date stays as it came. */
function shortDate(createdAt: string): string {
  const time = Date.parse(createdAt);
  if (Number.isNaN(time)) return oneLine(createdAt, 40);
  dayFormat ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' });
  return dayFormat.format(time);
}

let dayFormat: Intl.DateTimeFormat | undefined;
