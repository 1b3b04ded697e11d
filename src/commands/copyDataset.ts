import * as vscode from 'vscode';
import type { CartesiaClient } from '../api/client';
import { formatJson } from '../api/json';
import { documentOf } from '../api/listedText';
import type { CallOptions } from '../api/request';
import { withLateProgress } from '../host/lateProgress';
import { extensionId } from '../host/names';
import type { Account } from '../model/account';
import { datasetLink } from '../model/datasetLink';
import type { DatasetPanels } from '../panel/datasetPanels';
import { copyToClipboard } from './copyToClipboard';
import { datasetsMeant } from './datasetsMeant';
import type { NeedsKey } from './needsKey';
import { datasetArguments } from './rowArguments';

export interface CopyDatasetDependencies {
  readonly needsKey: NeedsKey;
  readonly client: Pick<CartesiaClient, 'getDataset'>;
  readonly account: Pick<Account, 'knownDataset' | 'readDataset'>;
  readonly panels: Pick<DatasetPanels, 'active' | 'view'>;
  readonly pick: (title: string) => Promise<string | undefined>;
}

type Copy = (argument?: unknown, selected?: unknown) => Promise<void>;

/**
 * Copies a dataset as Cartesia sent it; where it is open in a panel, just what the panel shows. Of
 * several it makes a JSON array, from what the list says of them.
 */
export function copyDatasetJson(dependencies: CopyDatasetDependencies): Copy {
  const { needsKey, client, panels, pick } = dependencies;
  const { l10n } = vscode;
  return async (argument, selected) => {
    const given = datasetArguments(argument, selected);
    if (given.length > 1) {
      await copySeveral(dependencies, given);
      return;
    }
    const known = given[0] === undefined ? panels.active : panels.view(given[0]);
    const shown = known?.state.document;
    if (shown !== undefined) {
      await copyToClipboard(formatJson(shown.text), l10n.t('Copied JSON'));
      return;
    }
    if (!(await needsKey())) return;
    const id = given[0] ?? known?.id ?? (await pick(l10n.t('Copy Dataset JSON')));
    if (id === undefined) return;
    const { text } = await getting((options) => client.getDataset(id, options));
    await copyToClipboard(formatJson(text), l10n.t('Copied JSON'));
  };
}

export function copyDatasetId(dependencies: CopyDatasetDependencies): Copy {
  const { l10n } = vscode;
  return async (argument, selected) => {
    const title = l10n.t('Copy Dataset ID');
    const ids = await datasetsMeant(dependencies, title, argument, selected);
    if (ids.length === 0) return;
    const copied = ids.length === 1 ? l10n.t('Copied ID') : l10n.t('Copied {0} IDs', ids.length);
    await copyToClipboard(ids.join('\n'), copied);
  };
}

/** Copies the name as it is known, and asks Cartesia only where it is not. */
export function copyDatasetName(dependencies: CopyDatasetDependencies): Copy {
  const { needsKey, account, panels } = dependencies;
  const { l10n } = vscode;
  const known = (id: string): string | undefined =>
    (account.knownDataset(id) ?? panels.view(id)?.state.document?.value)?.name;
  return async (argument, selected) => {
    const title = l10n.t('Copy Dataset Name');
    const ids = await datasetsMeant(dependencies, title, argument, selected);
    if (ids.length === 0) return;
    if (ids.some((id) => known(id) === undefined) && !(await needsKey())) return;
    const names = await getting((options) =>
      Promise.all(
        ids.map(async (id) => known(id) ?? (await account.readDataset(id, options)).name),
      ),
    );
    const copied =
      names.length === 1 ? l10n.t('Copied name') : l10n.t('Copied {0} names', names.length);
    await copyToClipboard(names.join('\n'), copied);
  };
}

/** Copies links that open the datasets in this build of VS Code, for whoever has the extension. */
export function copyDatasetLink(dependencies: CopyDatasetDependencies): Copy {
  const { l10n } = vscode;
  return async (argument, selected) => {
    const title = l10n.t('Copy Link to Dataset');
    const ids = await datasetsMeant(dependencies, title, argument, selected);
    if (ids.length === 0) return;
    const links = ids.map((id) => datasetLink(vscode.env.uriScheme, extensionId, id));
    const copied =
      links.length === 1 ? l10n.t('Copied link') : l10n.t('Copied {0} links', links.length);
    await copyToClipboard(links.join('\n'), copied);
  };
}

async function copySeveral(
  { needsKey, client, account }: CopyDatasetDependencies,
  ids: readonly string[],
): Promise<void> {
  const rows = ids.map((id) => account.knownDataset(id));
  if (rows.includes(undefined) && !(await needsKey())) return;
  const texts = await getting((options) =>
    Promise.all(
      ids.map(async (id, index) => {
        const row = rows[index];
        return row === undefined
          ? (await client.getDataset(id, options)).text
          : documentOf(row).text;
      }),
    ),
  );
  const copied = vscode.l10n.t('Copied JSON of {0} datasets', texts.length);
  await copyToClipboard(formatJson(`[${texts.join(',')}]`), copied);
}

async function getting<Result>(work: (options: CallOptions) => Promise<Result>): Promise<Result> {
  return withLateProgress(vscode.l10n.t('Getting dataset'), work);
}
