import path from 'node:path';
import * as vscode from 'vscode';
import type { CartesiaClient } from '../../api/client';
import type { Retry } from '../../host/applyRemedy';
import { ReportDocuments } from '../../host/reportDocuments';
import { syncPairsStore } from '../../host/syncPairsStore';
import type { Account } from '../../model/account';
import type { Subscription } from '../../model/emitter';
import { SyncPairs } from '../../model/syncPairs';
import type { AudioReports } from '../../panel/audioReports';
import { JournalFolder } from '../../upload/journalFolder';
import { Command } from '../ids';
import type { NeedsKey } from '../needsKey';
import type { Handler } from '../register';
import { offerResume } from './offerResume';
import { syncAgain, syncFolder } from './syncFolder';
import { uploadDropped } from './uploadDropped';
import { Uploader } from './uploader';
import { UploadFlow } from './uploadFlow';
import { checkAudioFolder, uploadFiles, uploadFolder, uploadFromExplorer } from './waysIn';

export interface UploadDependencies {
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'workspaceState'>;
  readonly client: CartesiaClient;
  readonly account: Account;
  readonly audioReports: AudioReports;
  readonly needsKey: NeedsKey;
  readonly pick: (title: string) => Promise<string | undefined>;
  /** undefined where the setting cannot be used */
  readonly baseUrl: () => string | undefined;
  /** @throws {CartesiaError} where the setting cannot be used */
  readonly apiUrl: () => string;
  /** Told of what failed after the command had ended. */
  readonly onFailure: (error: unknown, retry: Retry) => unknown;
}

/** The commands that fill datasets, and what they share. */
export class UploadCommands implements vscode.Disposable {
  readonly handlers: Readonly<
    Record<
      | typeof Command.uploadFiles
      | typeof Command.uploadFolder
      | typeof Command.uploadFromExplorer
      | typeof Command.uploadDropped
      | typeof Command.resumeUploads
      | typeof Command.checkAudioFolder
      | typeof Command.syncFolder
      | typeof Command.syncAgain,
      Handler
    >
  >;
  readonly #reports = new ReportDocuments();
  readonly #firstList: Subscription;

  constructor(dependencies: UploadDependencies) {
    const { context, client, account, audioReports, apiUrl, onFailure } = dependencies;
    const journals = new JournalFolder(path.join(context.globalStorageUri.fsPath, 'uploads'));
    const uploader = new Uploader({ client, account, journals, baseUrl: apiUrl });
    const flow = new UploadFlow({
      account,
      uploader,
      journals,
      audioReports,
      reports: this.#reports,
      baseUrl: apiUrl,
      onFailure,
    });
    const shared = { ...dependencies, flow, journals };
    const sync = { ...shared, pairs: new SyncPairs(syncPairsStore(context.workspaceState)) };
    this.handlers = {
      [Command.uploadFiles]: uploadFiles(shared),
      [Command.uploadFolder]: uploadFolder(shared),
      [Command.uploadFromExplorer]: uploadFromExplorer(shared),
      [Command.uploadDropped]: uploadDropped(shared),
      [Command.resumeUploads]: async () => {
        if (await offerResume(shared)) return;
        void vscode.window.showInformationMessage(vscode.l10n.t('No upload waits to be resumed.'));
      },
      [Command.checkAudioFolder]: checkAudioFolder(shared),
      [Command.syncFolder]: syncFolder(sync),
      [Command.syncAgain]: syncAgain(sync),
    };
    // When somebody first sees their datasets: nothing is looked for at the start of VS Code.
    this.#firstList = account.datasets.onDidChange(({ asked }) => {
      if (asked.length === 0) return;
      this.#firstList.dispose();
      void offerResume(shared);
    });
  }

  dispose(): void {
    this.#reports.dispose();
    this.#firstList.dispose();
  }
}
