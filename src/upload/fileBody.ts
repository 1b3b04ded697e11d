import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FileCandidate } from './collectFiles';
import { FileError, fileProblem, type FileProblem } from './fileProblem';

const minPieceBytes = 16 * 1024;
const firstPieceBytes = 256 * 1024;
const maxPieceBytes = 1024 * 1024;
/** A piece that goes faster than this is followed by a larger one, in milliseconds. */
const fastMs = 100;
/** A piece that takes longer than this is followed by a smaller one: the deadlines of a request
 * count from piece to piece, and slow lines must not miss them. */
const slowMs = 2000;

/** An open file that is read as it is sent, never more than a few pieces of it at a time. */
export class FileBody implements AsyncDisposable {
  readonly #file: FileCandidate;
  readonly #handle: FileHandle;
  readonly #onBytes: (sent: number) => void;
  #problem: FileProblem | undefined;
  #complete = false;

  private constructor(file: FileCandidate, handle: FileHandle, onBytes: (sent: number) => void) {
    this.#file = file;
    this.#handle = handle;
    this.#onBytes = onBytes;
  }

  /**
   * @param onBytes told how many bytes were taken so far, again from 0 when the body is sent again
   * @throws {FileError} where the file cannot be read, or has another size than when it was chosen
   */
  static async open(file: FileCandidate, onBytes: (sent: number) => void): Promise<FileBody> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(file.path, constants.O_RDONLY | nonBlocking);
      const stats = await handle.stat();
      if (!stats.isFile()) throw new FileError({ kind: 'notAFile', path: file.path });
      if (stats.size !== file.size) {
        throw new FileError({ kind: 'changed', path: file.path });
      }
      return new FileBody(file, handle, onBytes);
    } catch (error) {
      await handle?.close();
      throw new FileError(fileProblem(error, file.path));
    }
  }

  /**
   * What went wrong with the file since it was chosen. `shrank` and what the system refused end the
   * request; after `grew` and `changed` all bytes that were announced have been given.
   */
  get problem(): FileProblem | undefined {
    return this.#problem;
  }

  /** Whether all bytes were taken; before that no server can have stored the file. */
  get complete(): boolean {
    return this.#complete;
  }

  /** The file's bytes from its beginning, exactly as many as were announced. */
  readonly stream = (): Readable =>
    // One piece at a time: what is sent next is read when the connection takes it.
    Readable.from(this.#pieces(), { objectMode: false, highWaterMark: 1 });

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }

  async *#pieces(): AsyncGenerator<Buffer, void, undefined> {
    const { path, size, mtimeMs } = this.#file;
    this.#problem = undefined;
    this.#complete = false;
    this.#onBytes(0);
    try {
      let pieceBytes = firstPieceBytes;
      let sent = 0;
      while (sent < size) {
        const piece = await this.#read(sent, Math.min(pieceBytes, size - sent));
        if (piece.length === 0) throw new FileError({ kind: 'shrank', path });
        sent += piece.length;
        const given = performance.now();
        yield piece;
        this.#onBytes(sent);
        pieceBytes = nextPieceBytes(pieceBytes, performance.now() - given);
      }
      // As `collectFiles` asks: other stats round the time in another way.
      const after = await this.#handle.stat({ bigint: true });
      if (after.size > size) this.#problem = { kind: 'grew', path };
      else if (Number(after.mtimeMs) !== mtimeMs) this.#problem = { kind: 'changed', path };
      this.#complete = true;
    } catch (error) {
      this.#problem = fileProblem(error, path);
      throw new FileError(this.#problem);
    }
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  }
}

/** Opening a pipe would wait for somebody to write into it. Windows has no such flag. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

function nextPieceBytes(bytes: number, milliseconds: number): number {
  if (milliseconds < fastMs) return Math.min(maxPieceBytes, bytes * 2);
  return milliseconds > slowMs ? Math.max(minPieceBytes, bytes / 2) : bytes;
}
