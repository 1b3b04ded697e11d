import { parseFromTokenizer, type IFormat } from 'music-metadata';
import { unreadAudio, type AudioFormat, type AudioReading } from './audioReading';
import { FileBytes } from './fileBytes';
import { FileTokenizer } from './fileTokenizer';
import { isTruncated, lastOggPage } from './isTruncated';
import { readWav } from './readWav';
import { headBytes, sniffFormat } from './sniffFormat';

/*
 * A bundle of its own, which is loaded when audio is read for the first time. Nothing but types may
 * be imported from here otherwise.
 */

/** What the parser takes the formats for; the name of a file may lie. */
const mimeTypes: Readonly<Record<Exclude<AudioFormat, 'wav' | 'ac3'>, string>> = {
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
  mp4: 'audio/mp4',
  aac: 'audio/aac',
  wma: 'audio/x-ms-wma',
  aiff: 'audio/aiff',
};

/** Up to this size every frame of an MP3 is read where its header does not tell how long it is. */
const maxScannedBytes = 64 * 1024 * 1024;

/**
 * Reads a file's header, and where that is cheap a little of its sound.
 * @throws Node's error where the file cannot be read; whatever is wrong with what is in it is in the
 *   reading
 */
export async function readAudio(path: string, signal: AbortSignal): Promise<AudioReading> {
  await using file = await FileBytes.open(path);
  const format = sniffFormat(await file.read(0, headBytes));
  if (format === undefined) return unreadAudio(undefined, 'notAudio');
  if (format === 'wav') return await readWav(file);
  if (format === 'ac3') return unreadAudio(format);
  const truncated = await isTruncated(format, file, signal);
  const found = await parse(file, format, signal);
  if (found === undefined) return unreadAudio(format, truncated ? 'truncated' : 'broken');
  const { sampleRate, numberOfChannels, bitsPerSample, hasAudio } = found;
  const sound = hasAudio !== false && sampleRate !== undefined;
  return {
    format,
    seconds: await secondsOf(found, format, file),
    sampleRate,
    // MPEG-4 names two channels whatever there is.
    channels: format === 'mp4' ? undefined : numberOfChannels,
    bits: format === 'flac' || format === 'aiff' ? bitsPerSample : undefined,
    problems: [
      ...(sound ? [] : ['notAudio' as const]),
      ...(truncated ? ['truncated' as const] : []),
    ],
  };
}

/** @returns undefined where the parser makes nothing of it */
async function parse(
  file: FileBytes,
  format: keyof typeof mimeTypes,
  signal: AbortSignal,
): Promise<IFormat | undefined> {
  const tokenizer = new FileTokenizer(file, mimeTypes[format], signal);
  try {
    // Reads all frames only where the header does not tell the duration.
    const duration = format === 'mp3' && file.size <= maxScannedBytes;
    const options = { duration, skipCovers: true, skipPostHeaders: true };
    return (await parseFromTokenizer(tokenizer, options)).format;
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    await tokenizer.close();
  }
}

/** The parser reckons Ogg's duration from the first pages of a long file; the last one tells it. */
async function secondsOf(
  { duration, codec = '', sampleRate = 0 }: IFormat,
  format: AudioFormat,
  file: FileBytes,
): Promise<number | undefined> {
  if (format !== 'ogg') return duration !== undefined && duration > 0 ? duration : undefined;
  const page = await lastOggPage(file);
  // Opus counts in 48 kHz whatever its source was.
  const rate = /opus/i.test(codec) ? 48_000 : sampleRate;
  return page === undefined || page.samples <= 0 || rate === 0 ? undefined : page.samples / rate;
}
