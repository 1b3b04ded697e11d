import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CartesiaClient } from '../../../src/api/client';
import { CartesiaError } from '../../../src/api/errors';
import { documentOf } from '../../../src/api/listedText';
import { Transport } from '../../../src/api/transport';
import { Account } from '../../../src/model/account';
import type { ListRef } from '../../../src/model/listRef';
import { isComplete, type PagedList } from '../../../src/model/pagedList';
import type { Fault } from '../../api-server/faults';
import type { Seed } from '../../api-server/seed/seed';
import type { ApiServer } from '../../api-server/startApiServer';
import { useServer } from '../../contract/useServer';

/** What JavaScript would write in another order and with other digits. */
const extra = '"10": "ten", "2": 1.50, "credits": 12345678901234567890';

/** More than two pages of trainings. */
const seed: Seed = {
  datasets: [
    {
      id: 'one',
      name: 'One',
      description: 'first',
      extra,
      files: [
        { id: 'f1', filename: 'a.wav', size: 1 },
        { id: 'f2', filename: 'b.wav', size: 2 },
      ],
    },
    { id: 'two', name: 'Two', files: [{ id: 'f3', filename: 'c.wav', size: 3 }] },
  ],
  fineTunes: Array.from({ length: 205 }, (_, index) => ({
    id: `t${index}`,
    name: `Training ${index}`,
    dataset: index % 100 === 0 ? 'one' : 'two',
  })),
};

const useAccount = (): (() => { server: ApiServer; account: Account }) => {
  const serverNow = useServer({ seed });
  let transport: Transport | undefined;
  let account: Account | undefined;
  beforeEach(() => {
    const { url: baseUrl, key } = serverNow();
    transport = new Transport({
      access: () => Promise.resolve({ baseUrl, key }),
      // Repeats have their own tests; here every request is counted.
      repeats: { maxTries: 1 },
    });
    account = new Account(new CartesiaClient(transport));
  });
  afterEach(() => transport?.dispose());
  return () => {
    assert.ok(account);
    return { server: serverNow(), account };
  };
};

/** Each request as "METHOD path". */
const asked = ({ requests }: ApiServer): string[] =>
  requests.map(({ method, path }) => `${method} ${path}`);

const ids = ({ state }: Pick<PagedList<{ readonly id: string }>, 'state'>): string =>
  state.rows.map(({ id }) => id).join(' ');

/** What befalls an answer that is lost although the API has done what was asked. */
const lostAnswer: Fault = {
  match: { method: 'POST' },
  times: 1,
  when: 'after',
  do: { kind: 'reset', at: 'before-headers' },
};

describe('creating a dataset', () => {
  const now = useAccount();
  const input = { name: 'Three', description: 'third' };

  it('shows it at once, above the others', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.clearRequests();
    const created = await account.createDataset(input);
    assert.equal(server.state.datasets.get(created.id)?.fields.name, 'Three');
    assert.equal(ids(account.datasets), `${created.id} one two`);
    assert.equal(account.knownDataset(created.id), created);
    assert.deepEqual(asked(server), ['POST /datasets/']);
  });

  it('finds it in the list where the answer was lost, and does not create it twice', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.clearRequests();
    server.faults.push(lostAnswer);
    const created = await account.createDataset(input);
    assert.deepEqual([created.name, created.description], ['Three', 'third']);
    assert.equal(server.state.datasets.size, 3);
    assert.deepEqual(asked(server), ['POST /datasets/', 'GET /datasets/?limit=100']);
    assert.equal(ids(account.datasets), `${created.id} one two`);
  });

  it('takes none for it that was there before, or is another one', async () => {
    const { server, account } = now();
    const twin = server.state.addDataset(input);
    await account.datasets.ensureLoaded();
    server.faults.push({
      match: { method: 'POST' },
      times: 1,
      do: { kind: 'status', status: 500 },
    });
    await assert.rejects(account.createDataset(input), { kind: 'maybeDone' });
    server.state.addDataset({ ...input, description: 'another' });
    server.faults.push({
      match: { method: 'POST' },
      times: 1,
      do: { kind: 'status', status: 500 },
    });
    await assert.rejects(account.createDataset(input), { kind: 'maybeDone' });
    assert.ok(account.knownDataset(twin.id));
  });

  it('says that it may be done where not all datasets were known, and reads them', async () => {
    const { server, account } = now();
    server.faults.push(lostAnswer);
    await assert.rejects(account.createDataset(input), (error) => {
      assert.ok(error instanceof CartesiaError && error.cause instanceof CartesiaError);
      assert.deepEqual([error.kind, error.cause.kind], ['maybeDone', 'unreachable']);
      return true;
    });
    assert.equal(account.datasets.state.rows[0]?.name, 'Three');
  });

  it('says that it may be done where the list cannot be read either', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.faults.push(lostAnswer);
    server.faults.push({ match: { method: 'GET' }, times: 1, do: { kind: 'status', status: 503 } });
    await assert.rejects(account.createDataset(input), { kind: 'maybeDone' });
    assert.equal(ids(account.datasets), 'one two');
    await account.datasets.retry();
    assert.equal(account.datasets.state.rows[0]?.name, 'Three');
  });

  it('says just that it failed where nothing was sent', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    await server.close();
    await assert.rejects(account.createDataset(input), { kind: 'unreachable', neverSent: true });
    assert.equal(account.datasets.state.error, undefined, 'the list was not asked for');
  });

  it('says just that it failed where the API refused it', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.clearRequests();
    server.faults.push({
      match: { method: 'POST' },
      times: 1,
      do: { kind: 'status', status: 422 },
    });
    await assert.rejects(account.createDataset(input), { kind: 'refused' });
    assert.deepEqual(asked(server), ['POST /datasets/']);
  });

  it('is cancelled by the person, unless it was done by then', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    for (const moment of ['before', 'after'] as const) {
      const hold = server.hold({ method: 'POST' }, moment);
      const abort = new AbortController();
      const creating = account.createDataset(input, { signal: abort.signal });
      await hold.arrived;
      abort.abort();
      if (moment === 'before') await assert.rejects(creating, { kind: 'cancelled' });
      else assert.equal((await creating).name, 'Three');
      hold.release();
    }
    assert.equal(account.datasets.state.rows.length, 3);
  });

  it('leaves what became of it where its answer comes last of all', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    const hold = server.hold({ method: 'POST' }, 'after');
    const creating = account.createDataset(input);
    await hold.arrived;
    await account.datasets.refresh();
    const found = account.datasets.state.rows[0];
    assert.equal(found?.name, 'Three');
    await account.saveDataset(found.id, undefined, { name: 'Renamed' });
    hold.release();
    await creating;
    assert.equal(account.knownDataset(found.id)?.name, 'Renamed');
  });

  it('keeps the very text of the new dataset', async () => {
    const { server, account } = now();
    const body = `{ "id": "new", "name": "Three", "created_at": "", "description": "third", "x": 1.0 }`;
    server.faults.push({ match: { method: 'POST' }, times: 1, do: { kind: 'body', body } });
    assert.equal(documentOf(await account.createDataset(input)).text, body);
  });
});

describe('saving a dataset', () => {
  const now = useAccount();
  const one = { name: 'One', description: 'first' };

  it('reads it afresh and writes both fields', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.clearRequests();
    const outcome = await account.saveDataset('one', one, { name: 'Uno' });
    assert.deepEqual(asked(server), ['GET /datasets/one', 'PATCH /datasets/one']);
    assert.deepEqual(server.requests[1]?.body, { name: 'Uno', description: 'first' });
    assert.equal(outcome.kind, 'saved');
    assert.deepEqual(
      account.datasets.state.rows.map(({ name }) => name),
      ['Uno', 'Two'],
    );
  });

  it('tells how it is now, in the text of the API with just that field changed', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    const before = server.state.datasets.get('one')?.text;
    const told: string[] = [];
    account.onDidWrite(({ value, text }) => {
      assert.equal(value, account.knownDataset('one'), 'the list has it by then');
      told.push(text);
    });
    await account.saveDataset('one', one, { name: 'Uno' });
    assert.deepEqual(told, [before?.replace('"One"', '"Uno"')]);
    assert.ok(told[0]?.includes(extra), told[0]);
    const row = account.knownDataset('one');
    assert.ok(row);
    assert.equal(documentOf(row).text, told[0]);
  });

  it('writes nothing where others changed it meanwhile, and shows theirs', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.state.datasets.get('one')?.change({ description: 'changed elsewhere' });
    server.clearRequests();
    const told: string[] = [];
    account.onDidWrite(({ text }) => told.push(text));
    const outcome = await account.saveDataset('one', one, { name: 'Uno' });
    assert.deepEqual(asked(server), ['GET /datasets/one']);
    const row = account.knownDataset('one');
    assert.ok(row && outcome.kind === 'conflict');
    assert.equal(outcome.theirs.description, 'changed elsewhere');
    assert.deepEqual([row.name, row.description], ['One', 'changed elsewhere']);
    assert.deepEqual([documentOf(row).text], told);
    assert.equal(told[0], server.state.datasets.get('one')?.text);
  });

  it('minds only the fields that the person began with', async () => {
    const { server, account } = now();
    server.state.datasets.get('one')?.change({ description: 'changed elsewhere' });
    await account.saveDataset('one', { name: 'One' }, { name: 'Uno' });
    assert.deepEqual(server.requests[1]?.body, { name: 'Uno', description: 'changed elsewhere' });
  });

  it('overwrites whatever is there where the person says so', async () => {
    const { server, account } = now();
    server.state.datasets.get('one')?.change({ name: 'Changed elsewhere' });
    const outcome = await account.saveDataset('one', undefined, { name: 'Uno' });
    assert.equal(outcome.kind, 'saved');
    assert.equal(server.state.datasets.get('one')?.fields.name, 'Uno');
  });

  it('sends nothing where nothing changes', async () => {
    const { server, account } = now();
    const outcome = await account.saveDataset('one', one, one);
    assert.equal(outcome.kind, 'saved');
    assert.deepEqual(asked(server), ['GET /datasets/one']);
  });

  it('leaves the row as it was where writing fails', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    account.onDidWrite(() => assert.fail('nothing was written'));
    server.faults.push({ match: { method: 'PATCH' }, do: { kind: 'status', status: 403 } });
    await assert.rejects(account.saveDataset('one', one, { name: 'Uno' }), { kind: 'forbidden' });
    assert.equal(account.knownDataset('one')?.name, 'One');
  });

  it('reads the dataset again where the answer to a write was lost', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.faults.push({ ...lostAnswer, match: { method: 'PATCH' } });
    const told = new Promise<string>((resolve) => {
      account.onDidWrite(({ value }) => {
        resolve(value.name);
      });
    });
    await assert.rejects(account.saveDataset('one', one, { name: 'Uno' }), {
      kind: 'unreachable',
    });
    assert.equal(await told, 'Uno');
    assert.equal(account.knownDataset('one')?.name, 'Uno');
  });

  it('of two that are begun together, lets the second see what the first has written', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    const hold = server.hold({ method: 'PATCH' }, 'before');
    const first = account.saveDataset('one', one, { name: 'Uno' });
    await hold.arrived;
    const second = account.saveDataset('one', { description: 'first' }, { description: 'primo' });
    // Time enough for the second to read what the first has not written yet.
    await account.readDataset('two');
    hold.release();
    await Promise.all([first, second]);
    const { name, description } = server.state.datasets.get('one')?.fields ?? {};
    assert.deepEqual([name, description], ['Uno', 'primo']);
    assert.equal(account.knownDataset('one')?.name, 'Uno');
  });

  it('goes on behind one that failed', async () => {
    const { server, account } = now();
    server.faults.push({
      match: { method: 'PATCH' },
      times: 1,
      do: { kind: 'status', status: 403 },
    });
    const first = account.saveDataset('one', one, { name: 'Uno' });
    const second = account.saveDataset('one', one, { name: 'Eins' });
    await assert.rejects(first, { kind: 'forbidden' });
    assert.equal((await second).kind, 'saved');
  });
});

describe('deleting', () => {
  const now = useAccount();

  it('takes a dataset and its files out, and says so', async () => {
    const { server, account } = now();
    await Promise.all([account.datasets.ensureLoaded(), account.files('one').ensureLoaded()]);
    const gone: string[] = [];
    account.onDidDelete((id) => gone.push(id));
    await account.deleteDataset('one');
    assert.equal(server.state.datasets.get('one'), undefined);
    assert.deepEqual([ids(account.datasets), gone], ['two', ['one']]);
    assert.equal(account.files('one').isWanted, false);
  });

  it('counts a dataset or a file that is gone already as deleted', async () => {
    const { server, account } = now();
    await Promise.all([account.datasets.ensureLoaded(), account.files('one').ensureLoaded()]);
    server.state.removeFile('one', 'f1');
    await account.deleteFile('one', 'f1');
    assert.equal(ids(account.files('one')), 'f2');
    server.state.removeDataset('one');
    await account.deleteDataset('one');
    assert.equal(ids(account.datasets), 'two');
  });

  it('takes a file out', async () => {
    const { server, account } = now();
    await account.files('one').ensureLoaded();
    await account.deleteFile('one', 'f1');
    assert.equal(ids(account.files('one')), 'f2');
    assert.equal(server.state.datasets.get('one')?.files.get('f1'), undefined);
  });

  it('leaves everything where it fails', async () => {
    const { server, account } = now();
    await Promise.all([account.datasets.ensureLoaded(), account.files('one').ensureLoaded()]);
    account.onDidDelete(() => assert.fail('nothing was deleted'));
    server.faults.push({ match: { method: 'DELETE' }, do: { kind: 'status', status: 403 } });
    await assert.rejects(account.deleteDataset('one'), { kind: 'forbidden' });
    await assert.rejects(account.deleteFile('one', 'f1'), { kind: 'forbidden' });
    assert.deepEqual([ids(account.datasets), ids(account.files('one'))], ['one two', 'f1 f2']);
  });
});

describe('the account', () => {
  const now = useAccount();

  it('asks for nothing by itself', async () => {
    const { server, account } = now();
    assert.equal(account.files('one'), account.files('one'));
    assert.deepEqual(account.trainingsOf('one'), []);
    assert.equal(account.list({ kind: 'files', datasetId: 'one' }), account.files('one'));
    await account.refreshDataset('one');
    assert.deepEqual(server.requests, []);
  });

  it('says which list has changed', async () => {
    const { account } = now();
    const changed = new Set<string>();
    account.onDidChange((list: ListRef) => {
      changed.add(JSON.stringify(list));
      assert.ok(account.list(list).isWanted);
    });
    await account.datasets.ensureLoaded();
    await account.files('one').ensureLoaded();
    await account.ensureTrainings();
    assert.deepEqual(
      [...changed],
      ['{"kind":"datasets"}', '{"kind":"files","datasetId":"one"}', '{"kind":"fineTunes"}'],
    );
  });

  it('reads all trainings once, and finds those of a dataset', async () => {
    const { server, account } = now();
    await Promise.all([account.ensureTrainings(), account.ensureTrainings()]);
    await account.ensureTrainings();
    assert.equal(server.requests.length, 3);
    assert.deepEqual(
      account.trainingsOf('one').map(({ id }) => id),
      ['t0', 't100', 't200'],
    );
  });

  it('does not ask again for trainings that could not be read', async () => {
    const { server, account } = now();
    server.faults.push({ do: { kind: 'status', status: 403 } });
    await account.ensureTrainings();
    await account.ensureTrainings();
    assert.equal(server.requests.length, 1);
    server.faults.clear();
    await account.fineTunes.retry();
    assert.ok(isComplete(account.fineTunes.state));
  });

  it('refreshes what is in sight, and forgets the files that are not', async () => {
    const { server, account } = now();
    const { datasets } = account;
    const [one, two] = [account.files('one'), account.files('two')];
    await Promise.all([datasets.ensureLoaded(), one.ensureLoaded(), two.ensureLoaded()]);
    account.files('three');
    server.state.removeFile('one', 'f1');
    server.clearRequests();
    await account.refresh(new Set(['one', 'three']));
    assert.deepEqual(asked(server).sort(), [
      'GET /datasets/?limit=100',
      'GET /datasets/one/files?limit=100',
    ]);
    assert.deepEqual([ids(one), two.isWanted], ['f2', false]);
  });

  it('refreshes the trainings with the rest where somebody wanted them', async () => {
    const { server, account } = now();
    await account.ensureTrainings();
    server.clearRequests();
    await account.refresh(new Set());
    assert.equal(asked(server).filter((one) => one.includes('/fine-tunes/')).length, 3);
    server.clearRequests();
    await account.files('one').ensureLoaded();
    await account.refreshDataset('one');
    assert.equal(asked(server).length, 2 + 3);
  });

  it('still has all trainings after a refresh, also when others came meanwhile', async () => {
    const { server, account } = now();
    await account.ensureTrainings();
    for (const refresh of [() => account.refresh(new Set()), () => account.refreshDataset('one')]) {
      for (let count = 0; count < 100; count += 1) {
        server.state.addFineTune({ name: 'New', dataset: 'two' });
      }
      await refresh();
      assert.equal(account.trainingsOf('one').length, 3);
    }
  });

  it('reads a dataset anew, and knows it from then on with its very text', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.state.datasets.get('one')?.change({ name: 'Changed elsewhere' });
    const read = await account.readDataset('one');
    assert.equal(account.knownDataset('one'), read);
    assert.equal(documentOf(read).text, server.state.datasets.get('one')?.text);
  });

  it('takes a dataset out that turns out to be gone', async () => {
    const { server, account } = now();
    await account.datasets.ensureLoaded();
    server.state.datasets.delete('one');
    await assert.rejects(account.readDataset('one'), { kind: 'notFound' });
    assert.equal(account.knownDataset('one'), undefined);
  });

  it('says whether anything is being read, and ends all of it', async () => {
    const { server, account } = now();
    const hold = server.hold({});
    const loads = [account.datasets.ensureLoaded(), account.files('one').ensureLoaded()];
    await hold.arrived;
    assert.equal(account.isLoading, true);
    account.cancel();
    await Promise.all(loads);
    assert.equal(account.isLoading, false);
    assert.equal(account.files('one').state.error?.kind, 'cancelled');
  });

  it('forgets everything where another key or address holds', async () => {
    const { account } = now();
    const files = account.files('one');
    await Promise.all([
      account.datasets.ensureLoaded(),
      files.ensureLoaded(),
      account.ensureTrainings(),
    ]);
    account.reset();
    for (const list of [account.datasets, account.fineTunes, files]) {
      assert.deepEqual([ids(list), list.isWanted], ['', false]);
    }
    assert.notEqual(account.files('one'), files);
  });
});
