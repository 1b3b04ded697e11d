import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { installOnce } from './installOnce';
import { npmInstall } from './npm';
import { runProgram, startGroup } from './processes';

/** A Chromium-based browser and what it needs in its environment. */
export interface Browser {
  executable: string;
  env: Record<string, string>;
}

const packageName = '@sparticuz/chromium';
const packageVersion = '153.0.0';

/** The browser named by CHROMIUM_PATH, else one on this machine, else one from npm (Linux x64). */
export async function chromium(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
    return { executable: named, env: {} };
  }
  const installed = installedBrowser();
  return installed === undefined ? fromNpm() : { executable: installed, env: {} };
}

/** A Chrome, Chromium or Edge where its installer puts it, or on the PATH. */
export function installedBrowser(): string | undefined {
  return candidates().find((file) => existsSync(file));
}

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
    const files = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return roots.flatMap((name) => {
      const root = process.env[name];
      return root === undefined ? [] : files.map((file) => path.join(root, file));
    });
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((entry) => entry !== '');
  return [...names, 'microsoft-edge'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
}

async function fromNpm(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge was found. Install one or set CHROMIUM_PATH.');
  }
  const folder = await installOnce({
    name: `chromium-${packageVersion}`,
    label: `Chromium (headless, ${packageName} ${packageVersion})`,
    install: fill,
  });
  const env: Record<string, string> = {};
  // There only where `fill` found that the machine lacks them.
  const libraries = path.join(folder, 'lib');
  if (existsSync(libraries)) env['LD_LIBRARY_PATH'] = libraries;
  return { executable: path.join(folder, 'chromium'), env };
}

async function fill(folder: string): Promise<void> {
  await npmInstall(folder, [`${packageName}@${packageVersion}`]);
  const packed = path.join(folder, 'node_modules', ...packageName.split('/'), 'bin');
  const executable = path.join(folder, 'chromium');
  await pipeline(
    createReadStream(path.join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(executable),
  );
  await chmod(executable, 0o755);
  const runs = await runProgram(executable, ['--version'], { deadlineMs: 30_000 });
  if (runs.code !== 0) await unpack(path.join(packed, 'al2023.tar.br'), folder);
  await rm(path.join(folder, 'node_modules'), { recursive: true });
}

async function unpack(archive: string, folder: string): Promise<void> {
  const tar = startGroup('tar', ['-xf', '-', '-C', folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  if (tar.stdin === null) throw new Error('tar has no standard input.');
  const ended = new Promise((resolve) => tar.once('close', resolve));
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin);
  if ((await ended) !== 0) throw new Error(`tar could not unpack ${path.basename(archive)}.`);
}
