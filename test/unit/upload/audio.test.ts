import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { AudioReading } from '../../../src/upload/audio/audioReading';
import { FileBytes } from '../../../src/upload/audio/fileBytes';
import { isTruncated } from '../../../src/upload/audio/isTruncated';
import { readAudio } from '../../../src/upload/audio/readAudio';
import { makeWav } from '../../api-server/wav';
import { rootFolder } from '../../workbench/folders';
import { useFolder } from './useFolder';

const never = new AbortController().signal;
const fixture = (name: string): Promise<Buffer> =>
  readFile(path.join(rootFolder, 'test/fixtures/audio', name));

describe('Reading audio', () => {
  const folder = useFolder();

  async function read(content: Buffer, name = 'a'): Promise<AudioReading> {
    return readAudio(await folder.write(name, content), never);
  }

  /** `noticedUpTo`: the part of the file behind which the header and the last frame are whole. */
  const tones = [
    {
      name: 'tone.flac',
      format: 'flac',
      seconds: 0.35,
      sampleRate: 16_000,
      channels: 1,
      bits: 16,
      noticedUpTo: 0.9,
    },
    {
      name: 'tone.mp3',
      format: 'mp3',
      seconds: 1.056,
      sampleRate: 24_000,
      channels: 1,
      noticedUpTo: 0.6,
    },
    {
      name: 'tone.ogg',
      format: 'ogg',
      seconds: 1,
      sampleRate: 24_000,
      channels: 1,
      noticedUpTo: 0.9,
    },
    {
      name: 'tone.opus',
      format: 'ogg',
      seconds: 1,
      sampleRate: 24_000,
      channels: 1,
      noticedUpTo: 0.9,
    },
    {
      name: 'tone.webm',
      format: 'webm',
      seconds: 1.008,
      sampleRate: 24_000,
      channels: 1,
      noticedUpTo: 1,
    },
    {
      name: 'tone.m4a',
      format: 'mp4',
      seconds: 1.043,
      sampleRate: 24_000,
      channels: undefined,
      noticedUpTo: 0.9,
    },
  ];

  for (const { name, seconds, noticedUpTo, ...expected } of tones) {
    it(`knows ${name} by its content, whatever it is called`, async () => {
      for (const called of [name, 'a.wav', 'noextension']) {
        const { seconds: found = 0, ...rest } = await read(await fixture(name), called);
        assert.deepEqual(rest, { bits: undefined, ...expected, problems: [] });
        assert.ok(Math.abs(found - seconds) < 0.02, `${found} s`);
      }
    });

    it(`notices that ${name} breaks off`, async () => {
      const whole = await fixture(name);
      for (const part of [0.5, 0.9]) {
        const { problems } = await read(whole.subarray(0, Math.floor(whole.length * part)));
        assert.ok(problems.includes('truncated'), `${part}: ${problems.join()}`);
      }
    });

    it(`notices that ${name} is overwritten with zeros from any place on`, async () => {
      const whole = await fixture(name);
      const { problems } = await read(Buffer.alloc(whole.length));
      assert.deepEqual(problems, ['notAudio']);
      for (let from = 97; from < whole.length * noticedUpTo; from += 97) {
        const { format: found, problems } = await read(Buffer.from(whole).fill(0, from));
        assert.equal(found, expected.format);
        assert.equal(problems.length, 1, `${from}: ${problems.join()}`);
      }
    });
  }

  it('reads what a WAV file says', async () => {
    assert.deepEqual(await read(makeWav(24_000, 0.5)), {
      format: 'wav',
      seconds: 0.5,
      sampleRate: 24_000,
      channels: 1,
      bits: 16,
      problems: [],
    });
  });

  it('reckons with what is there of a WAV file that breaks off', async () => {
    const wav = makeWav(24_000, 2);
    const { seconds, problems } = await read(wav.subarray(0, 44 + 48_000));
    assert.deepEqual([seconds, problems], [1, ['truncated']]);
    assert.deepEqual((await read(wav.subarray(0, 40))).problems, ['truncated']);
    assert.deepEqual((await read(wav.subarray(0, 20))).problems, ['broken']);
  });

  it('takes WAV files whose length was never written, or stands elsewhere', async () => {
    for (const size of [0, 0xffffffff]) {
      const wav = makeWav(24_000, 1);
      wav.writeUInt32LE(size, 40);
      const { seconds, problems } = await read(wav);
      assert.deepEqual([seconds, problems], [1, []]);
    }
    const large = Buffer.concat([
      Buffer.from('RF64\xff\xff\xff\xffWAVEds64', 'latin1'),
      Buffer.from([28, 0, 0, 0]),
      Buffer.alloc(28),
      makeWav(24_000, 1).subarray(12),
    ]);
    large.writeBigUInt64LE(48_000n, 28);
    large.writeUInt32LE(0xffffffff, 12 + 36 + 28);
    assert.deepEqual((await read(large)).seconds, 1);
    assert.deepEqual((await read(large)).problems, []);
  });

  it('hears silence and clipping in every kind of PCM', async () => {
    for (const bits of [8, 16, 24, 32]) {
      assert.deepEqual((await read(tone(bits, 0.5))).problems, [], `${bits} bits`);
      assert.deepEqual((await read(tone(bits, 1))).problems, [], `${bits} bits, loud`);
      const clipped = bits === 8 ? [] : ['clipped'];
      assert.deepEqual((await read(tone(bits, 3))).problems, clipped, `${bits} bits`);
      assert.deepEqual((await read(tone(bits, 0))).problems, ['silent'], `${bits} bits`);
    }
  });

  it('takes no file for silent that speaks in some places', async () => {
    const wav = makeWav(24_000, 60);
    wav.fill(0, 44, wav.length / 2);
    assert.deepEqual((await read(wav)).problems, []);
  });

  it('knows text, pictures and noise for no audio', async () => {
    for (const content of [
      'hello',
      '<html>',
      '\x89PNG\r\n\x1a\n',
      '\0\0\0\0',
      '\xff\xff\xff\xff',
    ]) {
      const { format, problems } = await read(Buffer.from(content, 'latin1'), 'a.mp3');
      assert.deepEqual([format, problems], [undefined, ['notAudio']], content);
    }
  });

  it('does not follow boxes without end, and stops when it is told to', async () => {
    const boxes = (count: number): Buffer => {
      const content = Buffer.alloc(8 * (count + 1));
      for (let box = 0; box <= count; box += 1) content.write('\0\0\0\bfree', box * 8, 'latin1');
      // The last one would reach beyond the end.
      content.writeUInt32BE(16, 8 * count);
      return content;
    };
    await using few = await FileBytes.open(await folder.write('few', boxes(100)));
    assert.equal(await isTruncated('mp4', few, never), true);
    await using many = await FileBytes.open(await folder.write('many', boxes(20_000)));
    assert.equal(await isTruncated('mp4', many, never), false);
    await assert.rejects(isTruncated('mp4', few, AbortSignal.abort()), { name: 'AbortError' });
  });

  it('says what the system says of a file that cannot be opened', async () => {
    await assert.rejects(readAudio(folder.at('missing.wav'), never), { code: 'ENOENT' });
  });
});

/** A second of 220 Hz, cut off at full scale. */
function tone(bits: number, amplitude: number): Buffer {
  const rate = 24_000;
  const bytes = bits / 8;
  const wav = Buffer.alloc(44 + rate * bytes);
  makeWav(rate, 1).copy(wav, 0, 0, 44);
  wav.writeUInt32LE(rate * bytes, 28);
  wav.writeUInt16LE(bytes, 32);
  wav.writeUInt16LE(bits, 34);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(rate * bytes, 40);
  const full = 2 ** (bits - 1);
  for (let sample = 0; sample < rate; sample += 1) {
    const value = amplitude * full * Math.sin((2 * Math.PI * 220 * sample) / rate);
    const level = Math.max(-full, Math.min(full - 1, Math.round(value)));
    if (bits === 8) wav.writeUInt8(level + full, 44 + sample);
    else wav.writeIntLE(level, 44 + sample * bytes, bytes);
  }
  return wav;
}
