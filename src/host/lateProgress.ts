import * as vscode from 'vscode';
import type { CallOptions, Wait } from '../api/request';
import { waitSentence } from './explain';

/** Work that ends sooner shows no progress at all: it would only flicker. */
export const patienceMs = 300;

/**
 * Runs `work`; if it takes longer than 300 ms, a notification with Cancel appears until it ends and
 * tells when a request is sent again.
 * @throws {CartesiaError} `cancelled` after Cancel, otherwise whatever `work` throws
 */
export async function withLateProgress<Result>(
  title: string,
  work: (options: CallOptions) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let report: ((message: string) => void) | undefined;
  let message = '';
  const onWait = (wait: Wait | undefined): void => {
    message = wait === undefined ? '' : waitSentence(wait);
    report?.(message);
  };
  const running = work({ signal: abort.signal, onWait });
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        report = (text) => {
          progress.report({ message: text });
        };
        report(message);
        token.onCancellationRequested(() => {
          abort.abort();
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
