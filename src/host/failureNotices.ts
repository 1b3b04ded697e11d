import * as vscode from 'vscode';
import { toCartesiaError } from '../api/errors';
import { applyRemedy, type Retry } from './applyRemedy';
import { explain, explanationText, remedyLabel, type Remedy } from './explain';
import { notificationText } from './plainText';

/** Notifications about failures. All that fail because of the key share one. */
export class FailureNotices {
  /** What is done again after a new key, while the notice about the old one is open. */
  #rejected: Set<Retry> | undefined;

  /** Cancelling is not a failure and shows nothing. */
  async show(error: unknown, baseUrl: string | undefined, retry: Retry): Promise<void> {
    const failure = toCartesiaError(error);
    if (failure.kind === 'cancelled') return;
    const explanation = explain(failure, baseUrl);
    const text = notificationText(explanationText(explanation));
    if (failure.kind !== 'unauthorized') {
      await this.#ask(text, explanation.remedies, retry);
      return;
    }
    if (this.#rejected !== undefined) {
      this.#rejected.add(retry);
      return;
    }
    const rejected = new Set([retry]);
    this.#rejected = rejected;
    await this.#ask(text, explanation.remedies, async () => {
      this.#rejected = undefined;
      await Promise.all([...rejected].map((again) => again()));
    });
    this.#rejected = undefined;
  }

  async #ask(text: string, remedies: readonly Remedy[], retry: Retry): Promise<void> {
    const buttons = remedies.map((remedy) => ({ title: remedyLabel(remedy), remedy }));
    const chosen = await vscode.window.showErrorMessage(text, ...buttons);
    if (chosen !== undefined) await applyRemedy(chosen.remedy, retry);
  }
}
