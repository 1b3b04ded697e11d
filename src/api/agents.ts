import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';

/** What one request's connection goes through. */
export interface ConnectionWatcher {
  readonly onConnecting: () => void;
  readonly onConnected: () => void;
}

/** `addRequest` is what http.request() calls; Node's types leave it out. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void;
}

/**
 * Keep-alive connections for all requests of a transport. In a window that uses VS Code's proxy
 * support these agents serve only this machine; VS Code makes connections of its own elsewhere,
 * which cannot be watched.
 */
export class Agents {
  readonly #kept = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };
  readonly #fresh = { 'http:': new http.Agent(), 'https:': new https.Agent() };

  /**
   * @param fresh whether to make a new connection: a kept one may just be closing, and what is
   *   then lost could not be sent again
   */
  agentFor(url: URL, fresh: boolean, watcher: ConnectionWatcher): http.Agent {
    const agents = fresh ? this.#fresh : this.#kept;
    const agent = url.protocol === 'https:' ? agents['https:'] : agents['http:'];
    // An object of its own for this request, which shares everything else with the agent.
    const watched = Object.create(agent) as http.Agent & RequestTaker;
    watched.addRequest = (request, ...rest) => {
      request.once('socket', (socket) => {
        watch(socket, url, watcher);
      });
      (agent as http.Agent & RequestTaker).addRequest(request, ...rest);
    };
    return watched;
  }

  /** Closes the idle connections. */
  dispose(): void {
    for (const agent of [...Object.values(this.#kept), ...Object.values(this.#fresh)]) {
      agent.destroy();
    }
  }
}

function watch(socket: Socket, { protocol }: URL, watcher: ConnectionWatcher): void {
  if (!socket.connecting) return;
  watcher.onConnecting();
  socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', watcher.onConnected);
}
