import type { Response } from 'node-fetch';
import { CartesiaError } from './errors';

export interface BodyLimits {
  /** After decompression. */
  readonly maxBytes: number;
  /** What happens to a longer body: an error, or only its beginning is read. */
  readonly whenLonger: 'fail' | 'cut';
}

/**
 * Reads an answer's body as bytes. Where only its beginning is wanted, one that breaks off is just
 * shorter: what comes with an error status explains it and is no more.
 * @param onProgress called for each chunk, so that the caller can wind its deadline
 * @throws {CartesiaError} `unexpectedAnswer` for a body that is too long, or not as long as announced
 */
export async function readBody(
  { body, headers, status }: Response,
  { maxBytes, whenLonger }: BodyLimits,
  onProgress: () => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body ?? []) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      chunks.push(bytes);
      if (length > maxBytes) break;
      onProgress();
    }
  } catch (error) {
    if (whenLonger === 'fail') throw error;
  }
  if (whenLonger === 'fail') {
    const unexpected = (what: string) => new CartesiaError('unexpectedAnswer', what, { status });
    if (length > maxBytes) throw unexpected(`longer than ${maxBytes} bytes`);
    // node-fetch drops, without a word, what it has not yet passed on when bytes follow the body.
    const announced = headers.has('content-encoding') ? null : headers.get('content-length');
    if (announced !== null && Number(announced) !== length) {
      throw unexpected(`${length} bytes instead of ${announced}`);
    }
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}
