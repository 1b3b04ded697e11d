import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rootFolder } from './folders';
import { installOnce } from './installOnce';
import { npmInstall } from './npm';
import type { Release } from './releases';

/**
 * VS Code's server build: the same VS Code with its window in a browser, from the npm package
 * code-server, for machines that cannot download desktop VS Code or have no display.
 */
export interface ServerBuild {
  /** The Node that runs it; VS Code is particular about its version. */
  node: string;
  main: string;
}

/** Which code-server release carries which VS Code. */
const packageVersions: Record<Release, string> = { oldest: '4.100.3', newest: '4.139.1' };

/** Newer server builds refuse Node 20. */
const nodeVersion = '24.21.0';

/** Installs the server build on first use. Linux and macOS only. */
export async function serverBuild(release: Release): Promise<ServerBuild> {
  const [node, vscode] = await Promise.all([
    installNode(),
    installVSCode(packageVersions[release]),
  ]);
  return { node, main: path.join(vscode, 'out', 'server-main.js') };
}

/** A Node for VS Code's server build, as the npm package that holds only the binary. */
async function installNode(): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await installOnce({
    name: `node-${nodeVersion}`,
    label: `Node ${nodeVersion}`,
    install: (target) => npmInstall(target, [`${name}@${nodeVersion}`]),
  });
  return path.join(folder, 'node_modules', name, 'bin', 'node');
}

async function installVSCode(version: string): Promise<string> {
  const inPackage = path.join('node_modules', 'code-server', 'lib', 'vscode');
  const folder = await installOnce({
    name: `code-server-${version}`,
    label: `VS Code (server build, code-server ${version})`,
    // Its native modules are optional for what is tested here, so no install scripts.
    install: async (target) => {
      await npmInstall(target, [`code-server@${version}`]);
      await npmInstall(path.join(target, inPackage));
    },
  });
  const vscode = path.join(folder, inPackage);
  await putLogger(path.join(vscode, 'node_modules', '@vscode', 'spdlog'));
  return vscode;
}

/** Lets the server build write its logs (spdlog.js says why it could not). */
async function putLogger(folder: string): Promise<void> {
  const source = path.join(rootFolder, 'test', 'workbench', 'spdlog.js');
  const manifest = { name: '@vscode/spdlog', type: 'module', main: 'index.js' };
  await replace(path.join(folder, 'index.js'), await readFile(source, 'utf8'));
  await replace(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

/** Several runs may share the folder: each finds a file whole, and one of its own version. */
async function replace(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, file);
}
