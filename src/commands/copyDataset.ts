import * as vscode from 'vscode';
import type { CartesiaClient } from '../api/client';
import { formatJson } from '../api/json';
import type { AccessProvider } from '../host/accessProvider';
import { withLateProgress } from '../host/lateProgress';
import type { RecentDatasets } from '../model/recentDatasets';
import type { DatasetPanels } from '../panel/datasetPanels';
import { datasetArgument } from './datasetArgument';
import { pickDataset } from './pickDataset';

export interface CopyDatasetDependencies {
  readonly access: Pick<AccessProvider, 'baseUrl' | 'hasKey'>;
  readonly setApiKey: () => Promise<boolean>;
  readonly client: Pick<CartesiaClient, 'getDataset'>;
  readonly recents: Pick<RecentDatasets, 'list'>;
  readonly panels: Pick<DatasetPanels, 'active' | 'view'>;
}

/** Copies a dataset as Cartesia sent it; where it is open in a panel, just what the panel shows. */
export function copyDatasetJson(
  dependencies: CopyDatasetDependencies,
): (argument?: unknown) => Promise<void> {
  const { access, setApiKey, client, panels } = dependencies;
  const { l10n } = vscode;
  return async (argument) => {
    const given = datasetArgument(argument);
    const known = given === undefined ? panels.active : panels.view(given);
    const shown = known?.state.document;
    if (shown !== undefined) {
      await copy(formatJson(shown.text), l10n.t('Copied JSON'));
      return;
    }
    if (!(await access.hasKey()) && !(await setApiKey())) return;
    const id = given ?? known?.id ?? (await ask(dependencies, l10n.t('Copy Dataset JSON')));
    if (id === undefined) return;
    const { text } = await withLateProgress(l10n.t('Getting dataset'), (options) =>
      client.getDataset(id, options),
    );
    await copy(formatJson(text), l10n.t('Copied JSON'));
  };
}

export function copyDatasetId(
  dependencies: CopyDatasetDependencies,
): (argument?: unknown) => Promise<void> {
  const { l10n } = vscode;
  return async (argument) => {
    const id =
      datasetArgument(argument) ??
      dependencies.panels.active?.id ??
      (await ask(dependencies, l10n.t('Copy Dataset ID')));
    if (id !== undefined) await copy(id, l10n.t('Copied ID'));
  };
}

async function ask(
  { recents, access }: CopyDatasetDependencies,
  title: string,
): Promise<string | undefined> {
  return pickDataset(title, recents.list(access.baseUrl()));
}

/** Writes to the clipboard and says so in the status bar. */
async function copy(text: string, confirmation: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${confirmation}`, 3000);
}
