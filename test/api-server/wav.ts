const bytesPerSample = 2;
const headerBytes = 44;
const pitchHz = 220;
/** A fifth of full scale: audible, not startling. */
const amplitude = 0.2 * 0x7fff;

/**
 * A sine tone as a mono 16-bit PCM WAV file.
 * @param sampleRate Hz, 8000–48000.
 * @param seconds Greater than 0; rounded to whole samples.
 */
export function makeWav(sampleRate: number, seconds: number): Buffer {
  const samples = Math.round(sampleRate * seconds);
  const dataBytes = samples * bytesPerSample;
  const wav = Buffer.alloc(headerBytes + dataBytes);
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * bytesPerSample, 28);
  wav.writeUInt16LE(bytesPerSample, 32);
  wav.writeUInt16LE(bytesPerSample * 8, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(dataBytes, 40);
  for (let sample = 0; sample < samples; sample += 1) {
    const value = amplitude * Math.sin((2 * Math.PI * pitchHz * sample) / sampleRate);
    wav.writeInt16LE(Math.round(value), headerBytes + sample * bytesPerSample);
  }
  return wav;
}
