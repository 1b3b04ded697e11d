import * as vscode from 'vscode';
import type { DatasetPanels } from '../panel/datasetPanels';
import type { NeedsKey } from './needsKey';
import { datasetArgument } from './rowArguments';

export interface EditDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly panels: Pick<DatasetPanels, 'active' | 'edit'>;
  /** Asks which dataset is meant. */
  readonly pick: (title: string) => Promise<string | undefined>;
}

/** Lets the person edit a dataset's name and description in its panel. */
export function editDataset({
  needsKey,
  panels,
  pick,
}: EditDatasetDependencies): (argument?: unknown) => Promise<void> {
  return async (argument) => {
    const given = datasetArgument(argument) ?? panels.active?.id;
    if (!(await needsKey())) return;
    const id = given ?? (await pick(vscode.l10n.t('Edit Dataset')));
    if (id !== undefined) panels.edit(id);
  };
}
