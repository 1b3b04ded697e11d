import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { temporaryFolder } from '../../test/workbench/folders';

/**
 * What a file exports, bundled and minified with the settings of the extension's own bundle: what is
 * measured is what is shipped. Only under which name `http` is required is left as it is, which
 * makes a difference to nobody but VS Code.
 * @param file its full path
 * @param alias files that stand for modules
 */
export async function loadBundle(
  file: string,
  alias: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const { folder, remove } = await temporaryFolder('cartesia-bench');
  try {
    const outfile = path.join(folder, `${path.basename(file, '.ts')}.cjs`);
    await esbuild.build({
      entryPoints: [file],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      external: ['web-streams-polyfill/*'],
      alias: { ...alias },
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await remove();
  }
}
