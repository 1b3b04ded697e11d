import type { Response } from 'node-fetch';
import { CartesiaError } from './errors';

export interface BodyLimits {
  /** After decompression. */
  readonly maxBytes: number;
  /** What happens to a longer body: an error, or only its beginning is read. */
  readonly whenLonger: 'fail' | 'cut';
}

/**
 * Reads an answer's body as bytes.
 * @param onProgress called for each chunk, so that the caller can wind its deadline
 * @throws {CartesiaError} `unexpectedAnswer` for a body that is too long
 */
export async function readBody(
  { body, status }: Response,
  { maxBytes, whenLonger }: BodyLimits,
  onProgress: () => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    chunks.push(bytes);
    if (length > maxBytes) {
      if (whenLonger === 'cut') break;
      throw new CartesiaError('unexpectedAnswer', `longer than ${maxBytes} bytes`, { status });
    }
    onProgress();
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}
