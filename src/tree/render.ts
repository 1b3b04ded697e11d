import * as vscode from 'vscode';
import type { Dataset, DatasetFile, FineTune } from '../api/shapes';
import { Command } from '../commands/ids';
import { remedyLabel, type Remedy } from '../host/explain';
import { fineTuneStatusText } from '../host/fineTuneStatus';
import { keyringHelp, Setting } from '../host/names';
import { oneLine } from '../host/plainText';
import { bytesText, exactBytesText } from '../shared/bytes';
import type {
  FailureNode,
  FileNode,
  FilesNode,
  FineTunesNode,
  GroupNode,
  LoadAllNode,
  LoadMoreNode,
  RemedyNode,
  TreeNode,
} from './node';

/** Draws a row; nothing here asks for anything, so ten thousand rows cost what their text costs. */
export function renderNode(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'dataset':
      return datasetRow(node.dataset);
    case 'files':
      return filesRow(node);
    case 'file':
      return fileRow(node);
    case 'fineTunes':
      return fineTunesRow(node);
    case 'fineTune':
      return fineTuneRow(node.fineTune);
    case 'loadMore':
      return loadMoreRow(node);
    case 'loadAll':
      return loadAllRow(node);
    case 'failure':
      return failureRow(node);
    case 'remedy':
      return remedyRow(node);
  }
}

/** What a row says when it is pointed at; made only then. undefined where the row says it all. */
export function tooltipOf(node: TreeNode): string | undefined {
  switch (node.kind) {
    case 'dataset':
      return datasetTooltip(node.dataset);
    case 'file':
      return fileTooltip(node.file, node.duplicate);
    case 'fineTune':
      return fineTuneTooltip(node.fineTune);
    case 'files':
    case 'fineTunes':
    case 'loadMore':
    case 'loadAll':
    case 'failure':
    case 'remedy':
      return undefined;
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
  return withDescription(
    [l10n.t('ID: {0}', oneLine(id)), l10n.t('Created: {0}', oneLine(created_at))],
    description,
  );
}

function fileTooltip({ id, filename, size, created_at }: DatasetFile, duplicate: boolean): string {
  const { l10n } = vscode;
  return [
    oneLine(filename),
    l10n.t('Size: {0}', exactBytesText(size, vscode.env.language)),
    l10n.t('Added: {0}', oneLine(created_at)),
    l10n.t('ID: {0}', oneLine(id)),
    ...(duplicate ? [l10n.t('Another file of this dataset has the same name.')] : []),
  ].join('\n');
}

function fineTuneTooltip({ id, model_id, language, description }: FineTune): string {
  const { l10n } = vscode;
  const facts = [
    l10n.t('ID: {0}', oneLine(id)),
    l10n.t('Model: {0}', oneLine(model_id)),
    l10n.t('Language: {0}', oneLine(language)),
  ];
  return withDescription(facts, description);
}

function withDescription(facts: readonly string[], description: string): string {
  const text = facts.join('\n');
  if (description.trim() === '') return text;
  const cut = description.length > maxTooltipText;
  return `${text}\n\n${cut ? `${description.slice(0, maxTooltipText)}…` : description}`;
}

function datasetRow(dataset: Dataset): vscode.TreeItem {
  const { l10n } = vscode;
  const name = datasetName(dataset);
  const date = shortDate(dataset.created_at);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `dataset:${dataset.id}`;
  item.description = date;
  item.iconPath = icons.dataset;
  item.contextValue = 'dataset';
  item.accessibilityInformation = { label: l10n.t('Dataset {0}, created {1}', name, date) };
  item.command = { command: Command.openDataset, title: l10n.t('Open'), arguments: [dataset.id] };
  return item;
}

/** A dataset's name as one showable line. */
export function datasetName({ name }: Pick<Dataset, 'name'>): string {
  return nameOr(name, vscode.l10n.t('Untitled'));
}

function nameOr(name: string, otherwise: string): string {
  const line = oneLine(name);
  return line === '' ? otherwise : line;
}

function filesRow({ datasetId, summary }: FilesNode): vscode.TreeItem {
  const { l10n } = vscode;
  const item = new vscode.TreeItem(
    l10n.t('Files'),
    summary.complete === true && summary.count === 0
      ? vscode.TreeItemCollapsibleState.None
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `files:${datasetId}`;
  item.iconPath = icons.files;
  item.contextValue = 'files';
  if (summary.complete === undefined) return item;
  const count = summary.count.toLocaleString(vscode.env.language);
  const size = bytesText(summary.bytes, vscode.env.language);
  item.description = summary.complete
    ? `${count} · ${size}`
    : l10n.t('{0} · {1} of those loaded', count, size);
  item.accessibilityInformation = {
    label: summary.complete
      ? l10n.t('Files: {0}, {1}', count, size)
      : l10n.t('Files: {0} loaded, {1} of those loaded', count, size),
  };
  return item;
}

function fileRow({ datasetId, file, duplicate }: FileNode): vscode.TreeItem {
  const { l10n } = vscode;
  const name = nameOr(file.filename, l10n.t('Unnamed file'));
  const size = bytesText(file.size, vscode.env.language);
  const date = shortDate(file.created_at);
  const mark = duplicate ? [l10n.t('duplicate name')] : [];
  const item = new vscode.TreeItem(name);
  item.id = `file:${datasetId}:${file.id}`;
  item.description = [size, ...mark, date].join(' · ');
  item.iconPath = duplicate ? icons.duplicate : icons.file;
  item.contextValue = 'file';
  item.accessibilityInformation = {
    label: [l10n.t('File {0}, {1}, added {2}', name, size, date), ...mark].join(', '),
  };
  return item;
}

function fineTunesRow({ datasetId, count }: FineTunesNode): vscode.TreeItem {
  const { l10n } = vscode;
  const item = new vscode.TreeItem(
    l10n.t('Fine-tunes'),
    count === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `fineTunes:${datasetId}`;
  item.iconPath = icons.fineTunes;
  item.contextValue = 'fineTunes';
  if (count === undefined) return item;
  const number = count.toLocaleString(vscode.env.language);
  item.description = number;
  item.accessibilityInformation = { label: l10n.t('Fine-tunes: {0}', number) };
  return item;
}

function fineTuneRow(fineTune: FineTune): vscode.TreeItem {
  const { l10n } = vscode;
  const name = nameOr(fineTune.name, l10n.t('Untitled'));
  const status = fineTuneStatusText(fineTune.status);
  const model = oneLine(fineTune.model_id, 80);
  const item = new vscode.TreeItem(name);
  item.id = `fineTune:${fineTune.id}`;
  item.description = `${status} · ${model}`;
  item.iconPath = statusIcons[fineTune.status] ?? icons.fineTune;
  item.contextValue = 'fineTune';
  item.accessibilityInformation = {
    label: l10n.t('Fine-tune {0}, {1}, model {2}', name, status, model),
  };
  return item;
}

function loadMoreRow({ of, group, loaded, loading }: LoadMoreNode): vscode.TreeItem {
  const { l10n } = vscode;
  const item = new vscode.TreeItem(loading ? l10n.t('Loading…') : l10n.t('Load more'));
  item.id = `loadMore:${placeKey(group)}`;
  item.description = l10n.t('{0} loaded', loaded.toLocaleString(vscode.env.language));
  item.iconPath = loading ? icons.loading : icons.more;
  if (loading) item.contextValue = 'loading';
  else {
    item.contextValue = 'loadMore';
    item.command = command(Command.loadMore, l10n.t('Load more'), of);
  }
  return item;
}

function loadAllRow({ of, group, filtered }: LoadAllNode): vscode.TreeItem {
  const { l10n } = vscode;
  const title = filtered ? l10n.t('Load all to search the rest') : l10n.t('Load all');
  const item = new vscode.TreeItem(title);
  item.id = `loadAll:${placeKey(group)}`;
  item.iconPath = icons.all;
  item.contextValue = 'loadAll';
  item.command = command(Command.loadAll, title, of);
  return item;
}

function command(id: string, title: string, ...args: unknown[]): vscode.Command {
  return { command: id, title, arguments: args };
}

function failureRow({ group, sentence, details }: FailureNode): vscode.TreeItem {
  const item = new vscode.TreeItem(sentence);
  item.id = `failure:${placeKey(group)}`;
  item.iconPath = icons.failure;
  item.contextValue = 'failure';
  item.tooltip = details === '' ? sentence : `${sentence}\n\n${details}`;
  return item;
}

const settingsCommand = 'workbench.action.openSettings';

const remedyRows: Record<Remedy, { icon: string; command: string; arguments?: unknown[] }> = {
  retry: { icon: 'refresh', command: Command.retryLoading },
  setApiKey: { icon: 'key', command: Command.setApiKey },
  openSetting: {
    icon: 'gear',
    command: settingsCommand,
    arguments: [`${Setting.section}.${Setting.baseUrl}`],
  },
  openProxySettings: { icon: 'gear', command: settingsCommand, arguments: ['http.proxy'] },
  aboutKeyring: {
    icon: 'link-external',
    command: 'vscode.open',
    arguments: [vscode.Uri.parse(keyringHelp)],
  },
  getAnother: { icon: 'search', command: Command.getDataset },
  showLog: { icon: 'output', command: Command.showLog },
};

/** A row tells of a list; that of the trainings is one, but stands below each dataset. */
function placeKey(group: GroupNode | undefined): string {
  return group === undefined ? '' : `${group.kind}:${group.datasetId}`;
}

function remedyRow({ of, group, remedy }: RemedyNode): vscode.TreeItem {
  const { icon, ...action } = remedyRows[remedy];
  const title = remedyLabel(remedy);
  const item = new vscode.TreeItem(title);
  item.id = `remedy:${remedy}:${placeKey(group)}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'remedy';
  item.command = { arguments: [of], ...action, title };
  return item;
}

/** Made once: thousands of rows share them. */
const icons = {
  dataset: new vscode.ThemeIcon('database'),
  files: new vscode.ThemeIcon('folder'),
  file: new vscode.ThemeIcon('file-media'),
  duplicate: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  fineTunes: new vscode.ThemeIcon('beaker'),
  fineTune: new vscode.ThemeIcon('question'),
  loading: new vscode.ThemeIcon('loading~spin'),
  more: new vscode.ThemeIcon('ellipsis'),
  all: new vscode.ThemeIcon('fold-down'),
  failure: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
};

const statusIcons: Readonly<Partial<Record<string, vscode.ThemeIcon>>> = {
  created: new vscode.ThemeIcon('circle-outline'),
  training: new vscode.ThemeIcon('sync~spin'),
  completed: new vscode.ThemeIcon('pass'),
  failed: new vscode.ThemeIcon('error'),
};

/** The day in VS Code's language; a text that is no date stays as it came. */
function shortDate(createdAt: string): string {
  const time = Date.parse(createdAt);
  if (Number.isNaN(time)) return oneLine(createdAt, 40);
  dayFormat ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' });
  return dayFormat.format(time);
}

let dayFormat: Intl.DateTimeFormat | undefined;
