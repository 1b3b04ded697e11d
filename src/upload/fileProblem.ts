/** Every way in which a file or folder on this machine cannot be used. The set is closed. */
export type FileProblemKind =
  /** Deleted or moved since it was chosen. */
  | 'gone'
  /** This person may not read it. */
  | 'forbidden'
  /** A socket, a pipe or a device: reading it might never end. */
  | 'notAFile'
  /** A symbolic link to nothing. */
  | 'brokenLink'
  /** A symbolic link that leads to itself. */
  | 'linkLoop'
  /** The same file or folder as one that was found before, by another name. */
  | 'repeated'
  /** Begins with a dot and lies in a chosen folder: kept by systems and programs for themselves. */
  | 'hidden'
  /** Its name is not Unicode, so that it cannot be opened by it. */
  | 'badName'
  /** It is no longer what was chosen. With another size it is not sent; otherwise as it is now. */
  | 'changed'
  /** It became longer while it was sent: what was added is not sent. */
  | 'grew'
  /** It became shorter while it was sent. */
  | 'shrank'
  /** Anything else that the system says; see `code`. */
  | 'unreadable';

/** Plain data: what is wrong with which file. */
export interface FileProblem {
  readonly kind: FileProblemKind;
  /** Absolute. */
  readonly path: string;
  /** Node's code, e.g. `EIO`, where the system said why. */
  readonly code?: string;
}

/** A file's problem on its way through a stream. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(`the file is no use: ${problem.kind}`);
    this.problem = problem;
  }
}

/** What stands behind an error that reading a file or a folder threw. */
export function fileProblem(error: unknown, path: string): FileProblem {
  if (error instanceof FileError) return error.problem;
  const code = errorCode(error);
  return { kind: kindOf(code), path, ...(code !== '' && { code }) };
}

/** Node's code of an error, '' where it has none. */
export function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

function kindOf(code: string): FileProblemKind {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden';
  if (code === 'ELOOP') return 'linkLoop';
  // Opening a socket; a pipe's or a device's other end is missing.
  if (code === 'ENXIO' || code === 'ENODEV') return 'notAFile';
  return 'unreadable';
}
