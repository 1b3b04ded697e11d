import { parseArgs } from 'node:util';
import { startApiServer } from './startApiServer';

/** The stand-in API by hand: `npx tsx test/api-server/main.ts [--port 8787] [--key sk_car_…] [--empty]`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    key: { type: 'string' },
    empty: { type: 'boolean', default: false },
  },
});
const server = await startApiServer({
  port: Number(values.port),
  seed: values.empty ? 'empty' : 'demo',
  readsPerStatus: 3,
  ...(values.key !== undefined && { key: values.key }),
});
console.log(`The stand-in API answers at ${server.url}; Ctrl-C ends it. Try:

curl '${server.url}/datasets/?limit=2' -H 'Authorization: Bearer ${server.key}' -H 'Cartesia-Version: 2026-03-01'
`);
process.once('SIGINT', () => {
  void server.close();
});
