import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import path from 'node:path';
import { cacheFolder } from './folders';

/** Desktop VS Code as its maker ships it, or the server build with its window in a browser. */
export type Build = 'desktop' | 'server';

const probeDeadlineMs = 5000;
const rememberMs = 24 * 60 * 60_000;
const remembered = path.join(cacheFolder, 'build');

/**
 * Which VS Code can run here: desktop where there is a display and its download answers, otherwise
 * the server build. The answer is kept for a day, so that a machine without a route to the
 * download waits for it once. CARTESIA_TEST_VSCODE=desktop|server decides instead.
 */
export async function chooseBuild(): Promise<Build> {
  const forced = process.env['CARTESIA_TEST_VSCODE'];
  if (forced === 'desktop' || forced === 'server') return forced;
  if (forced) throw new Error(`CARTESIA_TEST_VSCODE is "${forced}", not "desktop" or "server".`);
  if (process.platform === 'win32') return 'desktop';
  if (!hasDisplay() && findXvfbRun() === undefined) return 'server';
  const known = await recall();
  if (known) return known;
  const build = (await canDownload()) ? 'desktop' : 'server';
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(remembered, build);
  return build;
}

/** Whether a window would be seen. macOS and Windows always have a desktop. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** xvfb-run, which gives a program a display that nobody sees. */
export function findXvfbRun(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, 'xvfb-run')).find((file) => existsSync(file));
}

async function recall(): Promise<Build | undefined> {
  try {
    if (Date.now() - (await stat(remembered)).mtimeMs > rememberMs) return undefined;
    const text = await readFile(remembered, 'utf8');
    return text === 'desktop' || text === 'server' ? text : undefined;
  } catch {
    return undefined; // nothing decided yet
  }
}

/** Asks VS Code's download service for anything at all. */
function canDownload(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request(
      'https://update.code.visualstudio.com/api/releases/stable',
      { method: 'HEAD', signal: AbortSignal.timeout(probeDeadlineMs) },
      (answer) => {
        answer.resume();
        resolve((answer.statusCode ?? 500) < 400);
      },
    );
    probe.on('error', () => {
      resolve(false);
    });
    probe.end();
  });
}
