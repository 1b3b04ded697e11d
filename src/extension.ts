import * as vscode from 'vscode';
import { CartesiaClient } from './api/client';
import { Transport } from './api/transport';
import { copyDatasetId, copyDatasetJson } from './commands/copyDataset';
import { getDataset, openDataset } from './commands/getDataset';
import { Command } from './commands/ids';
import { registerCommands } from './commands/register';
import { removeApiKey } from './commands/removeApiKey';
import { setApiKey } from './commands/setApiKey';
import { AccessProvider } from './host/accessProvider';
import { FailureNotices } from './host/failureNotices';
import { KeyStore } from './host/keyStore';
import { Log } from './host/log';
import { PanelType } from './host/names';
import { recentStore } from './host/recentStore';
import { DatasetList } from './model/datasetList';
import { RecentDatasets } from './model/recentDatasets';
import { DatasetPanels } from './panel/datasetPanels';
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

  const list = new DatasetList(client);
  const recents = new RecentDatasets(recentStore(context.globalState));
  own(new DatasetTree(list, baseUrl));
  const panels = own(
    new DatasetPanels({
      client,
      baseUrl,
      pageFolder: file('dist', 'webview'),
      icon: { light: file('media', 'dataset-light.svg'), dark: file('media', 'dataset-dark.svg') },
      onDidLoad: (dataset) => {
        list.update(dataset);
      },
      onDidOpen: ({ name }, id) => {
        void recents.add(access.baseUrl(), { id, name });
      },
    }),
  );

  const askForKey = setApiKey({ access, keys, client });
  const shared = { access, setApiKey: askForKey, client, recents, panels };
  subscriptions.push(
    list.onDidChange(({ error }) => {
      log.follow(error);
    }),
    access.onDidChange(() => {
      transport.abandon();
      list.reset();
      void panels.reload();
    }),
    vscode.window.registerWebviewPanelSerializer(PanelType.dataset, panels),
    registerCommands(
      {
        [Command.setApiKey]: askForKey,
        [Command.removeApiKey]: removeApiKey(keys),
        [Command.getDataset]: getDataset(shared),
        [Command.openDataset]: openDataset(panels),
        [Command.copyDatasetJson]: copyDatasetJson(shared),
        [Command.copyDatasetId]: copyDatasetId(shared),
        [Command.refreshDatasets]: () => Promise.all([list.refresh(), panels.refresh()]),
        [Command.loadMoreDatasets]: () => list.loadMore(),
        [Command.retryDatasets]: () => list.retry(),
        [Command.cancelLoading]: () => {
          list.cancel();
        },
        [Command.showLog]: () => {
          log.show();
        },
      },
      log,
      own(new FailureNotices(access.onDidChange)),
      baseUrl,
    ),
  );
}
