import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, rename, rm, truncate, utimes } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
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
      await using body = await FileBody.open(await candidate(content), (sent) => counts.push(sent));
      for (let time = 0; time < 2; time += 1) {
        assert.deepEqual(await buffer(body.stream()), content);
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
    await using body = await FileBody.open(file, (sent) => (taken = sent));
    const stream = body.stream();
    const iterator = stream[Symbol.asyncIterator]();
    for (let piece = 0; piece < 5; piece += 1) await iterator.next();
    assert.ok(taken <= 8 * 1024 * 1024, `${taken} bytes`);
    assert.equal(body.complete, false);
    stream.destroy();
  });

  it('cuts off what was added meanwhile, and says so', async () => {
    const content = randomBytes(3_000_000);
    const file = await candidate(content);
    await using body = await FileBody.open(file, () => undefined);
    await appendFile(file.path, 'more');
    const sent = await buffer(body.stream());
    assert.equal(hash(sent), hash(content));
    assert.deepEqual(body.problem, { kind: 'grew', path: file.path });
    assert.equal(body.complete, true);
  });

  it('says that it was changed meanwhile, though its size stayed', async () => {
    const file = await candidate(randomBytes(3_000_000));
    let changed: Promise<void> | undefined;
    await using body = await FileBody.open(file, (sent) => {
      if (sent > 0) changed ??= utimes(file.path, new Date(0), new Date(0));
    });
    const stream = body.stream();
    await stream.forEach(async () => changed);
    assert.equal(body.problem?.kind, 'changed');
    assert.equal(body.complete, true);
  });

  it('says that it was changed before it was begun, though its size stayed', async () => {
    const file = await candidate(randomBytes(100));
    const later = new Date(file.mtimeMs + 5000);
    await utimes(file.path, later, later);
    await using body = await FileBody.open(file, () => undefined);
    await buffer(body.stream());
    assert.deepEqual(body.problem, { kind: 'changed', path: file.path });
    assert.equal(body.complete, true);
  });

  it('knows a file by its time, however finely the disk tells it', { skip: linux }, async () => {
    const file = await folder.write('a.wav', 'x');
    for (const time of ['1700000000.999999999', '1700000000.000999999', '-1.5', '0']) {
      execFileSync('touch', ['-d', `@${time}`, file]);
      const [found] = await folder.files([file]);
      assert.ok(found);
      await using body = await FileBody.open(found, () => undefined);
      await buffer(body.stream());
      assert.equal(body.problem, undefined, time);
    }
  });

  it('fails where it became shorter, and is not complete', async () => {
    const file = await candidate(randomBytes(3_000_000));
    await using body = await FileBody.open(file, () => undefined);
    await truncate(file.path, 1_000_000);
    await assert.rejects(buffer(body.stream()), { name: 'FileError' });
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

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
