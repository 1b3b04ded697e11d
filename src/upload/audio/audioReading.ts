/** What the first bytes of a file say that it is. */
export type AudioFormat =
  'wav' | 'mp3' | 'flac' | 'ogg' | 'webm' | 'mp4' | 'aac' | 'wma' | 'ac3' | 'aiff';

/** What is wrong with the sound in a file. */
export type AudioProblem =
  /** Begins like no audio format, or holds no sound. */
  | 'notAudio'
  /** Begins like audio, but its header makes no sense. */
  | 'broken'
  /** Ends before its header says it does. */
  | 'truncated'
  /** No sound in any of the places that were looked at. */
  | 'silent'
  /** At the limit of its range again and again. */
  | 'clipped';

/** What a file's header tells; what it leaves open is undefined. */
export interface AudioReading {
  readonly format: AudioFormat | undefined;
  /** Seconds. */
  readonly seconds: number | undefined;
  /** Hertz. */
  readonly sampleRate: number | undefined;
  readonly channels: number | undefined;
  /** Bits per sample; only of what is stored without loss. */
  readonly bits: number | undefined;
  readonly problems: readonly AudioProblem[];
}

/** A reading that tells nothing but this. */
export function unreadAudio(
  format: AudioFormat | undefined,
  ...problems: readonly AudioProblem[]
): AudioReading {
  return {
    format,
    seconds: undefined,
    sampleRate: undefined,
    channels: undefined,
    bits: undefined,
    problems,
  };
}
