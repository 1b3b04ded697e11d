import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, it } from 'node:test';
import busboy from 'busboy';
import fc from 'fast-check';
import { multipart } from '../../../src/api/multipart';
import type { StreamedBody } from '../../../src/api/request';

interface Received {
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly { name: string; filename: string | undefined; bytes: Buffer }[];
}

describe('an upload', () => {
  const fileName = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: fc.constantFrom(...'a"\r\n%2é;=\\\'\ud83d.-'.split('')), minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1 }),
  );
  /** Also such as look like a part's end. */
  const bytes = fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 100 }),
        fc
          .constantFrom('\r\n', '--', '\r\n--cartesia-datasets-', '\r\n\r\n')
          .map((text) => Buffer.from(text)),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.map((piece) => Buffer.from(piece)));

  it('arrives with its name and its very bytes, in the length it announced', async () => {
    await fc.assert(
      fc.asyncProperty(fileName.filter(readable), bytes, async (name, pieces) => {
        const content = Buffer.concat(pieces);
        const body = multipart(
          { purpose: 'fine_tune' },
          { name, size: content.length, open: () => Readable.from(pieces) },
        );
        // Twice: a body is opened anew for each try.
        for (let time = 0; time < 2; time += 1) {
          const sent = await buffer(body.open());
          assert.equal(sent.length, body.length);
          const { fields, files } = await parse(sent, body);
          assert.deepEqual(fields, [['purpose', 'fine_tune']]);
          assert.deepEqual(files, [
            { name: 'file', filename: asBrowsersSend(name), bytes: content },
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('whose file cannot be read to its end says so', async () => {
    const broken = multipart(
      {},
      {
        name: 'a',
        size: 10,
        open: () => {
          const file = Readable.from([Buffer.from('abc')]);
          file.push = () => {
            throw new Error('the disk is gone');
          };
          return file;
        },
      },
    );
    await assert.rejects(buffer(broken.open()), /the disk is gone/);
  });
});

/**
 * Names that files can have: no control characters but line breaks, and "\\" only where servers agree
 * that it stands for itself.
 */
function readable(name: string): boolean {
  return !/[^\P{Cc}\r\n]|\\(\\|$)/u.test(name);
}

/** The HTML standard's form data: three characters are encoded, and what is no Unicode replaced. */
function asBrowsersSend(name: string): string {
  return Buffer.from(name)
    .toString()
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('"', '%22');
}

async function parse(sent: Buffer, { contentType }: StreamedBody): Promise<Received> {
  const fields: [string, string][] = [];
  const files: Promise<Received['files'][number]>[] = [];
  const parser = busboy({
    headers: { 'content-type': contentType },
    defParamCharset: 'utf8',
    preservePath: true,
  });
  parser.on('field', (name, value) => fields.push([name, value]));
  parser.on('file', (name, stream, { filename }) => {
    files.push(buffer(stream).then((received) => ({ name, filename, bytes: received })));
  });
  await pipeline(Readable.from([sent]), parser);
  return { fields, files: await Promise.all(files) };
}
