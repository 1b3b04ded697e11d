import path from 'node:path';
import { CartesiaError } from '../../api/errors';
import type { CallOptions } from '../../api/request';
import type { DatasetFile } from '../../api/shapes';
import type { Account } from '../../model/account';
import type { FileCandidate } from '../../upload/collectFiles';
import type { Census } from '../../upload/datasetCensus';
import { nameKey } from '../../upload/fileKey';
import type { FileProblem } from '../../upload/fileProblem';
import {
  skippedByDefault,
  type PreflightFile,
  type PreflightProblem,
} from '../../upload/preflightReport';
import { syncPlan, type SyncPlan } from '../../upload/syncPlan';
import { countThere, filesThere, lookAtFiles } from './lookAtFiles';

/** What tells a folder from a dataset. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly datasetName: string;
  /** Without files that are no use. `gone` is empty where not all of the folder could be read. */
  readonly plan: SyncPlan;
  /** How many new and changed files are no use, by the first thing that is wrong with them. */
  readonly leftOut: ReadonlyMap<PreflightProblem, number>;
  /** How many files and folders could not be read: nobody knows what the folder lacks. */
  readonly unreadable: number;
  /** How many files of each key (`fileKey`) the dataset has. */
  readonly before: Census;
}

/**
 * Compares a folder with a dataset, and looks at what would be sent.
 * @returns a problem where the folder itself cannot be read: it is not an empty one
 * @throws {CartesiaError}
 */
export async function compareFolder(
  account: Account,
  datasetId: string,
  folder: string,
  options: CallOptions,
  tell: (message: string) => void,
): Promise<Comparison | FileProblem> {
  const { name: datasetName } = await account.readDataset(datasetId, options);
  const remote = await filesThere(account, datasetId, options);
  const { files: local, problems } = await filesHere(folder, options.signal);
  const ownProblem = problems.find(({ path }) => path === folder);
  if (ownProblem !== undefined) return ownProblem;

  const whole = syncPlan(local, remote);
  const wanted = [
    ...whole.added,
    ...[...whole.changed, ...whole.newer].map((replaced) => replaced.local),
  ];
  const useless = new Map<string, PreflightProblem>();
  const unreadable = new Set(problems.filter(mattersToSync).map(({ path }) => path));
  if (wanted.length > 0) {
    // Only files of the same size can be the same: all of them, or one would be new every time.
    const sizes = new Set(wanted.map(({ size }) => size));
    const alike = local.filter(({ size }) => sizes.has(size)).map(({ path }) => path);
    const report = await lookAtFiles(alike, [], options, tell);
    for (const file of report.files) {
      const problem = uselessBy(file);
      if (problem !== undefined) useless.set(file.file.path, problem);
    }
    for (const { path } of report.unusable) unreadable.add(path);
  }
  const canBeSent = ({ path }: FileCandidate): boolean =>
    !useless.has(path) && !unreadable.has(path);
  const leftOut = new Map<PreflightProblem, number>();
  for (const { path } of wanted) {
    const problem = useless.get(path);
    if (problem !== undefined) leftOut.set(problem, (leftOut.get(problem) ?? 0) + 1);
  }
  const plan: SyncPlan = {
    added: whole.added.filter(canBeSent),
    changed: whole.changed.filter((replaced) => canBeSent(replaced.local)),
    newer: whole.newer.filter((replaced) => canBeSent(replaced.local)),
    gone: unreadable.size > 0 ? [] : whole.gone.filter(isNotHere(problems)),
    same: whole.same,
  };
  const before = countThere(remote);
  return { kind: 'comparison', datasetName, plan, leftOut, unreadable: unreadable.size, before };
}

async function filesHere(
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ files: readonly FileCandidate[]; problems: readonly FileProblem[] }> {
  const { collectFiles } = await import('../../upload/collectFiles');
  const files: FileCandidate[] = [];
  const problems: FileProblem[] = [];
  try {
    for await (const each of collectFiles([folder], signal)) {
      if (each.kind === 'problem') problems.push(each.problem);
      // What was a folder is a file now.
      else if (each.file.path === folder) problems.push({ kind: 'gone', path: folder });
      else files.push(each.file);
    }
  } catch (error) {
    if (signal?.aborted === true) throw new CartesiaError('cancelled', 'comparing was cancelled');
    throw error;
  }
  return { files, problems };
}

/** Of all others, the dataset may hold what the folder seems to lack. */
function mattersToSync({ kind }: FileProblem): boolean {
  return kind !== 'hidden' && kind !== 'repeated';
}

/** For files of a dataset: hidden files, and those that were found by another name, are here too. */
function isNotHere(
  problems: readonly FileProblem[],
): (file: Pick<DatasetFile, 'filename'>) => boolean {
  const here = new Set(problems.map((problem) => nameKey(path.basename(problem.path))));
  return ({ filename }) => !here.has(nameKey(filename));
}

function uselessBy({ problems }: PreflightFile): PreflightProblem | undefined {
  return problems.find((problem) => skippedByDefault.has(problem));
}
