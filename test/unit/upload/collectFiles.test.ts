import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, link, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { collectFiles } from '../../../src/upload/collectFiles';
import { linux, useFolder } from './useFolder';

describe('Collecting files', () => {
  const folder = useFolder();
  const short = (file: string): string => path.relative(folder.root, file);

  it('finds files at any depth, in the order of their names, with size and date', async () => {
    await folder.write('take 10.wav', 'abc');
    await folder.write('take 2.wav', 'ab');
    await folder.write('b/c/deep.wav', '');
    await folder.write('a/x.wav', 'x');
    const { files, problems } = await folder.collect();
    assert.deepEqual(
      files.map(({ path: file, name, size }) => [short(file), name, size]),
      [
        ['take 2.wav', 'take 2.wav', 2],
        ['take 10.wav', 'take 10.wav', 3],
        [path.join('a', 'x.wav'), 'x.wav', 1],
        [path.join('b', 'c', 'deep.wav'), 'deep.wav', 0],
      ],
    );
    assert.ok(files.every(({ mtimeMs }) => Math.abs(Date.now() - mtimeMs) < 60_000));
    assert.deepEqual(problems, []);
  });

  it('leaves out hidden files of folders and says so, but takes those that were chosen', async () => {
    const hidden = await folder.write('.DS_Store', 'x');
    assert.deepEqual(await folder.collect(), {
      files: [],
      problems: [{ kind: 'hidden', path: hidden }],
    });
    assert.deepEqual(
      (await folder.files([hidden])).map(({ name }) => name),
      ['.DS_Store'],
    );
  });

  it('follows links, and finds nothing twice', { skip: linux }, async () => {
    const file = await folder.write('real/a.wav', 'a');
    await symlink(folder.at('real'), folder.at('z link'));
    await symlink(file, folder.at('b.wav'));
    await link(file, folder.at('c.wav'));
    const { files, problems } = await folder.collect();
    assert.deepEqual(
      files.map(({ path: found }) => short(found)),
      ['b.wav'],
    );
    assert.deepEqual(
      problems.map(({ kind, path: found }) => [kind, short(found)]),
      [
        ['repeated', 'c.wav'],
        ['repeated', 'z link'],
        ['repeated', path.join('real', 'a.wav')],
      ],
    );
  });

  it('takes a folder and a file in it, both chosen, once', async () => {
    const file = await folder.write('a.wav', 'a');
    const { files, problems } = await folder.collect([file, folder.root]);
    assert.equal(files.length, 1);
    assert.deepEqual(problems, [{ kind: 'repeated', path: file }]);
  });

  it('ends in folders that contain themselves', { skip: linux }, async () => {
    await folder.write('in/a.wav', 'a');
    await symlink(folder.root, folder.at('in', 'up'));
    await symlink('self', folder.at('self'));
    await symlink('nowhere', folder.at('broken'));
    const { files, problems } = await folder.collect();
    assert.equal(files.length, 1);
    assert.deepEqual(
      problems.map(({ kind, path: found, code }) => [kind, short(found), code]),
      [
        ['brokenLink', 'broken', 'ENOENT'],
        ['linkLoop', 'self', 'ELOOP'],
        ['repeated', path.join('in', 'up'), undefined],
      ],
    );
  });

  it('does not wait for pipes, sockets and devices', { skip: linux }, async () => {
    execFileSync('mkfifo', [folder.at('pipe')]);
    const server = createServer().listen(folder.at('socket'));
    await once(server, 'listening');
    const { files, problems } = await folder.collect([folder.root, '/dev/zero']);
    server.close();
    assert.deepEqual(files, []);
    assert.deepEqual(
      problems.map(({ kind, path: found }) => [kind, path.basename(found)]),
      [
        ['notAFile', 'zero'],
        ['notAFile', 'pipe'],
        ['notAFile', 'socket'],
      ],
    );
  });

  it('names what is missing, and what may not be read', { skip: linux }, async () => {
    const missing = folder.at('missing.wav');
    assert.deepEqual((await folder.collect([missing])).problems, [
      { kind: 'gone', path: missing, code: 'ENOENT' },
    ]);
    await mkdir(folder.at('locked'));
    await chmod(folder.at('locked'), 0);
    const { problems } = await folder.collect();
    // Nobody is locked out who runs the tests as root.
    const expected = process.getuid?.() === 0 ? [] : ['forbidden'];
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      expected,
    );
  });

  it(
    'says of a name that is no Unicode that it cannot be opened by it',
    { skip: linux },
    async () => {
      const bytes = Buffer.concat([Buffer.from(folder.at('caf')), Buffer.from([0xe9])]);
      await writeFile(bytes, 'x');
      assert.deepEqual(
        (await folder.collect()).problems.map(({ kind }) => kind),
        ['badName'],
      );
    },
  );

  it('knows the size of a file larger than 4 GiB', async () => {
    const file = await folder.write('big.wav');
    await truncate(file, 2 ** 32 + 5);
    assert.deepEqual(
      (await folder.files()).map(({ size }) => size),
      [2 ** 32 + 5],
    );
  });

  it('takes names of any kind as they are', { skip: linux }, async () => {
    const names = [
      'a\nb.wav',
      '"q".wav',
      "it's 100%.wav",
      'сказка.wav',
      'שלום.wav',
      '😀.wav',
      'a\\b.wav',
    ];
    for (const name of names) await writeFile(folder.at(name), 'x');
    assert.deepEqual((await folder.files()).map(({ name }) => name).sort(), [...names].sort());
  });

  it('stops at once when it is cancelled', async () => {
    for (const name of ['a', 'b', 'c']) await folder.write(`${name}.wav`);
    const abort = new AbortController();
    const seen: string[] = [];
    await assert.rejects(
      async () => {
        for await (const found of collectFiles([folder.root], abort.signal)) {
          seen.push(found.kind);
          abort.abort();
        }
      },
      { name: 'AbortError' },
    );
    assert.deepEqual(seen, ['file']);
  });
});
