import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { withLateProgress } from '../../host/lateProgress';
import { oneLine, withoutLinks } from '../../host/plainText';
import type { Dropped, KeptFiles } from '../../tree/datasetDrop';
import type { NeedsKey } from '../needsKey';
import { datasetArgument } from '../rowArguments';
import type { Handler } from '../register';
import type { UploadFlow } from './uploadFlow';
import { localPaths } from './waysIn';

export interface UploadDroppedDependencies {
  readonly needsKey: NeedsKey;
  readonly flow: Pick<UploadFlow, 'upload'>;
}

/** Uploads what was dropped onto a dataset. Called by the tree alone. */
export function uploadDropped({ needsKey, flow }: UploadDroppedDependencies): Handler {
  return async (argument, dropped) => {
    const datasetId = datasetArgument(argument);
    if (datasetId === undefined || !isDropped(dropped)) return;
    const { uris, kept } = dropped;
    if (!(await needsKey())) {
      await kept.remove();
      return;
    }
    const paths = [...localPaths(uris), ...kept.paths];
    if (paths.length > 0) await flow.upload(datasetId, paths, kept.remove);
  };
}

/**
 * Writes files that VS Code hands over as bytes to the disk, one after the other: it holds the whole
 * of each in memory, and an upload may have to read it again. They lie where the system keeps what
 * is temporary, and clears away what nobody has removed.
 */
export async function keepDropped(files: readonly vscode.DataTransferFile[]): Promise<KeptFiles> {
  const folder = path.join(tmpdir(), `cartesia-${randomUUID()}`);
  const remove = (): Promise<void> =>
    rm(folder, { recursive: true, force: true }).catch(() => undefined);
  if (files.length === 0) return { paths: [], remove };
  return withLateProgress(vscode.l10n.t('Taking over files'), async ({ signal }, tell) => {
    await mkdir(folder, { mode: 0o700 });
    const paths: string[] = [];
    const lost: string[] = [];
    for (const [index, file] of files.entries()) {
      if (signal?.aborted === true) {
        await remove();
        return { paths: [], remove };
      }
      tell(vscode.l10n.t('{0} of {1}', index, files.length));
      // Names come from another machine: only the last part counts.
      const name = path.basename(file.name.replaceAll('\\', '/')) || 'file';
      const where = path.join(folder, String(index), name);
      try {
        await mkdir(path.dirname(where));
        await writeFile(where, await file.data());
        paths.push(where);
      } catch {
        lost.push(name);
      }
    }
    if (lost.length > 0) tellLost(lost);
    if (paths.length === 0) await remove();
    return { paths, remove };
  });
}

function tellLost(names: readonly string[]): void {
  const { l10n } = vscode;
  const first = oneLine(names[0] ?? '', 60);
  void vscode.window.showWarningMessage(
    withoutLinks(
      l10n.t(
        'VS Code could not hand over "{0}" ({1} in all). Large files do not fit this way: use "Cartesia: Upload Files to Dataset…" on the machine where they are.',
        first,
        names.length,
      ),
    ),
  );
}

/** Only the tree calls this command, with what VS Code gave it. */
function isDropped(value: unknown): value is Dropped {
  return typeof value === 'object' && value !== null && 'uris' in value && 'kept' in value;
}
