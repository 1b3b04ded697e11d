import type { AudioProblem } from './audioReading';
import type { FileBytes } from './fileBytes';
import type { WavLayout } from './readWav';

const blocks = 16;
const samplesPerBlock = 4096;
/** Below −60 dB of full scale there is no speech. */
const silence = 0.001;
/** So many samples in a row at the limit were cut off; fewer can be chance. */
const clippedRun = 3;
/** This part of all samples cut off is heard. */
const clippedPart = 0.001;

/** Looks at a few blocks of a WAV file's sound, evenly spread. Says nothing of what is packed. */
export async function judgeSound(file: FileBytes, layout: WavLayout): Promise<AudioProblem[]> {
  const { dataStart, dataBytes } = layout;
  const sample = sampleReader(layout);
  if (sample === undefined || dataBytes < sample.bytes) return [];
  const frame = sample.bytes * layout.channels;
  const blockBytes = Math.max(
    frame,
    samplesPerBlock * sample.bytes - ((samplesPerBlock * sample.bytes) % frame),
  );
  const count = Math.min(blocks, Math.ceil(dataBytes / blockBytes));
  let looked = 0;
  let clipped = 0;
  let loudest = 0;
  for (let block = 0; block < count; block += 1) {
    const last = Math.max(0, dataBytes - blockBytes);
    const place = count === 1 ? 0 : Math.floor((last * block) / (count - 1) / frame) * frame;
    const bytes = await file.read(dataStart + place, Math.min(blockBytes, dataBytes - place));
    const runs = new Array<number>(layout.channels).fill(0);
    for (let at = 0; at + sample.bytes <= bytes.length; at += sample.bytes) {
      const channel = (at / sample.bytes) % layout.channels;
      const level = Math.abs(sample.read(bytes, at));
      loudest = Math.max(loudest, level);
      looked += 1;
      const run = level >= sample.limit ? (runs[channel] ?? 0) + 1 : 0;
      runs[channel] = run;
      if (run === clippedRun) clipped += clippedRun;
      else if (run > clippedRun) clipped += 1;
    }
  }
  if (looked === 0) return [];
  if (loudest < silence) return ['silent'];
  return clipped / looked >= clippedPart ? ['clipped'] : [];
}

interface SampleReader {
  readonly bytes: number;
  /** The highest level there is. */
  readonly limit: number;
  /** From −1 to 1. */
  readonly read: (from: Buffer, at: number) => number;
}

function sampleReader({ encoding, bits }: WavLayout): SampleReader | undefined {
  if (encoding === 'float') {
    if (bits === 32) return { bytes: 4, limit: 1, read: (from, at) => from.readFloatLE(at) };
    return bits === 64
      ? { bytes: 8, limit: 1, read: (from, at) => from.readDoubleLE(at) }
      : undefined;
  }
  if (encoding !== 'integer' || ![8, 16, 24, 32].includes(bits)) return undefined;
  const bytes = bits / 8;
  const full = 2 ** (bits - 1);
  const limit = (full - 1) / full;
  // Eight bits are stored without a sign, and too coarse to tell a loud tone from a clipped one.
  if (bytes === 1)
    return { bytes, limit: Infinity, read: (from, at) => (from.readUInt8(at) - full) / full };
  return { bytes, limit, read: (from, at) => from.readIntLE(at, bytes) / full };
}
