import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy on this machine, as `http.proxy` names one. */
export interface Proxy {
  readonly url: string;
  /** What it was asked for: `CONNECT host:port`, or the method and absolute URI of a plain request. */
  readonly asked: readonly string[];
  /** Everything that could be read of the requests on their way, names and values of headers. */
  readonly seen: readonly string[];
  forget(): void;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Port on this machine to which every tunnel and every request leads, whatever its host. */
  readonly target: number;
  /** Whether it first asks for a user name and a password, which nobody gives. */
  readonly locked?: boolean;
  /** Its own port; default a free one. */
  readonly port?: number;
}

export async function startProxy({
  target,
  locked = false,
  port = 0,
}: ProxyOptions): Promise<Proxy> {
  const asked: string[] = [];
  const seen: string[] = [];
  const sockets = new Set<Duplex>();
  const note = ({ method = '', url = '', rawHeaders }: IncomingMessage): void => {
    asked.push(`${method} ${url}`);
    seen.push(...rawHeaders);
  };
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    if (locked) outgoing.writeHead(407, refusal).end();
    else forward(incoming, outgoing, target);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    note(incoming);
    if (locked) socket.end(refusalText);
    else tunnel(socket, head, target, sockets);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    seen,
    forget: () => {
      asked.length = 0;
      seen.length = 0;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const refusal = { 'proxy-authenticate': 'Basic realm="test"', 'content-length': '0' };
const refusalText = [
  'HTTP/1.1 407 Proxy Authentication Required',
  ...Object.entries(refusal).map(([name, value]) => `${name}: ${value}`),
  '\r\n',
].join('\r\n');

function forward(incoming: IncomingMessage, outgoing: ServerResponse, target: number): void {
  const { method, url = '', headers } = incoming;
  const { pathname, search } = new URL(url);
  const onward = request(
    { host: '127.0.0.1', port: target, method, path: pathname + search, headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}

function tunnel(socket: Duplex, head: Buffer, target: number, sockets: Set<Duplex>): void {
  const onward = connect(target, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  sockets.add(onward);
  const end = (): void => {
    sockets.delete(onward);
    onward.destroy();
    socket.destroy();
  };
  onward.on('error', end).once('close', end);
  socket.on('error', end).once('close', end);
}
