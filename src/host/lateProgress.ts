import * as vscode from 'vscode';
import { CartesiaError } from '../api/errors';

/** Work that ends sooner shows no progress at all: it would only flicker. */
const patienceMs = 300;

/**
 * Runs `work`; if it takes longer than 300 ms, a notification with Cancel appears until it ends.
 * @throws {CartesiaError} `cancelled` after Cancel, otherwise whatever `work` throws
 */
export async function withLateProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const running = work(abort.signal);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        token.onCancellationRequested(() => {
          abort.abort(new CartesiaError('cancelled', 'cancelled by the person'));
        });
        await running.catch(() => undefined);
      },
    );
  }, patienceMs);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}
