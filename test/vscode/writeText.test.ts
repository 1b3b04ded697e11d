import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeProblem, writeText } from '../../src/host/writeText';

async function* chunks(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) {
    await Promise.resolve();
    if (text === 'throw') throw new Error('no more');
    yield text;
  }
}

describe('a text that is written as it comes', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'write-')));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('replaces what was there', async () => {
    const file = path.join(folder, 'list.json');
    await writeFile(file, 'a longer text from before');
    await writeText(vscode.Uri.file(file), chunks('ä', '', 'b'));
    assert.equal(await readFile(file, 'utf8'), 'äb');
    assert.deepEqual(await readdir(folder), ['list.json']);
  });

  it('leaves what was there where it fails', async () => {
    const file = path.join(folder, 'list.json');
    await writeFile(file, 'before');
    await assert.rejects(writeText(vscode.Uri.file(file), chunks('a', 'throw')), /no more/);
    assert.equal(await readFile(file, 'utf8'), 'before');
    assert.deepEqual(await readdir(folder), ['list.json']);
  });

  it('goes where a link leads, and the link stays', async function () {
    // Windows lets only administrators make links.
    if (process.platform === 'win32') this.skip();
    const target = path.join(folder, 'target');
    const link = path.join(folder, 'link');
    await writeFile(target, 'before');
    await symlink(target, link);
    await writeText(vscode.Uri.file(link), chunks('after'));
    assert.equal(await readFile(target, 'utf8'), 'after');
    assert.equal(await realpath(link), target);
  });

  it('says why it cannot be written', async () => {
    const problem = async (file: string): Promise<string | undefined> => {
      try {
        await writeText(vscode.Uri.file(file), chunks('a'));
        return 'it could';
      } catch (error) {
        return writeProblem(error);
      }
    };
    assert.equal(await problem(path.join(folder, 'none', 'list')), 'the folder does not exist');
    assert.equal(await problem(folder), 'a folder has this name');
    assert.equal(writeProblem(new TypeError('a mistake of ours')), undefined);
    assert.deepEqual(await readdir(folder), []);
  });

  it('goes through VS Code where it is not for this disk', async () => {
    // The datasets' own files: read-only, so what arrives there is refused.
    const uri = vscode.Uri.from({ scheme: 'cartesia', path: '/datasets/x/x.json' });
    await assert.rejects(writeText(uri, chunks('a')), (error) => writeProblem(error) !== undefined);
  });
});
