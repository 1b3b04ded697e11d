import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { ApiFailure } from './answers';
import type { UploadRecord } from './requestRecord';

const maxJsonBytes = 1024 * 1024;

/** @throws {ApiFailure} for another content type, more than 1 MiB, and text that is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (mediaType(request) !== 'application/json') {
    throw new ApiFailure(415, 'Send the body as application/json.');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxJsonBytes) throw new ApiFailure(413, 'The body is larger than 1 MiB.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw new ApiFailure(400, 'The body is not valid JSON.');
  }
}

/**
 * Reads a multipart upload without ever holding the file.
 * @param hash Whether to compute the SHA-256, which costs more than receiving on a fast link.
 * @throws {ApiFailure} unless there is exactly one `file` and `purpose` is `fine_tune`.
 */
export async function readUpload(request: IncomingMessage, hash: boolean): Promise<UploadRecord> {
  if (mediaType(request) !== 'multipart/form-data') {
    throw new ApiFailure(415, 'Send the file as multipart/form-data.');
  }
  const files: ReturnType<typeof measure>[] = [];
  const fields = new Map<string, string>();
  const parser = makeParser(request);
  parser.on('file', (name, stream, info) => {
    if (name !== 'file') {
      stream.resume();
      return;
    }
    const reading = measure(stream, info, hash);
    // A form that breaks off fails as a whole, below.
    reading.catch(() => undefined);
    files.push(reading);
  });
  parser.on('field', (name, value) => fields.set(name, value));
  await feed(request, parser);
  const [file, second] = await Promise.all(files);
  const purpose = fields.get('purpose');
  if (file === undefined) throw new ApiFailure(400, 'The part "file" is missing.');
  if (second !== undefined) throw new ApiFailure(400, 'Send one file per request.');
  if (purpose === undefined) throw new ApiFailure(400, 'The part "purpose" is missing.');
  if (purpose !== 'fine_tune') throw new ApiFailure(400, 'The purpose must be "fine_tune".');
  return { ...file, purpose };
}

function makeParser(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', preservePath: true });
  } catch (error) {
    throw new ApiFailure(400, `The form cannot be read: ${String(error)}.`);
  }
}

/** Not `pipeline`: that would close the connection on a bad form, before the client is told so. */
function feed(request: IncomingMessage, parser: busboy.Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    request.once('error', (error) => {
      parser.destroy();
      reject(error);
    });
    parser.once('close', resolve);
    parser.once('error', (error: unknown) => {
      request.unpipe(parser).resume();
      reject(new ApiFailure(400, `The form cannot be read: ${String(error)}.`));
    });
    request.pipe(parser);
  });
}

async function measure(
  stream: Readable,
  { filename, mimeType }: busboy.FileInfo,
  hash: boolean,
): Promise<Omit<UploadRecord, 'purpose'>> {
  const digest = hash ? createHash('sha256') : undefined;
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    digest?.update(chunk);
  }
  return {
    filename: filename ?? '',
    contentType: mimeType,
    size,
    ...(digest !== undefined && { sha256: digest.digest('hex') }),
  };
}

function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
