import assert from 'node:assert/strict';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CartesiaClient } from '../../src/api/client';
import { CartesiaError } from '../../src/api/errors';
import type { RepeatPolicy } from '../../src/api/repeats';
import { Transport, type Limits } from '../../src/api/transport';
import type { FileCandidate } from '../../src/upload/collectFiles';
import { countKeys } from '../../src/upload/fileKey';
import { Journal, readJournal } from '../../src/upload/journal';
import {
  uploadBatch,
  type BatchOptions,
  type BatchOutcome,
  type BatchProgress,
} from '../../src/upload/uploadBatch';
import type { FaultAction } from '../api-server/faults';
import { startApiServer, type ApiServer } from '../api-server/startApiServer';
import { linux, useFolder } from '../unit/upload/useFolder';
import { MemoryJournal } from './memoryJournal';

const post = { method: 'POST' };
const listing = { method: 'GET', path: /\/files/ };
const reset: FaultAction = { kind: 'reset', at: 'before-headers' };

describe('A batch of uploads', { timeout: 300_000 }, () => {
  const folder = useFolder();
  let server: ApiServer;
  let transport: Transport;
  let datasetId: string;

  beforeEach(async () => {
    server = await startApiServer({ seed: 'empty' });
    datasetId = server.state.addDataset({ name: 'Takes' }).id;
    connect();
  });

  afterEach(async () => {
    transport.dispose();
    await server.close();
    assert.deepEqual(server.violations, []);
  });

  function connect(limits: Partial<Limits> = {}, repeats: Partial<RepeatPolicy> = {}): void {
    const access = { baseUrl: server.url, key: server.key };
    transport = new Transport({
      access: () => Promise.resolve(access),
      limits,
      repeats: { baseMs: 1, maxWaitMs: 2, ...repeats },
    });
  }

  function upload(
    files: readonly FileCandidate[],
    options: Partial<BatchOptions> = {},
  ): Promise<BatchOutcome> {
    const policy = { baseMs: 2, maxWaitMs: 4, settleMs: 10, lateSettleMs: [10], patienceMs: 60 };
    return uploadBatch({
      client: new CartesiaClient(transport),
      datasetId,
      files,
      signal: new AbortController().signal,
      ...options,
      policy: { ...policy, ...options.policy },
    });
  }

  async function make(...names: string[]): Promise<FileCandidate[]> {
    const paths = [];
    for (const name of names) paths.push(await folder.write(name, `content of ${name}`));
    return folder.files(paths);
  }

  /** The next upload arrives whole, is not stored, and breaks. */
  async function loseNext(): Promise<void> {
    const hold = server.hold(post);
    server.faults.push({ match: post, times: 1, do: reset });
    await hold.arrived;
    await bodyArrived();
    hold.release();
  }

  /** Takes all of this file and tells nothing of it until it gives up; others it sends. */
  function losing(
    name: string,
    until: Promise<void> = Promise.resolve(),
  ): Pick<CartesiaClient, 'uploadFile' | 'listFiles'> {
    const client = new CartesiaClient(transport);
    return {
      uploadFile: async (id, file, options) => {
        if (file.name !== name) return client.uploadFile(id, file, options);
        await buffer(file.open());
        await until;
        throw new CartesiaError('timedOut', 'no answer');
      },
      listFiles: (...options) => client.listFiles(...options),
    };
  }

  /** What was sent before is there when a later request is answered. */
  async function bodyArrived(): Promise<void> {
    for (let time = 0; time < 3; time += 1) await new CartesiaClient(transport).status();
  }

  const kinds = ({ results }: BatchOutcome): string[] => results.map(({ kind }) => kind);
  const stored = (): string[] =>
    [...(server.state.datasets.get(datasetId)?.files ?? [])].map((each) => each.fields.filename);
  const uploads = (): number => server.requests.filter(({ method }) => method === 'POST').length;

  it('sends every file once, empty ones too, under its own name', { skip: linux }, async () => {
    const names = ['a.wav', '"q"\r\n.wav', 'сказка 😀.wav', 'שלום.wav', "it's 100%.wav"];
    const files = await make(...names);
    const empty = await folder.write('empty.wav');
    const outcome = await upload([...files, ...(await folder.files([empty]))]);
    assert.deepEqual([...new Set(kinds(outcome))], ['sent']);
    assert.deepEqual(
      stored().sort(),
      ['a.wav', '%22q%22%0D%0A.wav', 'empty.wav', ...names.slice(2)].sort(),
    );
    assert.equal(outcome.stoppedBy, undefined);
  });

  it('sends as many at the same time as it may', async () => {
    const files = await make(...Array.from({ length: 12 }, (_, number) => `${number}.wav`));
    for (const [wanted, expected] of [
      [undefined, 3],
      [8, 8],
      [100, 8],
      [0, 1],
    ] as const) {
      server.clearRequests();
      const hold = server.hold(post);
      const running = upload(files, wanted === undefined ? {} : { concurrency: wanted });
      while (hold.held.length < expected) await server.nextRequest(post);
      // Nobody else comes while the others are held.
      await new CartesiaClient(transport).status();
      assert.equal(hold.held.length, expected);
      hold.release();
      assert.deepEqual([...new Set(kinds(await running))], ['sent']);
    }
  });

  it('makes no more connections than it has uploads at the same time', async () => {
    const files = await make(...Array.from({ length: 30 }, (_, number) => `${number}.wav`));
    const connections: number[] = [];
    await upload(files, { onResult: () => connections.push(server.connections) });
    assert.ok(Math.max(...connections) <= 4, connections.join());
    const asked = new Set(server.requests.map(({ headers }) => headers.connection));
    assert.deepEqual([...asked], ['keep-alive']);
  });

  it('does not send again what arrived without an answer', async () => {
    server.faults.push({ match: post, times: 1, when: 'after', do: reset });
    const outcome = await upload(await make('a.wav'));
    assert.deepEqual(kinds(outcome), ['sent']);
    assert.deepEqual([uploads(), stored()], [1, ['a.wav']]);
  });

  it('sends again what did not arrive, also where the dataset had such a file before', async () => {
    const files = await make('a.wav');
    server.state.addFile(datasetId, { filename: 'a.wav', size: files[0]?.size ?? 0 });
    server.faults.push({ match: post, times: 1, do: reset });
    assert.deepEqual(kinds(await upload(files)), ['sent']);
    assert.deepEqual([uploads(), stored()], [2, ['a.wav', 'a.wav']]);
  });

  it('takes what came to the dataset since somebody looked for sent', async () => {
    const files = await make('a.wav', 'b.wav', 'c.wav');
    const before = countKeys([...files.slice(0, 1), ...files.slice(1, 2), ...files.slice(1, 2)]);
    // Of a.wav one has come, of b.wav one has gone.
    for (const name of ['a.wav', 'a.wav', 'b.wav']) {
      server.state.addFile(datasetId, { filename: name, size: files[0]?.size ?? 0 });
    }
    const store = new MemoryJournal();
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    assert.deepEqual(kinds(await upload(files, { before, journal })), [
      'alreadyThere',
      'sent',
      'sent',
    ]);
    assert.equal(uploads(), 2);
    const state = readJournal(store.text);
    assert.deepEqual(state?.head.before, [1, 1, 0]);
    assert.deepEqual([...state.sent].sort(), [0, 1, 2]);
  });

  it('waits and looks twice for what was under way when a window was closed', async () => {
    const files = await make('a.wav', 'b.wav');
    const store = new MemoryJournal();
    const left = new Journal(store);
    const head = { baseUrl: server.url, datasetId, datasetName: '', startedAt: 1, files };
    await left.open({ ...head, before: [0, 0] });
    await left.begin(0);
    const resume = readJournal(store.text);
    assert.ok(resume);
    const started = Date.now();
    const running = upload(files, { resume, policy: { lateSettleMs: [100, 100] } });
    const { receivedAt } = await server.nextRequest(listing);
    assert.ok(receivedAt.getTime() - started >= 95, `${receivedAt.getTime() - started} ms`);
    const second = server.hold(listing);
    await second.arrived;
    server.state.addFile(datasetId, { filename: 'a.wav', size: files[0]?.size ?? 0 });
    second.release();
    assert.deepEqual(kinds(await running), ['alreadyThere', 'sent']);
    assert.deepEqual([uploads(), stored().sort()], [1, ['a.wav', 'b.wav']]);
  });

  it('keeps files of one name and size apart', async () => {
    const files = await make('1/a.wav', '2/a.wav', '3/a.wav', '4/a.wav');
    // The first is stored, the second is not; neither is answered.
    server.faults.push({ match: post, times: 1, when: 'after', do: reset });
    server.faults.push({ match: post, times: 1, do: reset });
    assert.deepEqual(kinds(await upload(files)), ['sent', 'sent', 'sent', 'sent']);
    const hashes = [...(server.state.datasets.get(datasetId)?.files ?? [])].map((f) => f.sha256);
    assert.equal(hashes.length, 4);
    assert.equal(new Set(hashes).size, 4);
  });

  it('looks twice before it sends again, since a server may be late', async () => {
    const files = await make('a.wav');
    const lost = loseNext();
    // Time enough to hold the second look before it is taken.
    const running = upload(files, { policy: { settleMs: 2000 } });
    await lost;
    await server.nextRequest(listing);
    const late = server.hold(listing);
    await late.arrived;
    server.state.addFile(datasetId, { filename: 'a.wav', size: files[0]?.size ?? 0 });
    late.release();
    assert.deepEqual(kinds(await running), ['sent']);
    assert.deepEqual([uploads(), stored()], [1, ['a.wav']]);
  });

  it('tells of a file that arrived after all, when it had been sent again', async () => {
    const files = await make('a.wav');
    const lost = loseNext();
    const running = upload(files);
    await lost;
    await server.nextRequest(listing);
    const second = server.hold(post);
    await second.arrived;
    server.state.addFile(datasetId, { filename: 'a.wav', size: files[0]?.size ?? 0 });
    second.release();
    const { surplus } = await running;
    assert.deepEqual(surplus, [{ name: 'a.wav', size: files[0]?.size, count: 1 }]);
  });

  it('takes the only copy of a file that was given up for the one that was meant', async () => {
    const files = await make('a.wav', 'b.wav');
    const size = files[0]?.size ?? 0;
    const client = new CartesiaClient(transport);
    let tries = 0;
    const outcome = await upload(files, {
      concurrency: 1,
      client: {
        uploadFile: async (id, file, options) => {
          if (file.name !== 'a.wav') {
            await client.uploadFile(id, file, options);
            return;
          }
          await buffer(file.open());
          tries += 1;
          // Stored after all, when it was given up: at the end of the last look.
          if (tries === 2) {
            setTimeout(() => server.state.addFile(datasetId, { filename: 'a.wav', size }), 60);
          }
          throw new CartesiaError('serverError', 'bad gateway', { status: 502 });
        },
        listFiles: async (...options) => {
          // The last look of the batch comes when it is there.
          if (tries === 2 && stored().includes('b.wav')) await sleep(100);
          return client.listFiles(...options);
        },
      },
      policy: { maxTries: 2 },
    });
    assert.deepEqual([kinds(outcome), outcome.surplus], [['sent', 'sent'], []]);
    assert.deepEqual(stored().sort(), ['a.wav', 'b.wav']);
  });

  it('goes no further once another window has its journal', async () => {
    const files = await make('a.wav', 'b.wav');
    const store = new MemoryJournal();
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    const outcome = await upload(files, {
      concurrency: 1,
      journal,
      onResult: () => {
        store.append = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' }));
      },
    });
    assert.deepEqual([kinds(outcome), uploads()], [['sent', 'notSent'], 1]);
    assert.equal(outcome.stoppedBy?.kind, 'uploadUnderWay');
  });

  it('goes on where nothing can be written down, and says so', async () => {
    const store = new MemoryJournal();
    const codes = ['EACCES', 'ENOENT'];
    store.append = () =>
      Promise.reject(Object.assign(new Error('no'), { code: codes.shift() ?? 'ENOENT' }));
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    const outcome = await upload(await make('a.wav', 'b.wav'), { journal });
    assert.deepEqual(kinds(outcome), ['sent', 'sent']);
    assert.ok(outcome.journalFailure instanceof Error);
  });

  it('lets all uploads wait when the server is busy, as long as it asks for', async () => {
    const files = await make('a.wav', 'b.wav', 'c.wav', 'd.wav', 'e.wav', 'f.wav');
    server.faults.push({
      match: post,
      times: 1,
      do: { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
    });
    // Under way when the first is told so, and over long before the wait is.
    const passing: FaultAction = { kind: 'delay', milliseconds: 200 };
    server.faults.push({ match: post, times: 2, when: 'after', do: passing });
    const waits: number[] = [];
    const outcome = await upload(files, {
      concurrency: 3,
      onProgress: ({ waiting }) => waiting !== undefined && waits.push(waiting.milliseconds),
    });
    assert.deepEqual([...new Set(kinds(outcome))], ['sent']);
    const times = server.requests
      .filter(({ method }) => method === 'POST')
      .map(({ receivedAt }) => receivedAt.getTime());
    const [first = 0] = times;
    const later = times.slice(3).map((time) => time - first);
    assert.equal(later.length, 4);
    assert.ok(Math.min(...later) >= 990, `${later.join()} ms`);
    assert.ok(
      waits.some((wait) => wait > 0 && wait <= 1000),
      waits.join(),
    );
  });

  it('ends where the server asks for a longer wait than anybody has', async () => {
    server.faults.push({
      match: post,
      do: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } },
    });
    const outcome = await upload(await make('a.wav', 'b.wav'), { concurrency: 1 });
    assert.equal(outcome.stoppedBy?.kind, 'rateLimited');
    assert.deepEqual(kinds(outcome), ['notSent', 'notSent']);
    assert.equal(uploads(), 1);
  });

  it('goes on with the others where one file is refused', async () => {
    server.faults.push({ match: post, times: 1, do: { kind: 'status', status: 413 } });
    const outcome = await upload(await make('a.wav', 'b.wav'), { concurrency: 1 });
    assert.deepEqual(kinds(outcome), ['failed', 'sent']);
    assert.deepEqual([uploads(), outcome.stoppedBy], [2, undefined]);
  });

  it('ends at once where no other file would fare better', async () => {
    for (const status of [401, 402, 403, 404]) {
      server.faults.clear();
      server.clearRequests();
      server.faults.push({ match: post, do: { kind: 'status', status } });
      const outcome = await upload(await make('a.wav', 'b.wav', 'c.wav'), { concurrency: 1 });
      assert.equal(outcome.stoppedBy?.status, status);
      assert.deepEqual([...new Set(kinds(outcome))], ['notSent']);
      assert.equal(uploads(), 1);
    }
  });

  it('gives a file up that fails again and again while others succeed', async () => {
    const files = await make('bad.wav', 'b.wav', 'c.wav');
    server.faults.push({ match: post, times: 5, do: { kind: 'status', status: 500 } });
    const outcome = await upload(files, { concurrency: 1 });
    assert.deepEqual(kinds(outcome), ['failed', 'sent', 'sent']);
  });

  it('is not sure of a file that was sent whole, never answered and not found', async () => {
    const files = await make('bad.wav', 'b.wav', 'c.wav');
    const store = new MemoryJournal();
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    const options = { concurrency: 2, journal, policy: { maxTries: 1 } };
    let tellSent: () => void = () => undefined;
    const otherSent = new Promise<void>((resolve) => (tellSent = resolve));
    const first = await upload(files, {
      ...options,
      client: losing('bad.wav', otherSent),
      onResult: (_index, { kind }) => {
        if (kind === 'sent') tellSent();
      },
    });
    assert.deepEqual(kinds(first), ['unsure', 'sent', 'sent']);
    assert.deepEqual([first.stoppedBy, store.removed], [undefined, false]);
    const resume = readJournal(store.text);
    assert.deepEqual([...(resume?.begun ?? [])], [0]);
    assert.ok(resume);
    server.state.addFile(datasetId, { filename: 'bad.wav', size: files[0]?.size ?? 0 });
    const second = await upload(files, { ...options, resume });
    assert.deepEqual(kinds(second), ['alreadyThere', 'alreadyThere', 'alreadyThere']);
    assert.deepEqual([uploads(), store.removed], [2, true]);
  });

  it('looks again and again where the server was late, before it sends again', async () => {
    const files = await make('a.wav');
    const { uploadFile, listFiles } = losing('a.wav');
    let looks = 0;
    const outcome = await upload(files, {
      policy: { lateSettleMs: [5, 10, 15] },
      client: {
        uploadFile,
        listFiles: (...options) => {
          looks += 1;
          // The first one was before anything was sent.
          if (looks === 5) {
            server.state.addFile(datasetId, { filename: 'a.wav', size: files[0]?.size ?? 0 });
          }
          return listFiles(...options);
        },
      },
    });
    assert.deepEqual(kinds(outcome), ['sent']);
    assert.deepEqual([looks, stored()], [5, ['a.wav']]);
  });

  it('ends when nothing gets through for long, and can be resumed', async () => {
    const files = await make('a.wav', 'b.wav', 'c.wav', 'd.wav');
    const store = new MemoryJournal();
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    server.faults.push({ match: post, times: 1, do: { kind: 'delay', milliseconds: 0 } });
    server.faults.push({ match: post, do: reset });
    const first = await upload(files, { concurrency: 1, journal });
    assert.equal(first.stoppedBy?.kind, 'unreachable');
    assert.deepEqual(kinds(first), ['sent', 'notSent', 'notSent', 'notSent']);
    server.faults.clear();
    const resume = readJournal(store.text);
    assert.ok(resume);
    const second = await upload(files, { journal, resume });
    assert.deepEqual(kinds(second), ['alreadyThere', 'sent', 'sent', 'sent']);
    assert.deepEqual([stored().length, store.removed], [4, true]);
  });

  it('writes down each file before it is sent and after it was', async () => {
    const store = new MemoryJournal();
    const states: (string | undefined)[] = [];
    const files = await make('a.wav', 'b.wav');
    const hold = server.hold(post, 'after');
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: 'Takes' };
    const running = upload(files, { concurrency: 1, journal });
    await hold.arrived;
    const state = readJournal(store.text);
    states.push(JSON.stringify([[...(state?.begun ?? [])], [...(state?.sent ?? [])]]));
    assert.equal(state?.head.datasetName, 'Takes');
    assert.doesNotMatch(store.text, /content of|sk_car/);
    hold.release();
    await running;
    const end = readJournal(store.text);
    states.push(JSON.stringify([[...(end?.begun ?? [])], [...(end?.sent ?? [])]]));
    assert.deepEqual(states, ['[[0],[]]', '[[],[0,1]]']);
    assert.equal(store.removed, true);
  });

  it('stops at once when it is cancelled, though nobody answers any more', async () => {
    const abort = new AbortController();
    const hold = server.hold(post, 'after');
    const running = upload(await make('a.wav', 'b.wav'), {
      concurrency: 1,
      signal: abort.signal,
      policy: { lastLookMs: 100 },
    });
    await hold.arrived;
    const silent = server.hold(listing);
    abort.abort();
    const late = new AbortController();
    const outcome = await Promise.race([running, sleep(5000, undefined, { signal: late.signal })]);
    late.abort();
    assert.ok(outcome, 'it waits');
    assert.deepEqual(kinds(outcome), ['unsure', 'notSent']);
    assert.equal(uploads(), 1);
    for (const each of [hold, silent]) each.release();
  });

  it('says what is there and what is not when it was cancelled', async () => {
    const files = await make('a.wav', 'b.wav', 'c.wav', 'd.wav');
    const abort = new AbortController();
    // Nobody is answered: the first is stored, the others are not.
    const stored1 = server.hold({ method: 'POST' }, 'after');
    const running = upload(files, { concurrency: 1, signal: abort.signal });
    await stored1.arrived;
    abort.abort();
    const outcome = await running;
    assert.deepEqual(kinds(outcome), ['sent', 'notSent', 'notSent', 'notSent']);
    assert.deepEqual([outcome.cancelled, outcome.stoppedBy], [true, undefined]);
    assert.deepEqual(stored(), ['a.wav']);
  });

  it('has not sent what was cancelled on its way', async () => {
    const abort = new AbortController();
    const hold = server.hold(post);
    const file = folder.at('long.wav');
    await writeFile(file, Buffer.alloc(60_000_000));
    const running = upload(await folder.files([file]), { signal: abort.signal });
    await hold.arrived;
    abort.abort();
    assert.deepEqual(kinds(await running), ['notSent']);
    hold.release();
  });

  it('does not know of what was sent whole and is not there after a cancel', async () => {
    const abort = new AbortController();
    const hold = server.hold(post);
    const store = new MemoryJournal();
    const journal = { journal: new Journal(store), baseUrl: server.url, datasetName: '' };
    const running = upload(await make('a.wav'), { signal: abort.signal, journal });
    await hold.arrived;
    await bodyArrived();
    abort.abort();
    assert.deepEqual(kinds(await running), ['unsure']);
    assert.deepEqual([...(readJournal(store.text)?.begun ?? [])], [0]);
    hold.release();
  });

  it('says that it does not know, where the dataset cannot be asked after a cancel', async () => {
    const abort = new AbortController();
    const hold = server.hold(post);
    const running = upload(await make('a.wav'), { signal: abort.signal });
    await hold.arrived;
    await bodyArrived();
    server.faults.push({ match: { method: 'GET' }, do: { kind: 'status', status: 403 } });
    abort.abort();
    assert.deepEqual(kinds(await running), ['unsure']);
  });

  it('sends nothing where the dataset cannot be looked at before', async () => {
    server.state.removeDataset(datasetId);
    const outcome = await upload(await make('a.wav'));
    assert.equal(outcome.stoppedBy?.kind, 'notFound');
    assert.deepEqual([kinds(outcome), uploads()], [['notSent'], 0]);
  });

  it('skips files that have gone or changed since they were chosen', async () => {
    const files = await make('gone.wav', 'longer.wav', 'shorter.wav', 'good.wav');
    await rm(folder.at('gone.wav'));
    await appendFile(folder.at('longer.wav'), 'x');
    await truncate(folder.at('shorter.wav'), 1);
    const { results } = await upload(files);
    assert.deepEqual(
      results.map((result) => (result.kind === 'skipped' ? result.problem.kind : result.kind)),
      ['gone', 'changed', 'changed', 'sent'],
    );
    assert.deepEqual(stored(), ['good.wav']);
  });

  it('takes what was announced of a file that grows, and nothing of one that shrinks', async () => {
    const size = 40_000_000;
    const [grows, shrinks] = [folder.at('grows.wav'), folder.at('shrinks.wav')];
    for (const file of [grows, shrinks]) await writeFile(file, Buffer.alloc(size));
    const files = await folder.files([grows, shrinks]);
    const hold = server.hold(post);
    const running = upload(files);
    while (hold.held.length < 2) await server.nextRequest(post);
    await appendFile(grows, 'more');
    await truncate(shrinks, 10);
    hold.release();
    const { results } = await running;
    assert.deepEqual(results, [
      { kind: 'sent', problem: { kind: 'grew', path: grows } },
      { kind: 'skipped', problem: { kind: 'shrank', path: shrinks } },
    ]);
    const held = [...(server.state.datasets.get(datasetId)?.files ?? [])];
    assert.deepEqual(
      held.map(({ fields }) => [fields.filename, fields.size]),
      [['grows.wav', size]],
    );
  });

  it('tells how far it is, at most five times a second, never backwards', async () => {
    const files = [];
    for (let each = 0; each < 4; each += 1) {
      const file = folder.at(`${each}.wav`);
      await writeFile(file, Buffer.alloc(30_000_000));
      files.push(file);
    }
    server.faults.push({
      match: post,
      times: 2,
      when: 'after',
      do: { kind: 'delay', milliseconds: 700 },
    });
    const told: (BatchProgress & { at: number })[] = [];
    await upload(await folder.files(files), {
      concurrency: 2,
      onProgress: (progress) => told.push({ ...progress, at: performance.now() }),
    });
    const [first, last] = [told[0], told.at(-1)];
    assert.ok(first !== undefined && last !== undefined && told.length > 3);
    assert.deepEqual(
      [last.settledFiles, last.doneBytes, last.bytes],
      [4, 120_000_000, 120_000_000],
    );
    assert.ok(told.length <= (last.at - first.at) / 190 + 2, `${told.length}`);
    for (const [index, { doneBytes }] of told.entries()) {
      assert.ok(doneBytes >= (told[index - 1]?.doneBytes ?? 0));
    }
    assert.ok(told.some(({ current }) => current.length === 2 && current.includes('0.wav')));
    assert.ok(
      told.some(
        ({ bytesPerSecond = 0, secondsLeft }) => bytesPerSecond > 0 && secondsLeft !== undefined,
      ),
    );
  });

  it('does nothing where there is nothing to do', async () => {
    assert.deepEqual(await upload([]), {
      results: [],
      cancelled: false,
      stoppedBy: undefined,
      surplus: [],
      journalFailure: undefined,
    });
    assert.equal(server.requests.length, 0);
  });
});
