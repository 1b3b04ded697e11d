import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { collectFiles, type FileCandidate } from '../../../src/upload/collectFiles';
import type { FileProblem } from '../../../src/upload/fileProblem';
import { temporaryFolder } from '../../workbench/folders';

/** A fresh folder for every test of the suite in which this is called. */
export class TestFolder {
  root = '';

  at(...names: string[]): string {
    return path.join(this.root, ...names);
  }

  /** Writes a file, and the folders it lies in. Answers its path. */
  async write(name: string, content: string | Buffer = ''): Promise<string> {
    const file = this.at(name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** The files among these paths, or in the whole folder. */
  async files(paths: readonly string[] = [this.root]): Promise<FileCandidate[]> {
    return (await this.collect(paths)).files;
  }

  async collect(
    paths: readonly string[] = [this.root],
  ): Promise<{ files: FileCandidate[]; problems: FileProblem[] }> {
    const files: FileCandidate[] = [];
    const problems: FileProblem[] = [];
    for await (const found of collectFiles(paths)) {
      if (found.kind === 'file') files.push(found.file);
      else problems.push(found.problem);
    }
    return { files, problems };
  }
}

export function useFolder(): TestFolder {
  const folder = new TestFolder();
  let remove: () => Promise<void>;
  beforeEach(async () => {
    const made = await temporaryFolder('cartesia-upload');
    folder.root = made.folder;
    remove = made.remove;
  });
  afterEach(() => remove());
  return folder;
}

/** Such a file's place and size as the tests compare them. */
export const linux = process.platform === 'linux' ? false : 'needs links, pipes and devices';
