import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { getDefaultHighWaterMark } from 'node:stream';
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

/** A connection that holds so much asks for no more, so that its memory is free when it does. */
const minReusedBytes = firstPieceBytes;
/**
 * A piece's memory is used again for the fourth one after it. By then it has left: one may still be
 * on its way into the connection, one wait for that, and one be read.
 */
const ringLength = 4;

/** Memory of bodies that were sent, for the next ones: fresh memory costs more than sending does. */
export type SpareMemory = Buffer[];

/** An open file that is read as it is sent, never more than a few pieces of it at a time. */
export class FileBody implements Disposable {
  readonly #file: FileCandidate;
  readonly #handle: FileHandle;
  readonly #onBytes: (sent: number) => void;
  readonly #spare: SpareMemory;
  readonly #ring: Buffer[] = [];
  #turn = 0;
  #problem: FileProblem | undefined;
  #complete = false;

  private constructor(
    file: FileCandidate,
    handle: FileHandle,
    onBytes: (sent: number) => void,
    spare: SpareMemory,
  ) {
    this.#file = file;
    this.#handle = handle;
    this.#onBytes = onBytes;
    this.#spare = spare;
  }

  /**
   * @param onBytes told how many bytes were taken so far, again from 0 when the body is sent again
   * @param spare where memory is taken from, and put back by `release`
   * @throws {FileError} where the file cannot be read, or has another size than when it was chosen
   */
  static async open(
    file: FileCandidate,
    onBytes: (sent: number) => void,
    spare: SpareMemory = [],
  ): Promise<FileBody> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(file.path, constants.O_RDONLY | nonBlocking);
      const stats = await handle.stat();
      if (!stats.isFile()) throw new FileError({ kind: 'notAFile', path: file.path });
      if (stats.size !== file.size) {
        throw new FileError({ kind: 'changed', path: file.path });
      }
      return new FileBody(file, handle, onBytes, spare);
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

  /**
   * The file's bytes from its beginning, exactly as many as were announced. Each piece is good until
   * the third one after it is asked for.
   */
  readonly pieces = (): AsyncIterable<Buffer> => this.#pieces();

  /** Lets the memory go to other bodies, once somebody has said that all of it has arrived. */
  release(): void {
    this.#spare.push(...this.#ring.splice(0));
  }

  /** Waits for nothing: closing waits for what is being read, and a dead disk gives nothing. */
  [Symbol.dispose](): void {
    this.#handle.close().catch(() => undefined);
  }

  async *#pieces(): AsyncGenerator<Buffer, void, undefined> {
    const { path, size, mtimeMs } = this.#file;
    this.#problem = undefined;
    this.#complete = false;
    this.#onBytes(0);
    let pieceBytes = firstPieceBytes;
    let sent = 0;
    while (sent < size) {
      const piece = await this.#try(this.#read(sent, Math.min(pieceBytes, size - sent)));
      sent += piece.length;
      const given = performance.now();
      yield piece;
      this.#onBytes(sent);
      pieceBytes = nextPieceBytes(pieceBytes, performance.now() - given);
    }
    // As `collectFiles` asks: other stats round the time in another way.
    const after = await this.#try(this.#handle.stat({ bigint: true }));
    if (after.size > size) this.#problem = { kind: 'grew', path };
    else if (Number(after.mtimeMs) !== mtimeMs) this.#problem = { kind: 'changed', path };
    this.#complete = true;
  }

  /** Keeps why the file could not be read; that somebody wants no more of it is no problem of it. */
  async #try<Result>(reading: Promise<Result>): Promise<Result> {
    try {
      return await reading;
    } catch (error) {
      this.#problem = fileProblem(error, this.#file.path);
      throw new FileError(this.#problem);
    }
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const buffer = this.#memory(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, position);
    if (bytesRead === 0) throw new FileError({ kind: 'shrank', path: this.#file.path });
    return buffer.subarray(0, bytesRead);
  }

  #memory(length: number): Buffer {
    if (length < minReusedBytes || !piecesWait()) return Buffer.allocUnsafe(length);
    const place = this.#turn % ringLength;
    this.#turn += 1;
    const whole = (this.#ring[place] ??=
      this.#spare.pop() ?? Buffer.allocUnsafeSlow(maxPieceBytes));
    return whole.subarray(0, length);
  }
}

/** Whether a connection asks for no more while it holds a piece; other extensions can change that. */
function piecesWait(): boolean {
  return getDefaultHighWaterMark(false) < minReusedBytes;
}

/** Opening a pipe would wait for somebody to write into it. Windows has no such flag. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

function nextPieceBytes(bytes: number, milliseconds: number): number {
  if (milliseconds < fastMs) return Math.min(maxPieceBytes, bytes * 2);
  return milliseconds > slowMs ? Math.max(minPieceBytes, bytes / 2) : bytes;
}
