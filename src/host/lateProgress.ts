import * as vscode from 'vscode';
import type { CallOptions, Wait } from '../api/request';
import { waitSentence } from './explain';
import { withoutLinks } from './plainText';

/** Work that ends sooner shows no progress at all: it would only flicker. */
export const patienceMs = 300;

/**
 * Runs `work`; if it takes longer than 300 ms, a notification with Cancel appears until it ends and
 * tells when a request is sent again.
 * @throws {CartesiaError} `cancelled` after Cancel, otherwise whatever `work` throws
 */
export async function withLateProgress<Result>(
  title: string,
  work: (options: CallOptions, tell: (message: string) => void) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let report: ((message: string) => void) | undefined;
  let message = '';
  const tell = (text: string): void => {
    message = text;
    report?.(text);
  };
  const onWait = (wait: Wait | undefined): void => {
    tell(wait === undefined ? '' : waitSentence(wait));
  };
  const running = work({ signal: abort.signal, onWait }, tell);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        report = (text) => {
          progress.report({ message: withoutLinks(text) });
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
