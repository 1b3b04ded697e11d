import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { StreamedBody } from './request';

/** A file to upload, read as it is sent. */
export interface UploadFile {
  /** Any Unicode; quotes and line breaks are encoded as browsers do. */
  readonly name: string;
  /** Bytes that `open` gives; the body's length is announced before it is read. */
  readonly size: number;
  /** Its bytes from the beginning. A piece may become another one two pieces later. */
  readonly open: () => AsyncIterable<Buffer>;
}

/** A `multipart/form-data` body with its length known beforehand: the fields, then the file. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file: UploadFile,
): StreamedBody {
  const boundary = `cartesia-datasets-${randomBytes(18).toString('hex')}`;
  const head = Buffer.from(
    [
      ...Object.entries(fields).map(([name, value]) =>
        part(boundary, `name="${quoted(name)}"`, '', value),
      ),
      part(
        boundary,
        `name="file"; filename="${quoted(file.name)}"`,
        'Content-Type: application/octet-stream\r\n',
        '',
      ).slice(0, -2),
    ].join(''),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.size + tail.length,
    open: () =>
      Readable.from(
        (async function* () {
          yield head;
          yield* file.open();
          yield tail;
        })(),
        // One piece at a time: what is sent next is read when the connection takes it.
        { objectMode: false, highWaterMark: 1 },
      ),
  };
}

function part(boundary: string, disposition: string, headers: string, value: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n${value}\r\n`;
}

/** As the HTML standard asks for in names and file names of form data. */
function quoted(text: string): string {
  return text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
