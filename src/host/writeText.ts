import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';

/**
 * Writes a text as it comes. On the disk of this machine it goes to a file beside the target, which
 * replaces the target at the end: a failure leaves what was there before, and nothing else.
 * Elsewhere it is gathered and written in one go.
 * @throws what `chunks` throws, and what the file system says
 */
export async function writeText(target: vscode.Uri, chunks: AsyncIterable<string>): Promise<void> {
  if (target.scheme !== 'file') {
    const gathered: string[] = [];
    for await (const chunk of chunks) gathered.push(chunk);
    await vscode.workspace.fs.writeFile(target, Buffer.from(gathered.join('')));
    return;
  }
  // The file that a symbolic link leads to, rather than the link.
  const file = await realpath(target.fsPath).catch(() => target.fsPath);
  // A name of its own: one made from the target's might be too long.
  const name = `.cartesia-export-${randomBytes(6).toString('hex')}.tmp`;
  const temporary = path.join(path.dirname(file), name);
  try {
    await pipeline(
      Readable.from(chunks),
      createWriteStream(temporary, { flags: 'wx', flush: true }),
    );
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Why a file could not be written, to complete a sentence; undefined where that was not the cause. */
export function writeProblem(error: unknown): string | undefined {
  const { l10n } = vscode;
  if (error instanceof vscode.FileSystemError) return error.message;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t('writing there is not allowed');
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('there is no space left');
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('the folder does not exist');
    case 'EISDIR':
      return l10n.t('a folder has this name');
    default:
      return error.message;
  }
}
