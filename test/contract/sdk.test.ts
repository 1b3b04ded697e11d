import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import Cartesia, {
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  toFile,
} from '@cartesia/cartesia-js';
import type { ApiServer } from '../api-server/startApiServer';
import { useServer } from './useServer';

/** The SDK speaks a newer version unless told otherwise. */
function sdk(server: ApiServer, version = '2026-03-01'): Cartesia {
  return new Cartesia({
    baseURL: server.url,
    apiKey: server.key,
    maxRetries: 0,
    defaultHeaders: { 'cartesia-version': version },
  });
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('The official SDK, datasets', () => {
  const server = useServer();

  it('lists every dataset through all pages', async () => {
    const all = await collect(sdk(server()).datasets.list({ limit: 7 }));
    assert.deepEqual(
      all.map(({ id }) => id),
      Array.from(server().state.datasets, ({ id }) => id),
    );
    assert.ok(all.length >= 36);
  });

  it('lists backwards from a cursor', async () => {
    const ids = Array.from(server().state.datasets, ({ id }) => id);
    const page = await sdk(server()).datasets.list({ limit: 2, ending_before: ids[5] ?? '' });
    assert.deepEqual(
      page.data.map(({ id }) => id),
      ids.slice(3, 5),
    );
  });

  it('creates, reads, changes and deletes one', async () => {
    const { datasets } = sdk(server());
    const made = await datasets.create({ name: 'New', description: '' });
    assert.deepEqual(await datasets.retrieve(made.id), made);
    await datasets.update(made.id, { name: 'Renamed', description: 'Two\nlines' });
    assert.deepEqual(await datasets.retrieve(made.id), {
      ...made,
      name: 'Renamed',
      description: 'Two\nlines',
    });
    await datasets.delete(made.id);
    await assert.rejects(datasets.retrieve(made.id), NotFoundError);
  });

  it('puts a new dataset first in the list', async () => {
    const { datasets } = sdk(server());
    const made = await datasets.create({ name: 'Newest', description: '' });
    assert.equal((await datasets.list({ limit: 1 })).data[0]?.id, made.id);
  });

  it('reads a dataset whose ID needs percent-encoding', async () => {
    const found = await sdk(server()).datasets.retrieve('ds/öß 1?#%');
    assert.equal(found.name, 'ID that needs encoding');
    assert.equal(server().requests[0]?.path, '/datasets/ds%2F%C3%B6%C3%9F%201%3F%23%25');
  });

  it('is told about a wrong key and a wrong version', async () => {
    const right = sdk(server());
    await assert.rejects(
      right.withOptions({ apiKey: 'sk_car_x.y' }).datasets.list(),
      AuthenticationError,
    );
    await assert.rejects(sdk(server(), '2026-08-14').datasets.list(), BadRequestError);
  });

  it('reads the status', async () => {
    assert.deepEqual(await sdk(server()).getStatus(), { ok: true, version: '2026-03-01' });
  });
});

describe('The official SDK, files', () => {
  const server = useServer({
    seed: { datasets: [{ id: 'ds_1', name: 'One', files: [{ filename: 'old.wav', size: 5 }] }] },
  });

  it('uploads a file, which is then listed with its name and size', async () => {
    const { files } = sdk(server()).datasets;
    const bytes = Buffer.alloc(300_000, 'audio');
    const name = 'Tàke "7" 第一.wav';
    await files.upload('ds_1', { file: await toFile(bytes, name), purpose: 'fine_tune' });
    const listed = await collect(files.list('ds_1', { limit: 1 }));
    assert.deepEqual(
      listed.map(({ size }) => size),
      [bytes.length, 5],
    );
    const upload = server().requests[0]?.upload;
    assert.equal(upload?.filename, listed[0]?.filename);
    assert.equal(upload?.purpose, 'fine_tune');
    assert.equal(upload.sha256, createHash('sha256').update(bytes).digest('hex'));
    // The SDK escapes quotes as browsers do; what it sent is what is kept.
    assert.equal(upload.filename, 'Tàke %227%22 第一.wav');
  });

  it('deletes a file', async () => {
    const { files } = sdk(server()).datasets;
    const [file] = await collect(files.list('ds_1'));
    assert.ok(file);
    await files.delete(file.id, { id: 'ds_1' });
    assert.deepEqual(await collect(files.list('ds_1')), []);
    await assert.rejects(files.delete(file.id, { id: 'ds_1' }), NotFoundError);
  });
});

describe('The official SDK, fine-tunes and voices', () => {
  const server = useServer({
    seed: { datasets: [{ id: 'ds_1', name: 'One', files: [{ filename: 'a.wav', size: 5 }] }] },
  });
  const request = {
    name: 'Narrator',
    description: '',
    language: 'en',
    model_id: 'sonic-3.5-2026-05-04',
    dataset: 'ds_1',
  };

  it('starts a fine-tune, follows it to its four voices and deletes it', async () => {
    const { fineTunes } = sdk(server());
    const made = await fineTunes.create({ ...request, accent: 'british' });
    assert.deepEqual(made, { id: made.id, ...request, status: 'created', accent: 'british' });
    assert.deepEqual((await fineTunes.listVoices(made.id)).data, []);
    server().state.advance(made.id);
    assert.equal((await fineTunes.retrieve(made.id)).status, 'training');
    server().state.advance(made.id);
    const [listed] = await collect(fineTunes.list({ limit: 100 }));
    assert.equal(listed?.status, 'completed');
    assert.equal((await collect(fineTunes.listVoices(made.id, { limit: 3 }))).length, 4);
    await fineTunes.delete(made.id);
    await assert.rejects(fineTunes.retrieve(made.id), NotFoundError);
  });

  it('sees a training fail', async () => {
    const { fineTunes } = sdk(server());
    const { id } = await fineTunes.create(request);
    server().state.fail(id);
    assert.equal((await fineTunes.retrieve(id)).status, 'failed');
  });

  it('is refused a fine-tune of a dataset that does not exist', async () => {
    const { fineTunes } = sdk(server());
    await assert.rejects(fineTunes.create({ ...request, dataset: 'ds_2' }), BadRequestError);
  });

  it('lists the voices, reads one with its preview, and hears it speak', async () => {
    const client = sdk(server());
    const { id } = server().state.addFineTune({ ...request, status: 'completed' });
    const [first, , , last] = await collect(client.voices.list());
    const [listed] = await collect(client.fineTunes.listVoices(id));
    assert.ok(first && last);
    assert.deepEqual(listed, first);
    assert.ok(!('preview_file_url' in (await client.voices.get(first.id))));
    const expanded = await client.voices.get(first.id, { expand: ['preview_file_url'] });
    const url = expanded.preview_file_url ?? '';
    assert.equal((await fetch(url)).status, 401);
    const preview = await fetch(url, { headers: { authorization: `Bearer ${server().key}` } });
    assert.equal(preview.headers.get('content-type'), 'audio/wav');
    const silent = await client.voices.get(last.id, { expand: ['preview_file_url'] });
    assert.equal(silent.preview_file_url, null);

    const speech = await client.tts.generate({
      model_id: request.model_id,
      transcript: 'Good morning.',
      voice: { mode: 'id', id: first.id },
      output_format: { container: 'wav', encoding: 'pcm_s16le', sample_rate: 16000 },
    });
    const wav = Buffer.from(await speech.arrayBuffer());
    assert.equal(wav.toString('ascii', 0, 4), 'RIFF');
    assert.equal(wav.readUInt32LE(24), 16000);
    assert.equal(wav.readUInt32LE(40), wav.length - 44);
  });

  it('is told that a voice does not exist', async () => {
    const speech = sdk(server()).tts.generate({
      model_id: request.model_id,
      transcript: 'Good morning.',
      voice: { mode: 'id', id: 'nobody' },
      output_format: { container: 'wav', encoding: 'pcm_s16le', sample_rate: 16000 },
    });
    await assert.rejects(speech, (error) => {
      assert.ok(error instanceof NotFoundError);
      assert.equal((error.error as { error_code: string }).error_code, 'voice_not_found');
      return true;
    });
  });
});

describe('A training that goes on by itself', () => {
  const server = useServer({
    seed: { fineTunes: [{ id: 'ft_1', name: 'Watched', dataset: 'ds_1' }] },
    readsPerStatus: 2,
  });

  it('reaches its next status after the agreed number of reads', async () => {
    const { fineTunes } = sdk(server());
    const seen: string[] = [];
    for (let read = 0; read < 6; read += 1) seen.push((await fineTunes.retrieve('ft_1')).status);
    assert.deepEqual(seen, [
      'created',
      'created',
      'training',
      'training',
      'completed',
      'completed',
    ]);
  });
});
