import process from 'node:process';
import type { Access } from '../../src/api/access';
import { startApiServer } from '../../test/api-server/startApiServer';

/**
 * The stand-in API in a process of its own. It says where it is as soon as it serves, and to every
 * message answers how many requests have arrived since the last. It ends with whoever started it.
 */
const server = await startApiServer({
  seed: { datasets: Number(process.argv[2]) },
  validate: false,
});
process.on('message', () => {
  process.send?.(server.requests.length);
  server.clearRequests();
});
process.once('disconnect', () => {
  void server.close();
});
process.send?.({ baseUrl: server.url, key: server.key } satisfies Access);
