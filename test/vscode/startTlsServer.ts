import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from './certificates';

/** A Cartesia with one dataset, `x`, behind a certificate of one's choice. */
export interface TlsServer {
  readonly port: number;
  /** Paths of the requests that came through. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

export async function startTlsServer(identity: KeyPair): Promise<TlsServer> {
  const paths: string[] = [];
  const server = createServer({ ...identity }, ({ url = '' }, response) => {
    paths.push(url);
    const list = url.startsWith('/datasets/?');
    response.setHeader('content-type', 'application/json');
    response.end(list ? '{"data":[],"has_more":false}' : dataset);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    paths,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const dataset = '{"id":"x","name":"Through the proxy","created_at":"","description":""}';
