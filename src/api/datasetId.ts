/** No ID that Cartesia hands out comes near this; a longer text is a mistaken paste. */
const maxIdLength = 512;

export type DatasetIdProblem = 'empty' | 'controlCharacter' | 'tooLong' | 'apiKey' | 'notAnId';

/** Reads an ID as a person typed or pasted it, without the blanks around it. */
export function parseDatasetId(text: string): { id: string } | { problem: DatasetIdProblem } {
  const id = text.trim();
  const problem = datasetIdProblem(id);
  return problem === undefined ? { id } : { problem };
}

/** Why a text cannot be an ID. IDs are opaque, so everything that could be one is let through. */
export function datasetIdProblem(id: string): DatasetIdProblem | undefined {
  if (id.trim() === '') return 'empty';
  if (id.length > maxIdLength) return 'tooLong';
  if (/\p{Cc}/u.test(id)) return 'controlCharacter';
  // It would become the title of a tab, and VS Code remembers those.
  if (id.startsWith('sk_car_')) return 'apiKey';
  return canBeInPath(id) ? undefined : 'notAnId';
}

/**
 * Whether a text can be one part of a URL's path: URLs resolve dot segments even when they are
 * percent-encoded, and cannot hold a lone surrogate.
 */
export function canBeInPath(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && !/\p{Surrogate}/u.test(id);
}
