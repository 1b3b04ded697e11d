import path from 'node:path';
import { loadBundle } from '../shared/loadBundle';
import type * as Contestants from './contestants';

/** The contestants, bundled as the extension is; the others have the same advantage. */
export async function loadContestants(): Promise<(typeof Contestants)['contestants']> {
  const file = path.join(import.meta.dirname, 'contestants.ts');
  const { contestants } = (await loadBundle(file)) as typeof Contestants;
  return contestants;
}
