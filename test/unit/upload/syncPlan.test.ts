import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FileCandidate } from '../../../src/upload/collectFiles';
import { syncPlan } from '../../../src/upload/syncPlan';

const local = (name: string, size: number, mtimeMs = 0): FileCandidate => ({
  name,
  size,
  path: `/x/${name}`,
  mtimeMs,
});
let ids = 0;
const remote = (
  filename: string,
  size: number,
): { id: string; filename: string; size: number; created_at: string } => ({
  id: String((ids += 1)),
  filename,
  size,
  created_at: '2026-03-01T10:00:00Z',
});

describe('The plan of a sync', () => {
  it('tells new, changed, gone and equal files apart', () => {
    const changed = remote('changed.wav', 1);
    const gone = remote('gone.wav', 1);
    const plan = syncPlan(
      [local('new.wav', 1), local('changed.wav', 2), local('same.wav', 3)],
      [changed, gone, remote('same.wav', 3)],
    );
    assert.deepEqual(plan, {
      added: [local('new.wav', 1)],
      changed: [{ local: local('changed.wav', 2), remote: changed }],
      newer: [],
      gone: [gone],
      same: 1,
    });
  });

  it('takes a file that was written after the other was added for a newer one', () => {
    const added = Date.parse('2026-03-01T10:00:00Z');
    const edited = local('edited.wav', 1, added + 1);
    const other = remote('edited.wav', 1);
    const before = [local('before.wav', 1, added), local('undated.wav', 1, added + 1)];
    const theirs = [
      other,
      remote('before.wav', 1),
      { ...remote('undated.wav', 1), created_at: '' },
    ];
    const plan = syncPlan([edited, ...before], theirs);
    assert.deepEqual(plan.newer, [{ local: edited, remote: other }]);
    assert.equal(plan.same, 2);
  });

  it('counts files of one name and size as often as they are', () => {
    const twin = local('a.wav', 1);
    assert.deepEqual(syncPlan([twin, twin, twin], [remote('a.wav', 1)]).added, [twin, twin]);
    const [first, second] = [remote('a.wav', 1), remote('a.wav', 1)];
    assert.deepEqual(syncPlan([twin], [first, second]).gone, [second]);
  });

  it('knows names again that came back encoded or composed', () => {
    const names = [
      ['a"b\n.wav', 'a%22b%0A.wav'],
      ['e\u0301.wav', '\u00e9.wav'],
      ['a\\b', 'a\\\\b'],
    ];
    for (const [here = '', there = ''] of names) {
      assert.equal(syncPlan([local(here, 1)], [remote(there, 1)]).same, 1, here);
    }
  });

  it('has nothing to send once what is new was sent', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const files = fc.array(fc.tuple(name, fc.integer({ min: 0, max: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(files, files, (here, there) => {
        const locals = here.map(([each, size]) => local(each, size));
        const remotes = there.map(([each, size]) => remote(each, size));
        const { added, changed, gone, same } = syncPlan(locals, remotes);
        assert.equal(added.length + changed.length + same, locals.length);
        assert.equal(gone.length + changed.length + same, remotes.length);
        const sent = added.map(({ name: each, size }) => remote(each, size));
        assert.deepEqual(syncPlan(locals, [...remotes, ...sent]).added, []);
        // With all of it done, both hold the same.
        const replaced = changed.map(({ local: { name: each, size } }) => remote(each, size));
        const deleted = new Set([...gone, ...changed.map((pair) => pair.remote)]);
        const left = [...remotes.filter((file) => !deleted.has(file)), ...sent, ...replaced];
        assert.deepEqual(syncPlan(locals, left), {
          added: [],
          changed: [],
          newer: [],
          gone: [],
          same: locals.length,
        });
      }),
    );
  });
});
