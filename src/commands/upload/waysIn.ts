import * as vscode from 'vscode';
import { CartesiaError } from '../../api/errors';
import type { Handler } from '../register';
import type { NeedsKey } from '../needsKey';
import { datasetArgument } from '../rowArguments';
import type { UploadFlow } from './uploadFlow';

export interface WaysInDependencies {
  readonly needsKey: NeedsKey;
  readonly pick: (title: string) => Promise<string | undefined>;
  readonly flow: Pick<UploadFlow, 'upload' | 'check'>;
}

/** Asks for files, and for the dataset where it is not given. */
export function uploadFiles(dependencies: WaysInDependencies): Handler {
  return async (argument) => {
    await uploadChosen(dependencies, argument, {
      canSelectMany: true,
      openLabel: vscode.l10n.t('Upload'),
      title: vscode.l10n.t('Upload Files to Dataset'),
    });
  };
}

/** Asks for a folder, all audio files of which are meant. */
export function uploadFolder(dependencies: WaysInDependencies): Handler {
  return async (argument) => {
    await uploadChosen(dependencies, argument, {
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Upload'),
      title: vscode.l10n.t('Upload Folder to Dataset'),
    });
  };
}

/** Uploads what is selected in the Explorer. */
export function uploadFromExplorer({ needsKey, pick, flow }: WaysInDependencies): Handler {
  return async (argument, selected) => {
    const paths = localPaths(
      Array.isArray(selected) && selected.length > 0 ? selected : [argument],
    );
    if (!(await needsKey())) return;
    const datasetId = await pick(vscode.l10n.t('Upload to Dataset'));
    if (datasetId !== undefined) await flow.upload(datasetId, paths);
  };
}

/** Looks at the audio files of a folder and sends nothing. */
export function checkAudioFolder({ flow }: Pick<WaysInDependencies, 'flow'>): Handler {
  return async (argument) => {
    const [folder] = argument === undefined ? await askForFolder() : localPaths([argument]);
    if (folder !== undefined) await flow.check(folder);
  };
}

async function askForFolder(): Promise<readonly string[]> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Check'),
    title: vscode.l10n.t('Check Audio Folder'),
  });
  return chosen === undefined ? [] : localPaths(chosen);
}

async function uploadChosen(
  { needsKey, pick, flow }: WaysInDependencies,
  argument: unknown,
  dialog: vscode.OpenDialogOptions,
): Promise<void> {
  if (!(await needsKey())) return;
  const datasetId = datasetArgument(argument) ?? (await pick(dialog.title ?? ''));
  if (datasetId === undefined) return;
  const chosen = await vscode.window.showOpenDialog(dialog);
  if (chosen !== undefined) await flow.upload(datasetId, localPaths(chosen));
}

/** @throws {CartesiaError} `notLocal` for what is not on a disk of the extension's machine */
export function localPaths(uris: readonly unknown[]): readonly string[] {
  return uris.map((uri) => {
    if (uri instanceof vscode.Uri && uri.scheme === 'file') return uri.fsPath;
    throw new CartesiaError('notLocal', 'not a file of this machine');
  });
}
