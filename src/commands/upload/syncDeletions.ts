import type { SyncPlan } from '../../upload/syncPlan';
import type { SyncPart } from './askForSync';
import type { Upload } from './uploadReport';

export interface SyncDeletions {
  /** Files of the dataset that may go. */
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** How many were to go and may not. */
  readonly kept: number;
}

/**
 * What may be deleted from the dataset after the upload: a replaced file only where the new one is
 * there as it is in the folder, the others only where all that was to be sent is there.
 * @param upload undefined where nothing was to be sent
 */
export function syncDeletions(
  { changed, newer, gone }: Pick<SyncPlan, 'changed' | 'newer' | 'gone'>,
  parts: ReadonlySet<SyncPart>,
  upload: Upload | undefined,
): SyncDeletions {
  const ended =
    upload === undefined || (!upload.outcome.cancelled && upload.outcome.stoppedBy === undefined);
  const whole = new Set(
    upload?.files.filter((_file, index) => {
      const result = upload.outcome.results[index];
      if (result?.kind === 'sent') return result.problem === undefined;
      return result?.kind === 'alreadyThere';
    }),
  );
  const replaced = [...(parts.has('changed') ? changed : []), ...(parts.has('newer') ? newer : [])];
  const missing = parts.has('gone') ? gone : [];
  const allThere = ended && whole.size === (upload?.files.length ?? 0);
  const doomed = [
    ...(ended ? replaced.filter(({ local }) => whole.has(local)) : []).map(({ remote }) => remote),
    ...(allThere ? missing : []),
  ];
  return {
    files: doomed.map(({ id, filename: name }) => ({ id, name })),
    kept: replaced.length + missing.length - doomed.length,
  };
}
