import * as vscode from 'vscode';
import { datasetSorts, fileSorts, type DatasetSort, type FileSort } from '../model/arrange';
import type { ViewSettings } from '../model/viewSettings';

export function sortDatasets(settings: ViewSettings): () => Promise<void> {
  const { l10n } = vscode;
  return async () => {
    const labels: Record<DatasetSort, string> = {
      newest: l10n.t('Newest first'),
      oldest: l10n.t('Oldest first'),
      name: l10n.t('By name'),
    };
    const title = l10n.t('Sort Datasets');
    const datasetSort = await pickSort(title, datasetSorts, labels, settings.datasetSort);
    if (datasetSort !== undefined) await settings.change({ datasetSort });
  };
}

export function sortFiles(settings: ViewSettings): () => Promise<void> {
  const { l10n } = vscode;
  return async () => {
    const labels: Record<FileSort, string> = {
      name: l10n.t('By name'),
      largest: l10n.t('Largest first'),
      smallest: l10n.t('Smallest first'),
      newest: l10n.t('Newest first'),
      oldest: l10n.t('Oldest first'),
    };
    const fileSort = await pickSort(l10n.t('Sort Files'), fileSorts, labels, settings.fileSort);
    if (fileSort !== undefined) await settings.change({ fileSort });
  };
}

async function pickSort<Sort extends string>(
  title: string,
  sorts: readonly Sort[],
  labels: Record<Sort, string>,
  current: Sort,
): Promise<Sort | undefined> {
  const items = sorts.map((sort) => ({
    label: labels[sort],
    sort,
    ...(sort === current && { description: vscode.l10n.t('now') }),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.sort;
}
