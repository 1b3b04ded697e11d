import { unreadAudio, type AudioProblem, type AudioReading } from './audioReading';
import type { FileBytes } from './fileBytes';
import { judgeSound } from './judgeSound';

/** What stands in the chunks of a WAV file. */
export interface WavLayout {
  readonly encoding: 'integer' | 'float' | 'other';
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
  readonly bytesPerSecond: number;
  readonly bits: number;
  readonly dataStart: number;
  /** Bytes of sound that are really there. */
  readonly dataBytes: number;
}

/** A file has a handful of chunks; more are no audio. */
const maxChunks = 1000;
const unknownSize = 0xffffffff;

/** Reads a WAV file's chunks, RF64 (larger than 4 GiB) included, and a few blocks of its sound. */
export async function readWav(file: FileBytes): Promise<AudioReading> {
  let format: Omit<WavLayout, 'dataStart' | 'dataBytes'> | undefined;
  let bigDataSize: number | undefined;
  let position = 12;
  for (let chunks = 0; chunks < maxChunks; chunks += 1) {
    const header = await file.read(position, 8);
    if (header.length < 8) break;
    const id = header.toString('latin1', 0, 4);
    const size = header.readUInt32LE(4);
    position += 8;
    if (id === 'ds64') {
      const sizes = await file.read(position, 16);
      if (sizes.length === 16) bigDataSize = Number(sizes.readBigUInt64LE(8));
    } else if (id === 'fmt ') {
      format = readFormat(await file.read(position, Math.min(size, 40)));
    } else if (id === 'data') {
      if (format === undefined) break;
      return readSound(file, format, position, size === unknownSize ? bigDataSize : size);
    }
    // Chunks begin at even places.
    position += size + (size % 2);
  }
  return unreadAudio('wav', format === undefined ? 'broken' : 'truncated');
}

function readFormat(chunk: Buffer): Omit<WavLayout, 'dataStart' | 'dataBytes'> | undefined {
  if (chunk.length < 16) return undefined;
  const tag = chunk.readUInt16LE(0);
  // "Extensible" keeps the tag further back.
  const code = tag === 0xfffe && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag;
  const format = {
    encoding: code === 1 ? 'integer' : code === 3 ? 'float' : 'other',
    channels: chunk.readUInt16LE(2),
    sampleRate: chunk.readUInt32LE(4),
    bytesPerSecond: chunk.readUInt32LE(8),
    bits: chunk.readUInt16LE(14),
  } as const;
  const { channels, sampleRate, bytesPerSecond } = format;
  return channels === 0 || sampleRate === 0 || bytesPerSecond === 0 ? undefined : format;
}

/** @param size as the header says; undefined or 0 where it was written before it was known */
async function readSound(
  file: FileBytes,
  format: Omit<WavLayout, 'dataStart' | 'dataBytes'>,
  dataStart: number,
  size: number | undefined,
): Promise<AudioReading> {
  const present = file.size - dataStart;
  const dataBytes = size === undefined || size === 0 ? present : Math.min(size, present);
  const layout = { ...format, dataStart, dataBytes };
  const problems: AudioProblem[] = [];
  if (dataBytes === 0) problems.push('notAudio');
  if (size !== undefined && size > present) problems.push('truncated');
  return {
    format: 'wav',
    seconds: dataBytes / format.bytesPerSecond,
    sampleRate: format.sampleRate,
    channels: format.channels,
    bits: format.encoding === 'other' ? undefined : format.bits,
    problems: [...problems, ...(await judgeSound(file, layout))],
  };
}
