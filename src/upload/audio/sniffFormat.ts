import type { AudioFormat } from './audioReading';

/** Bytes that are enough to tell a format. */
export const headBytes = 16;

const asfId = Buffer.from('3026b2758e66cf11', 'hex');

/** @param head the first bytes of a file @returns undefined where no audio begins like this */
export function sniffFormat(head: Buffer): AudioFormat | undefined {
  const text = head.toString('latin1');
  if (/^(RIFF|RF64)....WAVE/s.test(text)) return 'wav';
  if (/^FORM....AIF[FC]/s.test(text)) return 'aiff';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'webm';
  if (/^....ftyp/s.test(text)) return 'mp4';
  if (head.subarray(0, asfId.length).equals(asfId)) return 'wma';
  if (text.startsWith('\x0b\x77')) return 'ac3';
  if (text.startsWith('ADIF')) return 'aac';
  if (text.startsWith('ID3')) return 'mp3';
  return frameFormat(head);
}

/** Frames without a header before them: eleven bits set, then layer, bit rate and sample rate. */
function frameFormat([first = 0, second = 0, third = 0]: Buffer): AudioFormat | undefined {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  if ((second & 0xf6) === 0xf0) return 'aac';
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const sensible = version !== 1 && layer !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3;
  return sensible ? 'mp3' : undefined;
}
