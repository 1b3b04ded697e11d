import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { it } from 'node:test';
import { CartesiaClient } from '../../src/api/client';
import { Transport } from '../../src/api/transport';
import { uploadBatch } from '../../src/upload/uploadBatch';
import { startApiServer } from '../api-server/startApiServer';
import { useFolder } from '../unit/upload/useFolder';

const folder = useFolder();

it('A file larger than 4 GiB, most of it a hole, arrives whole and is never held whole', async () => {
  const size = 2 ** 32 + 5;
  const file = await folder.write('large.wav');
  await truncate(file, size);
  const server = await startApiServer({ seed: 'empty', validate: false, hashUploads: false });
  const access = { baseUrl: server.url, key: server.key };
  const transport = new Transport({ access: () => Promise.resolve(access) });
  let most = 0;
  const { id } = server.state.addDataset({ name: 'Large' });
  const idle = process.memoryUsage.rss();
  const { results } = await uploadBatch({
    client: new CartesiaClient(transport),
    datasetId: id,
    files: await folder.files([file]),
    signal: new AbortController().signal,
    onProgress: () => (most = Math.max(most, process.memoryUsage.rss() - idle)),
  });
  transport.dispose();
  assert.deepEqual(results, [{ kind: 'sent' }]);
  assert.deepEqual(
    [...(server.state.datasets.get(id)?.files ?? [])].map(({ fields }) => fields.size),
    [size],
  );
  await server.close();
  // The server of the test is in this process too.
  assert.ok(most < 300e6, `${most} bytes`);
});
