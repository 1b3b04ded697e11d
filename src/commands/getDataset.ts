import * as vscode from 'vscode';
import type { AccessProvider } from '../host/accessProvider';
import type { RecentDatasets } from '../model/recentDatasets';
import type { DatasetPanels } from '../panel/datasetPanels';
import { datasetArgument } from './datasetArgument';
import { pickDataset } from './pickDataset';

export interface GetDatasetDependencies {
  readonly access: Pick<AccessProvider, 'baseUrl' | 'hasKey'>;
  /** Asks for a key; true once there is one. */
  readonly setApiKey: () => Promise<boolean>;
  readonly recents: Pick<RecentDatasets, 'list'>;
  readonly panels: Pick<DatasetPanels, 'open'>;
}

/** Opens a dataset in its panel; asks for the key and for the ID where they are missing. */
export function getDataset(
  dependencies: GetDatasetDependencies,
): (argument?: unknown) => Promise<void> {
  const { access, setApiKey, recents, panels } = dependencies;
  return async (argument) => {
    // VS Code hands the focused row to a button of the view's title, where nobody chose it.
    const given = datasetArgument(typeof argument === 'string' ? argument : undefined);
    if (!(await access.hasKey()) && !(await setApiKey())) return;
    const id =
      given ?? (await pickDataset(vscode.l10n.t('Get Dataset'), recents.list(access.baseUrl())));
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
