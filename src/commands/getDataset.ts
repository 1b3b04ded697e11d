import * as vscode from 'vscode';
import type { DatasetPanels } from '../panel/datasetPanels';
import type { NeedsKey } from './needsKey';
import { datasetArgument } from './rowArguments';

export interface GetDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly panels: Pick<DatasetPanels, 'open'>;
  /** Asks for a dataset. */
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Opens a dataset in its panel; asks for the key and for the ID where they are missing. */
export function getDataset({
  needsKey,
  panels,
  pick,
}: GetDatasetDependencies): (argument?: unknown) => Promise<void> {
  return async (argument) => {
    // VS Code hands the focused row to a button of the view's title, where nobody chose it.
    const given = datasetArgument(typeof argument === 'string' ? argument : undefined);
    if (!(await needsKey())) return;
    const id = given ?? (await pick(vscode.l10n.t('Get Dataset')));
    if (id !== undefined) panels.open(id);
  };
}

/** Opens the dataset of a row, or by its ID. */
export function openDataset(panels: Pick<DatasetPanels, 'open'>): (argument?: unknown) => void {
  return (argument) => {
    const id = datasetArgument(argument);
    if (id !== undefined) panels.open(id);
  };
}
