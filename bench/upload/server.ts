import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

/**
 * Takes uploads and throws them away, as fast as Node can: the stand-in API reads the form, which
 * costs more than sending it. Answers to every message how many uploads and bytes have come since
 * the last. It ends with whoever started it.
 */
let uploads = 0;
let bytes = 0;
const server = createServer((request, response) => {
  request.on('data', (piece: Buffer) => (bytes += piece.length));
  request.once('end', () => {
    if (request.method === 'POST') {
      uploads += 1;
      response.writeHead(204).end();
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data":[],"has_more":false,"next_page":null}');
    }
  });
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});
process.on('message', () => {
  process.send?.({ uploads, bytes });
  uploads = bytes = 0;
});
process.once('disconnect', () => {
  process.exit();
});
