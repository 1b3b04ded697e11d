import assert from 'node:assert/strict';
import { CartesiaError } from '../../src/api/errors';
import { syncDeletions } from '../../src/commands/upload/syncDeletions';
import type { Upload } from '../../src/commands/upload/uploadReport';
import type { BatchOutcome, FileResult } from '../../src/upload/uploadBatch';

const [a, b] = ['a.wav', 'b.wav'].map((name) => ({
  name,
  path: `/takes/${name}`,
  size: 2,
  mtimeMs: 0,
}));
assert.ok(a && b);
const files = [a, b];
const plan = {
  changed: files.map((local) => ({
    local,
    remote: { id: `old ${local.name}`, filename: local.name, size: 1, created_at: '' },
  })),
  newer: [],
  gone: [{ id: 'gone', filename: 'c.wav', size: 1, created_at: '' }],
};
const all = new Set(['changed', 'gone'] as const);
const error = new CartesiaError('refused', 'no');

function ended(results: readonly FileResult[], extra: Partial<BatchOutcome> = {}): Upload {
  const outcome: BatchOutcome = {
    results,
    cancelled: false,
    stoppedBy: undefined,
    surplus: [],
    journalFailure: undefined,
    ...extra,
  };
  const [datasetId, datasetName] = ['ds_one', 'One'];
  const before = new Map<string, number>();
  return {
    datasetId,
    datasetName,
    files,
    before,
    startedAt: 0,
    outcome,
    leftOut: [],
    unusable: [],
  };
}

function doomed(upload: Upload | undefined): { ids: readonly string[]; kept: number } {
  const { files: which, kept } = syncDeletions(plan, all, upload);
  return { ids: which.map(({ id }) => id), kept };
}

describe('what a sync deletes', () => {
  it('is all that was agreed to once every file is there', () => {
    const upload = ended([{ kind: 'sent' }, { kind: 'alreadyThere' }]);
    assert.deepEqual(doomed(upload), { ids: ['old a.wav', 'old b.wav', 'gone'], kept: 0 });
  });

  it('is only what was ticked', () => {
    const upload = ended([{ kind: 'sent' }, { kind: 'sent' }]);
    const { files: which, kept } = syncDeletions(plan, new Set(['gone']), upload);
    assert.deepEqual([which.map(({ id }) => id), kept], [['gone'], 0]);
  });

  it('is only what was replaced where a file failed', () => {
    const upload = ended([{ kind: 'sent' }, { kind: 'failed', error }]);
    assert.deepEqual(doomed(upload), { ids: ['old a.wav'], kept: 2 });
  });

  it('is nothing whose replacement changed while it was sent', () => {
    const problem = { kind: 'grew', path: '/takes/b.wav' } as const;
    const upload = ended([{ kind: 'sent' }, { kind: 'sent', problem }]);
    assert.deepEqual(doomed(upload), { ids: ['old a.wav'], kept: 2 });
  });

  it('is what was written anew, once that was agreed to', () => {
    const upload = ended([{ kind: 'sent' }, { kind: 'sent' }]);
    const anew = { changed: [], newer: plan.changed, gone: [] };
    assert.equal(syncDeletions(anew, new Set(['newer']), upload).files.length, 2);
    assert.equal(syncDeletions(anew, new Set(['changed']), upload).files.length, 0);
  });

  it('is nothing at all after a cancelled or stopped upload', () => {
    const results: readonly FileResult[] = [{ kind: 'sent' }, { kind: 'notSent' }];
    for (const how of [{ cancelled: true }, { stoppedBy: error }]) {
      assert.deepEqual(doomed(ended(results, how)), { ids: [], kept: 3 });
    }
  });

  it('is what only the dataset has where nothing was to be sent', () => {
    const { files: which, kept } = syncDeletions(plan, new Set(['gone']), undefined);
    assert.deepEqual([which.map(({ id }) => id), kept], [['gone'], 0]);
  });
});
