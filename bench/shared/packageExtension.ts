import path from 'node:path';
import process from 'node:process';
import { vsixFile } from '../../test/workbench/folders';
import { rootFolder } from '../../test/workbench/folders';
import { runProgram } from '../../test/workbench/processes';

/** Builds and packages the extension as it is now, and returns the path of the VSIX. */
export async function packageExtension(): Promise<string> {
  const script = path.join('scripts', 'package.ts');
  const { code, text } = await runProgram(process.execPath, ['--import', 'tsx', script], {
    cwd: rootFolder,
    deadlineMs: 120_000,
  });
  if (code !== 0) throw new Error(`The extension could not be packaged:\n${text}`);
  return vsixFile();
}
