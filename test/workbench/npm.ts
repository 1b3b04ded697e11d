import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './processes';

const installDeadlineMs = 10 * 60_000;

/**
 * `npm install` of exactly these packages (`name@version`) into `folder`, or of the folder's own
 * dependencies when there are none. Uses the person's npm configuration. Install scripts do not run.
 * @throws with the end of npm's output.
 */
export async function npmInstall(folder: string, packages: readonly string[] = []): Promise<void> {
  if (packages.length > 0) {
    // A package.json of its own keeps npm from walking up to the project's.
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  }
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, text } = await runProgram(
    'npm',
    ['install', '--prefix', folder, ...options, ...packages],
    { cwd: folder, shell: process.platform === 'win32', deadlineMs: installDeadlineMs },
  );
  if (code !== 0) {
    // Where a person's packages come from does not belong into logs.
    const said = text.trim().replaceAll(/https?:\/\/\S+/g, '<registry>');
    throw new Error(`npm install ended with code ${String(code)}:\n${said.slice(-2000)}`);
  }
}
