import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import type { FileBytes } from './fileBytes';

/** An open file for the parser, which takes it for what the type says, whatever it is called. */
export class FileTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly mimeType: string; readonly size: number };
  readonly #file: FileBytes;

  /** @param abortSignal ends the parsing at its next step */
  constructor(file: FileBytes, mimeType: string, abortSignal: AbortSignal) {
    super({ abortSignal });
    this.#file = file;
    this.fileInfo = { mimeType, size: file.size };
  }

  override supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.position = position;
  }

  override async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const bytes = await this.peekBuffer(target, options);
    this.position = (options?.position ?? this.position) + bytes;
    return bytes;
  }

  override async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position, length, mayBeLess } = this.normalizeOptions(target, options);
    const bytes = await this.#file.read(position, length);
    if (bytes.length < length && mayBeLess !== true) throw new EndOfStreamError();
    target.set(bytes);
    return bytes.length;
  }
}
