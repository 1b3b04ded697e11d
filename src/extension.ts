import * as vscode from 'vscode';
import { CartesiaClient } from './api/client';
import { Transport } from './api/transport';
import {
  copyDatasetId,
  copyDatasetJson,
  copyDatasetLink,
  copyDatasetName,
} from './commands/copyDataset';
import { copyFileId, copyFileName, copyFineTuneId } from './commands/copyRow';
import { copyDatasetCurl, copyDatasetPython, copyDatasetTypeScript } from './commands/copySnippet';
import { createDataset } from './commands/createDataset';
import { deleteDataset } from './commands/deleteDataset';
import { deleteFile } from './commands/deleteFile';
import { editDataset } from './commands/editDataset';
import { exportDatasets, exportFiles } from './commands/exportList';
import { clearFilter, filterDatasets } from './commands/filterDatasets';
import { getDataset, openDataset } from './commands/getDataset';
import { Command } from './commands/ids';
import { cancelLoading, goOn, loadFiles } from './commands/listCommands';
import { needsKey } from './commands/needsKey';
import { openDatasetJson } from './commands/openDatasetJson';
import { linkHandler } from './commands/openLink';
import { pickDataset } from './commands/pickDataset';
import { refreshDataset, refreshDatasets } from './commands/refreshDatasets';
import { registerCommands } from './commands/register';
import { removeApiKey } from './commands/removeApiKey';
import { renameDataset } from './commands/renameDataset';
import { deleteSelected, renameSelected } from './commands/selectedRows';
import { setApiKey } from './commands/setApiKey';
import { sortDatasets, sortFiles } from './commands/sortRows';
import { keepDropped } from './commands/upload/uploadDropped';
import { UploadCommands } from './commands/upload/uploadCommands';
import { AccessProvider } from './host/accessProvider';
import { DatasetFiles } from './host/datasetFiles';
import { FailureNotices } from './host/failureNotices';
import { KeyStore } from './host/keyStore';
import { Log } from './host/log';
import { PanelType } from './host/names';
import { recentStore } from './host/recentStore';
import { viewSettingsStore } from './host/viewSettingsStore';
import { Account } from './model/account';
import { RecentDatasets } from './model/recentDatasets';
import { ViewSettings } from './model/viewSettings';
import { AudioReports } from './panel/audioReports';
import { DatasetPanels } from './panel/datasetPanels';
import { DatasetDrop } from './tree/datasetDrop';
import { DatasetTree } from './tree/datasetTree';

/** Makes the objects, connects them and registers them. Asks neither network nor disk. */
export function activate(context: vscode.ExtensionContext): void {
  const { subscriptions } = context;
  const own = <Thing extends vscode.Disposable>(thing: Thing): Thing => {
    subscriptions.push(thing);
    return thing;
  };
  const file = (...path: string[]): vscode.Uri =>
    vscode.Uri.joinPath(context.extensionUri, ...path);

  const log = own(new Log());
  const keys = own(new KeyStore(context.secrets));
  const access = own(new AccessProvider(keys));
  const transport = own(new Transport({ access: () => access.get(), onExchange: log.exchange }));
  const client = new CartesiaClient(transport);
  const baseUrl = (): string | undefined => access.usableBaseUrl();

  const account = new Account(client);
  const settings = new ViewSettings(viewSettingsStore(context.workspaceState));
  const recents = new RecentDatasets(recentStore(context.globalState));
  const askForKey = setApiKey({ access, keys, client });
  const requireKey = needsKey(access, askForKey);
  const pick = (title: string): Promise<string | undefined> =>
    pickDataset(title, recents.list(access.baseUrl()), account.datasets.state.rows);
  const pageFolder = file('dist', 'webview');
  const icon = {
    light: file('media', 'dataset-light.svg'),
    dark: file('media', 'dataset-dark.svg'),
  };
  const notices = own(new FailureNotices(access.onDidChange));
  const uploads = own(
    new UploadCommands({
      context,
      client,
      account,
      audioReports: own(new AudioReports({ pageFolder, icon })),
      needsKey: requireKey,
      pick,
      baseUrl,
      apiUrl: () => access.baseUrl(),
      onFailure: (error, retry) => notices.show(error, baseUrl(), retry),
    }),
  );
  const drop = new DatasetDrop(keepDropped, (datasetId, dropped) =>
    vscode.commands.executeCommand(Command.uploadDropped, datasetId, dropped),
  );
  const tree = own(new DatasetTree(account, settings, baseUrl, drop));
  const panels = own(
    new DatasetPanels({
      client,
      account,
      baseUrl,
      pageFolder,
      icon,
      onDidOpen: ({ name }, id) => {
        void recents.add(access.baseUrl(), { id, name });
      },
    }),
  );

  const datasetFiles = own(
    new DatasetFiles({
      account,
      read: (id) => client.getDataset(id),
      baseUrl,
      onDidChangeAccess: access.onDidChange,
    }),
  );

  const shared = {
    access,
    setApiKey: askForKey,
    needsKey: requireKey,
    client,
    account,
    settings,
    recents,
    panels,
    tree,
    datasetFiles,
    filter: () => settings.filter,
    pick,
    baseUrl,
  };
  const ofRows = {
    tree,
    renameDataset: renameDataset(shared),
    deleteDataset: deleteDataset(shared),
    deleteFile: deleteFile(shared),
  };
  subscriptions.push(
    account.onDidChange((list) => {
      log.follow(account.list(list).state.error);
    }),
    access.onDidChange(() => {
      transport.abandon();
      account.reset();
      void panels.reload();
    }),
    vscode.window.registerUriHandler(linkHandler()),
    vscode.window.registerWebviewPanelSerializer(PanelType.dataset, panels),
    registerCommands(
      {
        [Command.setApiKey]: askForKey,
        [Command.removeApiKey]: removeApiKey(keys),
        [Command.getDataset]: getDataset(shared),
        [Command.openDataset]: openDataset(panels),
        [Command.createDataset]: createDataset(shared),
        [Command.editDataset]: editDataset(shared),
        [Command.renameDataset]: ofRows.renameDataset,
        [Command.renameSelected]: renameSelected(ofRows),
        [Command.deleteDataset]: ofRows.deleteDataset,
        [Command.deleteFile]: ofRows.deleteFile,
        [Command.deleteSelected]: deleteSelected(ofRows),
        [Command.copyDatasetJson]: copyDatasetJson(shared),
        [Command.openDatasetJson]: openDatasetJson(shared),
        [Command.copyDatasetId]: copyDatasetId(shared),
        [Command.copyDatasetName]: copyDatasetName(shared),
        [Command.copyDatasetLink]: copyDatasetLink(shared),
        [Command.copyDatasetCurl]: copyDatasetCurl(shared),
        [Command.copyDatasetTypeScript]: copyDatasetTypeScript(shared),
        [Command.copyDatasetPython]: copyDatasetPython(shared),
        [Command.copyFileName]: copyFileName(shared),
        [Command.copyFileId]: copyFileId(shared),
        [Command.copyFineTuneId]: copyFineTuneId(shared),
        [Command.exportDatasets]: exportDatasets(shared),
        [Command.exportFiles]: exportFiles(shared),
        ...uploads.handlers,
        [Command.filterDatasets]: filterDatasets(account, settings),
        [Command.clearFilter]: clearFilter(settings),
        [Command.sortDatasets]: sortDatasets(settings),
        [Command.sortFiles]: sortFiles(settings),
        [Command.refreshDatasets]: refreshDatasets(shared),
        [Command.refreshDataset]: refreshDataset(shared),
        [Command.loadMoreDatasets]: () => account.datasets.loadMore(),
        [Command.loadAllDatasets]: () => account.datasets.loadAll(),
        [Command.loadMoreFiles]: loadFiles(shared, 'loadMore'),
        [Command.loadAllFiles]: loadFiles(shared, 'loadAll'),
        [Command.loadMore]: goOn(account, 'loadMore'),
        [Command.loadAll]: goOn(account, 'loadAll'),
        [Command.retryLoading]: goOn(account, 'retry'),
        [Command.cancelLoading]: cancelLoading(account),
        [Command.showLog]: () => {
          log.show();
        },
      },
      log,
      notices,
      baseUrl,
    ),
  );
}
