import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CartesiaClient } from '../../src/api/client';
import { Transport } from '../../src/api/transport';
import { collectFiles, type FileCandidate } from '../../src/upload/collectFiles';
import { Journal, readJournal } from '../../src/upload/journal';
import { uploadBatch, type BatchOptions, type BatchOutcome } from '../../src/upload/uploadBatch';
import type { FaultAction } from '../api-server/faults';
import { Random } from '../api-server/random';
import { startApiServer, type ApiServer } from '../api-server/startApiServer';
import { temporaryFolder } from '../workbench/folders';
import { MemoryJournal } from './memoryJournal';

const fileCount = 500;
const seeds = 20;
const datasetId = 'ds_chaos';
/** So short that a stalled answer costs little. */
const idleMs = 150;

const concurrency = 8;
const settleMs = 40;
const policy = { baseMs: 2, maxWaitMs: 10, settleMs, lateSettleMs: [20, settleMs], maxTries: 12 };

interface Strike {
  readonly when: 'before' | 'after';
  readonly do: FaultAction;
}
const nothing: Strike = { when: 'before', do: { kind: 'delay', milliseconds: 0 } };
const reset: FaultAction = { kind: 'reset', at: 'before-headers' };
/** Within the time that a batch gives a server to list a file. */
const storeLate: FaultAction = { kind: 'store-late', milliseconds: settleMs / 2 };
const busy = (status: number, seconds: number): FaultAction => ({
  kind: 'status',
  status,
  headers: { 'retry-after': String(seconds) },
});
/** What may happen to an upload, before and after the server stored the file. */
const uploadStrikes: readonly Strike[] = [
  { when: 'before', do: reset },
  { when: 'after', do: reset },
  { when: 'after', do: { kind: 'reset', at: 'after-headers' } },
  { when: 'before', do: busy(429, 0) },
  { when: 'before', do: busy(503, 0) },
  { when: 'after', do: busy(503, 0) },
  { when: 'after', do: { kind: 'status', status: 502 } },
  { when: 'before', do: storeLate },
  { when: 'before', do: { kind: 'delay', milliseconds: 20 } },
  { when: 'after', do: { kind: 'delay', milliseconds: 20 } },
  { when: 'after', do: { kind: 'stall' } },
  { when: 'after', do: { kind: 'body', body: '<html>', contentType: 'text/html' } },
];
const listStrikes: readonly Strike[] = [
  { when: 'before', do: reset },
  { when: 'after', do: { kind: 'truncate', bytes: 100 } },
  { when: 'before', do: busy(429, 0) },
  { when: 'after', do: { kind: 'delay', milliseconds: 20 } },
];

describe('Uploading through chaos', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: ApiServer;
  const files: FileCandidate[] = [];
  const hashes = new Map<string, string>();

  before(async () => {
    folder = await temporaryFolder('cartesia-chaos');
    await makeFiles(folder.folder);
    for await (const found of collectFiles([folder.folder])) {
      assert.equal(found.kind, 'file');
      files.push(found.file);
    }
    assert.equal(files.length, fileCount);
    server = await startApiServer({ seed: 'empty', validate: false });
  });

  after(async () => {
    await server.close();
    await folder.remove();
  });

  for (let seed = 1; seed <= seeds; seed += 1) {
    it(`leaves each file in the dataset exactly once, seed ${seed}`, async () => {
      const random = new Random(seed);
      server.state.removeDataset(datasetId);
      // Some were there before, and look like files that are sent now.
      const earlier = files.filter(() => random.next() < 0.05);
      server.state.addDataset({
        id: datasetId,
        name: 'Chaos',
        files: earlier.map(({ name, size }) => ({ filename: name, size, sha256: 'earlier' })),
      });
      server.faults.clear();
      strike(random, 'POST', uploadStrikes, 1500);
      strike(random, 'GET', listStrikes, 300);

      // The last ones before the crash are stored after it.
      const crashAfter = random.integer(concurrency + 1, fileCount - 1);
      const journal = new MemoryJournal();
      const first = await runUntil(journal, crashAfter);
      const state = readJournal(journal.text);
      assert.ok(state, 'The journal can be read.');
      assert.ok(first.results.some(({ kind }) => kind === 'notSent'));
      server.faults.clear();
      strike(random, 'POST', uploadStrikes, 1000);
      strike(random, 'GET', listStrikes, 200);

      const second = new MemoryJournal();
      second.text = journal.text;
      const outcome = await run(second, { resume: state });
      assert.deepEqual(
        outcome.results.filter(({ kind }) => kind !== 'sent' && kind !== 'alreadyThere'),
        [],
      );
      assert.deepEqual([outcome.stoppedBy, outcome.surplus], [undefined, []]);
      assert.ok(second.removed, 'Nothing is left to resume.');
      assert.deepEqual(stored(), expected(earlier));
    });
  }

  /** Ends like a crash: nothing more is written, and every connection breaks. */
  async function runUntil(journal: MemoryJournal, results: number): Promise<BatchOutcome> {
    let settled = 0;
    const crash = new AbortController();
    return run(journal, {
      signal: crash.signal,
      // A crashed engine asks nothing more.
      policy: { ...policy, lastLookMs: 1 },
      onResult: () => {
        settled += 1;
        if (settled === results - concurrency) {
          server.faults.clear();
          server.faults.push({ match: { method: 'POST', path: /\/files/ }, do: storeLate });
        }
        if (settled !== results) return;
        journal.crashed = true;
        crash.abort();
      },
    });
  }

  async function run(store: MemoryJournal, options: Partial<BatchOptions>): Promise<BatchOutcome> {
    const access = { baseUrl: server.url, key: server.key };
    const transport = new Transport({
      access: () => Promise.resolve(access),
      limits: { idleMs },
      repeats: { baseMs: 1, maxWaitMs: 5, maxTries: 6 },
    });
    const { signal = new AbortController().signal } = options;
    signal.addEventListener('abort', () => {
      transport.dispose();
    });
    try {
      return await uploadBatch({
        client: new CartesiaClient(transport),
        datasetId,
        files,
        concurrency,
        policy,
        journal: { journal: new Journal(store), baseUrl: server.url, datasetName: 'Chaos' },
        ...options,
        signal,
      });
    } finally {
      transport.dispose();
    }
  }

  /** Strikes about a fifth of the next requests, and leaves the others alone. */
  function strike(
    random: Random,
    method: string,
    strikes: readonly Strike[],
    requests: number,
  ): void {
    const path = /\/files/;
    for (let request = 0; request < requests; request += 1) {
      const chosen = random.next() < 0.2 ? strikes[random.integer(0, strikes.length - 1)] : nothing;
      server.faults.push({ match: { method, path }, times: 1, ...(chosen ?? nothing) });
    }
  }

  function stored(): string[] {
    const held = [...(server.state.datasets.get(datasetId)?.files ?? [])];
    return held
      .map(({ fields, sha256 }) => `${fields.filename} ${fields.size} ${sha256 ?? ''}`)
      .sort();
  }

  function expected(earlier: readonly FileCandidate[]): string[] {
    return [
      ...files.map((file) => `${file.name} ${file.size} ${hashes.get(file.path) ?? ''}`),
      ...earlier.map(({ name, size }) => `${name} ${size} earlier`),
    ].sort();
  }

  /** Every fifth has name and size in common with three others, in other folders. */
  async function makeFiles(root: string): Promise<void> {
    const random = new Random(7);
    const sizes = Array.from({ length: fileCount }, () => random.integer(0, 3000));
    for (let number = 0; number < fileCount; number += 1) {
      const twin = number % 5 === 0;
      const shared = Math.floor(number / 20);
      const where = path.join(root, `part ${number % 20}`);
      const file = path.join(where, twin ? `take ${shared}.wav` : `${number}.wav`);
      const content = Buffer.alloc(sizes[twin ? shared : number] ?? 0, `${number} `);
      await mkdir(where, { recursive: true });
      await writeFile(file, content);
      hashes.set(file, createHash('sha256').update(content).digest('hex'));
    }
  }
});
