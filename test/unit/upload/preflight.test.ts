import assert from 'node:assert/strict';
import { copyFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  preflight,
  preflightTotals,
  withoutProblems,
  type PreflightReport,
} from '../../../src/upload/preflight';
import { makeWav } from '../../api-server/wav';
import { rootFolder } from '../../workbench/folders';
import { linux, useFolder } from './useFolder';

describe('The pre-flight', () => {
  const folder = useFolder();
  const never = new AbortController().signal;

  async function check(
    remote: readonly { filename: string; size: number }[] = [],
  ): Promise<PreflightReport> {
    return preflight([folder.root], { remote, signal: never });
  }

  /** The problems of each file, by its path in the folder. */
  function problems({ files }: PreflightReport): Record<string, string> {
    return Object.fromEntries(
      files.map((each) => [
        path.relative(folder.root, each.file.path).replaceAll(path.sep, '/'),
        each.problems.join(),
      ]),
    );
  }

  async function fixture(name: string, as: string): Promise<void> {
    await folder.write(as);
    await copyFile(path.join(rootFolder, 'test/fixtures/audio', name), folder.at(as));
  }

  it('adds up what was chosen and what is known of it', async () => {
    await folder.write('a.wav', makeWav(24_000, 2));
    await folder.write('in/b.wav', makeWav(48_000, 1));
    await fixture('tone.flac', 'c.flac');
    const report = await check();
    assert.deepEqual(report.groups, []);
    const { files, bytes, seconds, unknownDurations } = preflightTotals(report.files);
    assert.deepEqual([files, unknownDurations], [3, 0]);
    assert.equal(bytes, 44 + 96_000 + 44 + 96_000 + 10_226);
    assert.ok(Math.abs(seconds - 3.35) < 1e-6, String(seconds));
  });

  it('groups what is wrong, and leaves out by default what is no use', async () => {
    const sound = makeWav(24_000, 1);
    await folder.write('empty.wav');
    await folder.write('good.wav', sound);
    await folder.write('letter.wav', 'Dear all');
    await folder.write('same.wav', sound);
    await fixture('tone.mp3', 'named.wav');
    await fixture('tone.m4a', 'one list.m4a');
    await fixture('tone.ogg', 'no list.dat');
    const report = await check();
    assert.deepEqual(problems(report), {
      'empty.wav': 'empty',
      'good.wav': '',
      'letter.wav': 'notAudio',
      'named.wav': 'misnamed',
      'no list.dat': 'inNoList',
      'one list.m4a': 'oneListOnly',
      'same.wav': 'duplicate',
    });
    const [first] = report.groups;
    assert.deepEqual(first, { problem: 'empty', files: [0] });
    assert.equal(report.groups.length, 6);
    const left = withoutProblems(report).map(({ file }) => file.name);
    assert.deepEqual(left, ['good.wav', 'named.wav', 'no list.dat', 'one list.m4a']);
    assert.equal(withoutProblems(report, new Set()).length, 7);
  });

  it('calls equal files duplicates only where their content is equal', async () => {
    await folder.write('a/take.wav', makeWav(24_000, 1));
    await folder.write('b/take.wav', makeWav(24_000, 1).fill(1, 100, 200));
    await folder.write('c/other.wav', makeWav(24_000, 1));
    assert.deepEqual(problems(await check()), {
      'a/take.wav': 'sameName',
      'b/take.wav': 'sameName',
      'c/other.wav': 'duplicate',
    });
  });

  it('finds what the dataset has already, as often as it has it', async () => {
    for (const where of ['a', 'b', 'c']) {
      await folder.write(`${where}/take.wav`, makeWav(24_000, where === 'c' ? 2 : 1));
    }
    const report = await check([{ filename: 'take.wav', size: 48_044 }]);
    assert.deepEqual(
      report.files.map(({ problems: found }) => found.filter((each) => each !== 'sameName')),
      [['alreadyThere'], ['duplicate', 'otherThere'], ['otherThere']],
    );
  });

  it('lists what cannot be sent at all', { skip: linux }, async () => {
    await folder.write('good.wav', makeWav(24_000, 1));
    await symlink('nowhere', folder.at('broken.wav'));
    const report = await check();
    assert.deepEqual(report.unusable, [
      { kind: 'brokenLink', path: folder.at('broken.wav'), code: 'ENOENT' },
    ]);
    assert.equal(report.files.length, 1);
  });

  it('tells how far it is, and stops when it is cancelled', async () => {
    for (let each = 0; each < 20; each += 1) {
      await folder.write(`${each}.wav`, makeWav(8_000, 0.1 + each));
    }
    const abort = new AbortController();
    const seen: number[] = [];
    const running = preflight([folder.root], {
      remote: [],
      signal: abort.signal,
      onProgress: ({ read }) => {
        seen.push(read);
        if (read === 3) abort.abort();
      },
    });
    await assert.rejects(running, { name: 'AbortError' });
    assert.ok(seen.includes(3));
    assert.ok(!seen.includes(20));
  });
});
