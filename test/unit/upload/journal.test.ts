import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, rename, utimes } from 'node:fs/promises';
import os from 'node:os';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { errorCode } from '../../../src/upload/fileProblem';
import { Journal, readJournal, type JournalHead } from '../../../src/upload/journal';
import { JournalFolder } from '../../../src/upload/journalFolder';
import { MemoryJournal } from '../../upload/memoryJournal';
import { useFolder } from './useFolder';

const head: JournalHead = {
  baseUrl: 'https://api.cartesia.ai',
  datasetId: 'ds_1',
  datasetName: 'Line\nbreak "and" 😀',
  startedAt: 1,
  files: ['a', 'b', 'c'].map((name) => ({ name, path: `/x/${name}`, size: 3, mtimeMs: 1.5 })),
  before: [0, 1, 0],
};

describe('The journal', () => {
  it('tells what is there and what may be', async () => {
    const store = new MemoryJournal();
    const journal = new Journal(store);
    await journal.open(head);
    await journal.begin(0);
    await journal.settle(0, 'sent');
    await journal.begin(1);
    await journal.settle(1, 'dropped');
    await journal.begin(2);
    const state = readJournal(store.text);
    assert.ok(state);
    assert.deepEqual(state.head.files, head.files);
    assert.deepEqual([...state.sent], [0]);
    assert.deepEqual([...state.begun], [2]);
  });

  it('is readable up to where a crash cut it off, and a later line is not lost with it', async () => {
    const store = new MemoryJournal();
    await new Journal(store).open(head);
    await new Journal(store).settle(0, 'sent');
    const whole = store.text;
    const headLength = whole.lastIndexOf('\n');
    for (let length = headLength; length < whole.length; length += 1) {
      const cut = new MemoryJournal();
      cut.text = whole.slice(0, length);
      await new Journal(cut).settle(2, 'sent');
      assert.deepEqual([...(readJournal(cut.text)?.sent ?? [])], [2]);
    }
    assert.equal(readJournal(whole.slice(0, headLength - 1)), undefined);
  });

  it('takes nothing from what is no journal, or one of another version', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.equal(readJournal(text), undefined);
      }),
    );
    const other = JSON.stringify({ kind: 'batch', ...head, version: 2 });
    assert.equal(readJournal(other), undefined);
    const short = JSON.stringify({ kind: 'batch', version: 1, ...head, before: [0] });
    assert.equal(readJournal(short), undefined);
  });

  it('keeps to itself that it cannot be written, and remembers why', async () => {
    const full = new Error('the disk is full');
    const journal = new Journal({
      append: () => Promise.reject(full),
      remove: () => Promise.resolve(),
    });
    await journal.open(head);
    await journal.begin(0);
    assert.equal(journal.failure, full);
  });
});

describe('The folder of journals', () => {
  const folder = useFolder();

  it('gives what a process left that has ended to one who asks, once', async () => {
    const journals = new JournalFolder(folder.at('journals'));
    const store = journals.create();
    await new Journal(store).open(head);
    assert.deepEqual(await journals.takeLeft(), [], 'this process is alive');
    await leaveToEndedProcess();
    const [left, ...others] = await journals.takeLeft();
    assert.deepEqual(others, []);
    assert.equal(left?.state.head.datasetId, 'ds_1');
    assert.deepEqual(await journals.takeLeft(), [], 'it was taken');
    await new Journal(left.store).settle(0, 'sent');
    await left.store.release();
    assert.deepEqual(await journals.takeLeft('another'), []);
    const [again] = await journals.takeLeft(left.id);
    assert.deepEqual([...(again?.state.sent ?? [])], [0]);
    await again?.store.remove();
    store[Symbol.dispose]();
    assert.deepEqual(await readdir(folder.at('journals')), []);
  });

  it('takes a process for ended that was silent for long, whoever has its number now', async () => {
    const journals = new JournalFolder(folder.at('journals'));
    using store = journals.create();
    await new Journal(store).open(head);
    const [name = ''] = await readdir(folder.at('journals'));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(folder.at('journals', name), longAgo, longAgo);
    const taken = await Promise.all([journals.takeLeft(), journals.takeLeft()]);
    assert.equal(taken.flat().length, 1);
    for (const { store: mine } of taken.flat()) await mine.remove();
  });

  it('believes no process number of another machine, only silence', async () => {
    const journals = new JournalFolder(folder.at('journals'));
    using store = journals.create();
    await new Journal(store).open(head);
    await leaveToEndedProcess('00c0ffee');
    assert.deepEqual(await journals.takeLeft(), [], 'it may be alive there');
    const [name = ''] = await readdir(folder.at('journals'));
    assert.ok(!name.includes(os.hostname()));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(folder.at('journals', name), longAgo, longAgo);
    const [left] = await journals.takeLeft();
    assert.ok(left);
    await left.store.remove();
  });

  it('makes nothing before something is written', async () => {
    using store = new JournalFolder(folder.at('journals')).create();
    assert.deepEqual(await readdir(folder.root), []);
    await new Journal(store).open(head);
    assert.equal((await readdir(folder.at('journals'))).length, 1);
  });

  it('lets an upload go on where it cannot be made, and tells why', async () => {
    const file = await folder.write('a file in its place');
    using store = new JournalFolder(file).create();
    const journal = new Journal(store);
    await journal.open(head);
    assert.ok(journal.failure instanceof Error);
  });

  it('makes no journal anew that somebody else has taken', async () => {
    const journals = new JournalFolder(folder.at('journals'));
    using store = journals.create();
    const journal = new Journal(store);
    await journal.open(head);
    await leaveToEndedProcess();
    const [left] = await journals.takeLeft();
    assert.ok(left);
    await journal.begin(0);
    assert.equal(errorCode(journal.failure), 'ENOENT');
    assert.equal((await readdir(folder.at('journals'))).length, 1);
    await left.store.remove();
  });

  it('removes what makes no sense, and leaves alone what is not its own', async () => {
    await folder.write('journals/notes.txt', 'x');
    await folder.write('journals/broken.00c0ffee.0.jsonl', '{');
    assert.deepEqual(await new JournalFolder(folder.at('journals')).takeLeft(), []);
    assert.deepEqual(await readdir(folder.at('journals')), ['notes.txt']);
  });

  it('keeps what cannot be read now for another time', async () => {
    // A folder fails at being read, whoever reads it.
    await folder.write('journals/unreadable.00c0ffee.0.jsonl/part', 'x');
    assert.deepEqual(await new JournalFolder(folder.at('journals')).takeLeft(), []);
    const [name = ''] = await readdir(folder.at('journals'));
    assert.match(name, /^unreadable-.*\.0\.jsonl$/);
  });

  it('is empty where there is none', async () => {
    assert.deepEqual(await new JournalFolder(folder.at('nowhere')).takeLeft(), []);
  });

  /** @param host default: this one */
  async function leaveToEndedProcess(host?: string): Promise<void> {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [name = ''] = await readdir(folder.at('journals'));
    const [batch = '', thisHost = ''] = name.split('.');
    const renamed = `${batch}.${host ?? thisHost}.${pid}.jsonl`;
    await rename(folder.at('journals', name), folder.at('journals', renamed));
  }
});
