import * as vscode from 'vscode';
import { CartesiaError } from '../../api/errors';
import type { CallOptions } from '../../api/request';
import type { DatasetFile } from '../../api/shapes';
import type { Account } from '../../model/account';
import { isComplete } from '../../model/pagedList';
import { countKeys } from '../../upload/fileKey';
import type { PreflightReport } from '../../upload/preflightReport';

/** Progress is told at most so often, in milliseconds. */
const tellEveryMs = 200;

/**
 * All files of a dataset as they are now.
 * @throws {CartesiaError} `cancelled` as soon as the signal is aborted
 */
export async function filesThere(
  account: Account,
  datasetId: string,
  { signal }: CallOptions,
): Promise<readonly DatasetFile[]> {
  const list = account.files(datasetId);
  const cancel = (): void => {
    list.cancel();
  };
  signal?.addEventListener('abort', cancel);
  try {
    if (signal?.aborted !== true) await list.refresh();
    if (signal?.aborted !== true && list.state.error === undefined) await list.loadAll();
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
  if (signal?.aborted !== true && list.state.error !== undefined) throw list.state.error;
  if (signal?.aborted === true || !isComplete(list.state)) {
    throw new CartesiaError('cancelled', 'reading the files was cancelled');
  }
  return list.state.rows;
}

/** How many files of each name and size there are. */
export function countThere(
  files: readonly Pick<DatasetFile, 'filename' | 'size'>[],
): Map<string, number> {
  return countKeys(files.map(({ filename: name, size }) => ({ name, size })));
}

/**
 * Looks at files on this machine before anything is sent.
 * @param remote what the dataset holds
 * @throws {CartesiaError} `cancelled` when the signal is aborted
 */
export async function lookAtFiles(
  paths: readonly string[],
  remote: readonly DatasetFile[],
  { signal = new AbortController().signal }: CallOptions,
  tell: (message: string) => void,
): Promise<PreflightReport> {
  const { preflight } = await import('../../upload/preflight');
  let tellAgain = 0;
  try {
    return await preflight(paths, {
      remote,
      signal,
      onProgress: ({ found, read }) => {
        const now = performance.now();
        if (now < tellAgain) return;
        tellAgain = now + tellEveryMs;
        tell(vscode.l10n.t('{0} of {1}', read, found));
      },
    });
  } catch (error) {
    if (signal.aborted) throw new CartesiaError('cancelled', 'looking was cancelled');
    throw error;
  }
}
