import path from 'node:path';
import type { AudioFormat } from './audio/audioReading';

/** Extensions in both of Cartesia's published lists, and the format each belongs to. */
const inBothLists: ReadonlyMap<string, AudioFormat> = new Map([
  ['wav', 'wav'],
  ['mp3', 'mp3'],
  ['flac', 'flac'],
  ['ogg', 'ogg'],
  ['oga', 'ogg'],
  ['webm', 'webm'],
]);

/** In one of the lists only: the server decides. */
const inOneList: ReadonlyMap<string, AudioFormat> = new Map([
  ['mpeg', 'mp3'],
  ['mpga', 'mp3'],
  ['ogx', 'ogg'],
  ['aac', 'aac'],
  ['wma', 'wma'],
  ['m4a', 'mp4'],
  ['opus', 'ogg'],
  ['ac3', 'ac3'],
]);

/** What Cartesia's lists say of a file with this name. */
export function judgeExtension(
  name: string,
  format: AudioFormat | undefined,
): ('oneListOnly' | 'inNoList' | 'misnamed')[] {
  const extension = path.extname(name).slice(1).toLowerCase();
  const usual = inBothLists.get(extension) ?? inOneList.get(extension);
  if (usual === undefined) return ['inNoList'];
  return [
    ...(inOneList.has(extension) ? ['oneListOnly' as const] : []),
    ...(format !== undefined && format !== usual ? ['misnamed' as const] : []),
  ];
}
