import * as vscode from 'vscode';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import { applyRemedy, type Retry } from './applyRemedy';
import { explain, explanationText, remedyLabel, type Remedy } from './explain';
import { withoutLinks } from './plainText';

/** Notifications about failures. All that fail because of the key share one. */
export class FailureNotices implements vscode.Disposable {
  /** What a rejected key has failed, to be done again with another one. */
  #rejected = new Set<Retry>();
  readonly #subscription: vscode.Disposable;

  /** @param onDidChangeAccess fires when there may be another key, also one set elsewhere */
  constructor(onDidChangeAccess: vscode.Event<void>) {
    this.#subscription = onDidChangeAccess(() => {
      const rejected = this.#rejected;
      this.#rejected = new Set();
      for (const retry of rejected) void retry();
    });
  }

  /** Cancelling is not a failure and shows nothing. */
  async show(error: unknown, baseUrl: string | undefined, retry: Retry): Promise<void> {
    const failure = toCartesiaError(error);
    if (failure.kind === 'cancelled') return;
    if (failure.kind === 'unauthorized') {
      await this.#showRejected(failure, baseUrl, retry);
      return;
    }
    const explanation = explain(failure, baseUrl);
    await ask(explanationText(explanation), explanation.remedies, retry);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #showRejected(
    failure: CartesiaError,
    baseUrl: string | undefined,
    retry: Retry,
  ): Promise<void> {
    const rejected = this.#rejected;
    rejected.add(retry);
    const size = rejected.size;
    // Without the request ID all are the same text, and VS Code shows the same text once.
    const { sentence, remedies } = explain(failure, baseUrl);
    // A new key is heard of by the change of access, wherever it was set.
    const chosen = await ask(sentence, remedies, () => Promise.resolve());
    // Dismissed, and not only replaced by a newer one: the person does not want it done.
    if (chosen === undefined && rejected.size === size) rejected.clear();
  }
}

async function ask(
  text: string,
  remedies: readonly Remedy[],
  retry: Retry,
): Promise<Remedy | undefined> {
  const buttons = remedies.map((remedy) => ({ title: remedyLabel(remedy), remedy }));
  const chosen = await vscode.window.showErrorMessage(withoutLinks(text), ...buttons);
  if (chosen !== undefined) await applyRemedy(chosen.remedy, retry);
  return chosen?.remedy;
}
