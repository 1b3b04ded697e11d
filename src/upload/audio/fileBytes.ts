import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Opening a pipe would wait for somebody to write into it. Windows has no such flag. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** A file of which a few bytes here and there are read. */
export class FileBytes implements AsyncDisposable {
  readonly size: number;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /** @throws Node's error */
  static async open(path: string): Promise<FileBytes> {
    const handle = await open(path, constants.O_RDONLY | nonBlocking);
    try {
      return new FileBytes(handle, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Fewer bytes only at the end of the file. */
  async read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, this.size - position)));
    const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
