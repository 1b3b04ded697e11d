export interface BelievableDataset {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** File name with `{n}` for a running number. */
  readonly file: string;
  /** Number of files, 0–150. */
  readonly count: number;
}

function dataset(
  id: string,
  name: string,
  description: string,
  count: number,
  file: string,
): BelievableDataset {
  return { id: `ds_${id}`, name, description, count, file };
}

/** Newest first. */
export const believableDatasets: readonly BelievableDataset[] = [
  dataset(
    'narrationstudio1',
    'Narration – studio takes',
    'Read by one speaker in booth B.\nSecond session: same microphone, new pop filter.',
    142,
    'take {n}.wav',
  ),
  dataset(
    'podcasthost00042',
    'Podcast host',
    'Host track only, cleaned of breaths and bleed',
    64,
    'episode-{n}_host.wav',
  ),
  dataset('untitled00000001', 'Untitled', '', 0, 'clip {n}.wav'),
  dataset(
    'museumguidede001',
    'Museum guide (German)',
    'Audio guide, permanent collection, ground floor',
    38,
    'raum-{n}.flac',
  ),
  dataset(
    'supportgreeting1',
    'Support line greetings',
    'Opening lines for the phone menu, three moods each',
    24,
    'greeting_{n}.wav',
  ),
  dataset('audiobookchap001', 'Audiobook, part one', 'Chapters 1 to 12', 150, 'ch-{n}.mp3'),
  dataset('audiobookchap002', 'Audiobook, part two', 'Chapters 13 to 25', 131, 'ch-{n}.mp3'),
  dataset(
    'elearningsafety1',
    'E-learning: workplace safety',
    'Module voice-over, neutral tone',
    47,
    'module-{n}.wav',
  ),
  dataset('radiospotsautumn', 'Radio spots, autumn', '20 s and 30 s cuts', 18, 'spot-{n}.wav'),
  dataset(
    'gamecharwarden01',
    'Game: the Warden',
    'Barks, efforts and lines; efforts are in a folder of their own',
    96,
    'warden_line_{n}.ogg',
  ),
  dataset('gamecharferry001', 'Game: the Ferrywoman', 'Scratch takes', 33, 'ferry_{n}.ogg'),
  dataset('meditationcalm01', 'Meditation, evening', 'Slow, close microphone', 22, 'calm-{n}.flac'),
  dataset(
    'newsreaderfr0001',
    'Newsreader (French)',
    'Bulletins of one week, 48 kHz',
    70,
    'bulletin-{n}.wav',
  ),
  dataset('transitannounce1', 'Transit announcements', 'Stops A–M', 118, 'stop_{n}.wav'),
  dataset('transitannounce2', 'Transit announcements', 'Stops N–Z', 87, 'stop_{n}.wav'),
  dataset('wakewordvariants', 'Wake word variants', 'One word, many rooms', 150, 'ww-{n}.webm'),
  dataset(
    'dictationmedical',
    'Dictation style, clinical words',
    'Scripted; no patient data',
    41,
    'script-{n}.wav',
  ),
  dataset('cookingchannel01', 'Cooking channel', '', 29, 'recipe {n}.mp3'),
  dataset('hindipromptset01', 'Hindi prompts', 'Balanced sentences, set 1', 60, 'hi_{n}.wav'),
  dataset('japanesestory001', '昔話の朗読', '物語 1〜20', 20, '第{n}話.wav'),
  dataset('spanishtutor0001', 'Spanish tutor', 'Slow and normal speed', 52, 'leccion-{n}.mp3'),
  dataset('archivetape00001', 'Archive tapes, digitised', 'Hiss left in', 15, 'tape-{n}.flac'),
  dataset('kidsstorytime001', 'Bedtime stories', 'Warm, playful', 26, 'story {n}.wav'),
  dataset('trailerdeep00001', 'Trailer voice', 'Deep and close', 12, 'trailer-{n}.wav'),
  dataset('microphonetest01', 'Microphone test', 'Can be deleted', 2, 'test{n}.wav'),
  dataset('untitled00000002', 'Untitled', '', 1, 'recording {n}.wav'),
];
