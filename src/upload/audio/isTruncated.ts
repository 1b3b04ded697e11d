import type { AudioFormat } from './audioReading';
import type { FileBytes } from './fileBytes';

/** Real files have fewer; each is a read. */
const maxBoxes = 10_000;

/**
 * Whether a file ends before it should, as far as its format says where that is. Needs a few reads
 * and never the whole file; false where it cannot be told.
 * @throws the signal's reason when it is aborted
 */
export async function isTruncated(
  format: AudioFormat,
  file: FileBytes,
  signal: AbortSignal,
): Promise<boolean> {
  switch (format) {
    case 'mp4':
      return boxesEndTooLate(file, signal);
    case 'webm':
      return segmentEndsTooLate(file);
    case 'ogg':
      return (await lastOggPage(file))?.isLast !== true;
    case 'flac':
      return lacksLastFrame(file);
    case 'mp3':
      return isShorterThanTold(file);
    case 'aiff': {
      const head = await file.read(4, 4);
      return head.length === 4 && head.readUInt32BE(0) + 8 > file.size;
    }
    case 'wav':
    case 'aac':
    case 'wma':
    case 'ac3':
      return false;
  }
}

export interface OggPage {
  /** Samples up to its end. */
  readonly samples: number;
  /** Whether it is complete and says that it is the last one. */
  readonly isLast: boolean;
}

const oggPageBytes = 27 + 255 + 255 * 255;

/** The last page of an Ogg file; undefined if its end holds none. */
export async function lastOggPage(file: FileBytes): Promise<OggPage | undefined> {
  const start = Math.max(0, file.size - 2 * oggPageBytes);
  const tail = await file.read(start, 2 * oggPageBytes);
  const at = tail.lastIndexOf('OggS');
  if (at < 0 || at + 27 > tail.length) return undefined;
  const segments = tail.subarray(at + 27, at + 27 + tail.readUInt8(at + 26));
  const end = at + 27 + tail.readUInt8(at + 26) + segments.reduce((sum, bytes) => sum + bytes, 0);
  return {
    samples: Number(tail.readBigInt64LE(at + 6)),
    isLast: (tail.readUInt8(at + 5) & 4) !== 0 && end <= tail.length,
  };
}

/** MPEG-4: boxes with their length in front, one behind the other. */
async function boxesEndTooLate(file: FileBytes, signal: AbortSignal): Promise<boolean> {
  let position = 0;
  for (let boxes = 0; position < file.size; boxes += 1) {
    signal.throwIfAborted();
    if (boxes === maxBoxes) return false;
    const header = await file.read(position, 16);
    if (header.length < 8) return true;
    const short = header.readUInt32BE(0);
    // 0 reaches to the end, 1 has its length behind its name.
    if (short === 0) return false;
    if (short === 1 && header.length < 16) return true;
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
    if (length < 8) return false;
    position += length;
  }
  return position > file.size;
}

/** WebM: a header, then one segment that holds the rest. */
async function segmentEndsTooLate(file: FileBytes): Promise<boolean> {
  const headerSize = vint(await file.read(4, 8));
  if (headerSize?.value === undefined) return false;
  const segment = 4 + headerSize.bytes + headerSize.value;
  const start = await file.read(segment, 12);
  if (start.length < 12 || start.readUInt32BE(0) !== 0x18538067) return segment >= file.size;
  const size = vint(start.subarray(4));
  if (size?.value === undefined) return false;
  return segment + 4 + size.bytes + size.value > file.size;
}

/** EBML's number: its leading zeros tell its length; all ones are "unknown". */
function vint(from: Buffer): { value: number | undefined; bytes: number } | undefined {
  const [first = 0] = from;
  const bytes = Math.clz32(first) - 23;
  if (first === 0 || from.length < bytes) return undefined;
  const all = from.readUIntBE(0, Math.min(bytes, 6));
  if (bytes > 6) {
    // Up to 2^56, of which the first bytes are zero in all real files.
    const value = from.subarray(1, bytes).reduce((sum, byte) => sum * 256 + byte, 0);
    const unknown = value === 2 ** (7 * bytes) - 1 || value >= Number.MAX_SAFE_INTEGER;
    return { value: unknown ? undefined : value, bytes };
  }
  const value = all - 2 ** (7 * bytes);
  return { value: value === 2 ** (7 * bytes) - 1 ? undefined : value, bytes };
}

/** FLAC: the number of its last frame can be reckoned, and stands at its beginning. */
async function lacksLastFrame(file: FileBytes): Promise<boolean> {
  const info = await file.read(8, 34);
  if (info.length < 34) return true;
  const blockSize = info.readUInt16BE(0);
  const maxFrame = info.readUIntBE(7, 3);
  const samples = (info.readUInt8(13) & 15) * 2 ** 32 + info.readUInt32BE(14);
  // Where frames differ in length, or their number or size was never written, it is not known.
  if (blockSize !== info.readUInt16BE(2) || blockSize === 0 || samples === 0 || maxFrame === 0) {
    return false;
  }
  const number = Math.ceil(samples / blockSize) - 1;
  const coded = Buffer.from(flacNumber(number));
  // Behind the frames there may be a tag.
  const tail = await file.read(Math.max(0, file.size - maxFrame - 256), maxFrame + 256);
  for (let at = tail.indexOf(coded); at >= 0; at = tail.indexOf(coded, at + 1)) {
    if (at >= 4 && tail.readUInt16BE(at - 4) === 0xfff8) return false;
  }
  return true;
}

/** As UTF-8 codes a character, but on to 36 bits. */
function flacNumber(value: number): number[] {
  if (value < 0x80) return [value];
  const bytes: number[] = [];
  let rest = value;
  // The first byte holds one bit less for each that follows.
  for (let room = 0x20; ; room = Math.max(1, room >> 1)) {
    bytes.unshift(0x80 | (rest % 64));
    rest = Math.floor(rest / 64);
    if (rest < room) return [((0xff00 >> (bytes.length + 1)) & 0xff) | rest, ...bytes];
  }
}

/** Among so many bytes of an MP3 one frame begins at least, with 0xff. */
const maxMp3FrameBytes = 1441 + 4;

/** MP3: a first frame without sound may tell how many bytes there are. */
async function isShorterThanTold(file: FileBytes): Promise<boolean> {
  const tag = await file.read(0, 10);
  const hasTag = tag.length === 10 && tag.toString('latin1', 0, 3) === 'ID3';
  const start = hasTag ? 10 + [...tag.subarray(6)].reduce((sum, byte) => sum * 128 + byte, 0) : 0;
  const frame = await file.read(start, 200);
  const at = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'));
  if (at < 0 || at + 16 > frame.length) return start > file.size;
  const flags = frame.readUInt32BE(at + 4);
  if ((flags & 2) === 0) return false;
  const length = frame.readUInt32BE(at + ((flags & 1) === 0 ? 8 : 12));
  if (start + length > file.size) return true;
  // A file whose place was kept for it, but which never came, ends with zeros.
  if (length < maxMp3FrameBytes) return false;
  const tail = await file.read(start + length - maxMp3FrameBytes, maxMp3FrameBytes);
  return !tail.includes(0xff);
}
