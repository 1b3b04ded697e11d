import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, rename, rm, truncate, utimes } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { FileCandidate } from '../../../src/upload/collectFiles';
import { FileBody } from '../../../src/upload/fileBody';
import { linux, useFolder } from './useFolder';

describe('A file as a body', () => {
  const folder = useFolder();

  async function candidate(content: Buffer): Promise<FileCandidate> {
    const file = await folder.write('a.wav', content);
    const [found] = await folder.files([file]);
    assert.ok(found);
    return found;
  }

  it('gives its very bytes, as often as it is asked, and counts them', async () => {
    for (const size of [0, 1, 65_536, 65_537, 5_000_000]) {
      const content = randomBytes(size);
      const counts: number[] = [];
      using body = await FileBody.open(await candidate(content), (sent) => counts.push(sent));
      for (let time = 0; time < 2; time += 1) {
        assert.deepEqual(await whole(body), content);
        assert.equal(body.complete, true);
        assert.equal(body.problem, undefined);
        assert.equal(counts.at(-1), size);
      }
      assert.equal(counts.filter((sent) => sent === 0).length >= 2, true);
    }
  });

  it('reads no further ahead than a few pieces', async () => {
    const file = await candidate(Buffer.alloc(20_000_000));
    let taken = 0;
    using body = await FileBody.open(file, (sent) => (taken = sent));
    const iterator = body.pieces()[Symbol.asyncIterator]();
    for (let piece = 0; piece < 5; piece += 1) await iterator.next();
    assert.ok(taken <= 8 * 1024 * 1024, `${taken} bytes`);
    assert.equal(body.complete, false);
    await iterator.return?.();
  });

  it('keeps the last three pieces as they were, and uses the memory of sent bodies again', async () => {
    const content = randomBytes(9_000_000);
    const file = await candidate(content);
    const spare: Buffer[] = [];
    let memory: readonly Buffer[] = [];
    for (const again of [false, true]) {
      using body = await FileBody.open(file, () => undefined, spare);
      let position = 0;
      const last: { piece: Buffer; position: number }[] = [];
      for await (const piece of body.pieces()) {
        last.push({ piece, position });
        position += piece.length;
        for (const each of last.slice(-3)) {
          const there = content.subarray(each.position, each.position + each.piece.length);
          assert.ok(each.piece.equals(there), `the piece at ${each.position}`);
        }
      }
      assert.equal(position, content.length);
      body.release();
      if (again) assert.deepEqual(new Set(spare), new Set(memory));
      memory = [...spare];
    }
  });

  it('cuts off what was added meanwhile, and says so', async () => {
    const content = randomBytes(3_000_000);
    const file = await candidate(content);
    using body = await FileBody.open(file, () => undefined);
    await appendFile(file.path, 'more');
    const sent = await whole(body);
    assert.equal(hash(sent), hash(content));
    assert.deepEqual(body.problem, { kind: 'grew', path: file.path });
    assert.equal(body.complete, true);
  });

  it('says that it was changed meanwhile, though its size stayed', async () => {
    const file = await candidate(randomBytes(3_000_000));
    let changed: Promise<void> | undefined;
    using body = await FileBody.open(file, (sent) => {
      if (sent > 0) changed ??= utimes(file.path, new Date(0), new Date(0));
    });
    for await (const piece of body.pieces()) {
      assert.ok(piece.length > 0);
      await changed;
    }
    assert.equal(body.problem?.kind, 'changed');
    assert.equal(body.complete, true);
  });

  it('says that it was changed before it was begun, though its size stayed', async () => {
    const file = await candidate(randomBytes(100));
    const later = new Date(file.mtimeMs + 5000);
    await utimes(file.path, later, later);
    using body = await FileBody.open(file, () => undefined);
    await whole(body);
    assert.deepEqual(body.problem, { kind: 'changed', path: file.path });
    assert.equal(body.complete, true);
  });

  it('knows a file by its time, however finely the disk tells it', { skip: linux }, async () => {
    const file = await folder.write('a.wav', 'x');
    for (const time of ['1700000000.999999999', '1700000000.000999999', '-1.5', '0']) {
      execFileSync('touch', ['-d', `@${time}`, file]);
      const [found] = await folder.files([file]);
      assert.ok(found);
      using body = await FileBody.open(found, () => undefined);
      await whole(body);
      assert.equal(body.problem, undefined, time);
    }
  });

  it('is not to blame where somebody wants no more of it', async () => {
    const file = await candidate(Buffer.alloc(3_000_000));
    using body = await FileBody.open(file, () => undefined);
    const iterator = body.pieces()[Symbol.asyncIterator]();
    await iterator.next();
    await assert.rejects(async () => iterator.throw?.(new Error('cancelled')), /cancelled/);
    assert.deepEqual([body.problem, body.complete], [undefined, false]);
  });

  it('fails where it became shorter, and is not complete', async () => {
    const file = await candidate(randomBytes(3_000_000));
    using body = await FileBody.open(file, () => undefined);
    await truncate(file.path, 1_000_000);
    await assert.rejects(whole(body), { name: 'FileError' });
    assert.deepEqual(body.problem, { kind: 'shrank', path: file.path });
    assert.equal(body.complete, false);
  });

  it('is not begun for a file that is no longer the chosen one', async () => {
    const file = await candidate(randomBytes(100));
    const opening = (): Promise<FileBody> => FileBody.open(file, () => undefined);
    await appendFile(file.path, 'more');
    await assert.rejects(opening(), { problem: { kind: 'changed', path: file.path } });
    await rename(file.path, folder.at('elsewhere'));
    await assert.rejects(opening(), { problem: { kind: 'gone', path: file.path, code: 'ENOENT' } });
  });

  it('is not begun for a pipe or a folder in its place', { skip: linux }, async () => {
    const file = await candidate(Buffer.alloc(0));
    await rm(file.path);
    execFileSync('mkfifo', [file.path]);
    await assert.rejects(
      FileBody.open(file, () => undefined),
      {
        problem: { kind: 'notAFile', path: file.path },
      },
    );
    await assert.rejects(
      FileBody.open({ ...file, path: folder.root }, () => undefined),
      { problem: { kind: 'notAFile', path: folder.root } },
    );
  });
});

/** All that a body gives; its pieces are copied, since it uses their memory again. */
async function whole(body: FileBody): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const piece of body.pieces()) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
