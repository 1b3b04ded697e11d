import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { temporaryFolder } from '../../test/workbench/folders';
import type * as Contestants from './contestants';

/**
 * The contestants, bundled and minified with the settings of the extension's own bundle: what is
 * measured is what is shipped, and the others have the same advantage. Only under which name `http`
 * is required is left as it is, which makes a difference to nobody but VS Code.
 */
export async function loadContestants(): Promise<(typeof Contestants)['contestants']> {
  const { folder, remove } = await temporaryFolder('cartesia-bench');
  try {
    const outfile = path.join(folder, 'contestants.cjs');
    await esbuild.build({
      entryPoints: [path.join(import.meta.dirname, 'contestants.ts')],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      external: ['web-streams-polyfill/*'],
      logLevel: 'warning',
    });
    const { contestants } = (await import(pathToFileURL(outfile).href)) as typeof Contestants;
    return contestants;
  } finally {
    await remove();
  }
}
