import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Access } from '../../src/api/access';

export interface BenchServer {
  readonly access: Access;
  /** How many requests have arrived since this was last asked. */
  readonly takeRequestCount: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Starts the stand-in API apart from this process, so that its work is not taken for a client's. */
export async function startServer(datasets: number): Promise<BenchServer> {
  const child = fork(path.join(import.meta.dirname, 'server.ts'), [String(datasets)], {
    execArgv: ['--import', 'tsx'],
  });
  const access = (await nextMessage(child)) as Access;
  return {
    access,
    takeRequestCount: async () => {
      const answer = nextMessage(child);
      child.send('count');
      return (await answer) as number;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** @throws when the process ends before it says anything */
function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      reject(new Error('The stand-in API has ended.'));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
