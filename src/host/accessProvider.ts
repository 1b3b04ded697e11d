import * as vscode from 'vscode';
import type { Access } from '../api/access';
import { CartesiaError } from '../api/errors';
import { parseBaseUrl } from '../model/baseUrl';
import type { KeyStore } from './keyStore';
import { Setting } from './names';

/** Whether a failure ends as soon as a person gives a key. */
export function isMissingKey({ kind }: CartesiaError): boolean {
  return kind === 'noKey' || kind === 'keyElsewhere';
}

/** Joins the base URL of the settings with the stored key. */
export class AccessProvider implements vscode.Disposable {
  readonly #keys: KeyStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  /** Fires when requests may from now on go elsewhere or with another key. */
  readonly onDidChange = this.#changed.event;

  constructor(keys: KeyStore) {
    this.#keys = keys;
    this.#subscriptions = vscode.Disposable.from(
      keys.onDidChange(() => {
        this.#changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${Setting.section}.${Setting.baseUrl}`)) {
          this.#changed.fire();
        }
      }),
    );
  }

  /** @throws {CartesiaError} `badBaseUrl` when the setting cannot be used */
  baseUrl(): string {
    const setting: unknown = vscode.workspace
      .getConfiguration(Setting.section)
      .get(Setting.baseUrl);
    const value = typeof setting === 'string' ? setting : JSON.stringify(setting);
    const parsed = parseBaseUrl(value);
    if ('problem' in parsed) throw new CartesiaError('badBaseUrl', parsed.problem, { value });
    return parsed.baseUrl;
  }

  /** The base URL for messages to people; undefined when the setting cannot be used. */
  usableBaseUrl(): string | undefined {
    try {
      return this.baseUrl();
    } catch {
      return undefined;
    }
  }

  /** Whether requests can be sent. */
  async hasKey(): Promise<boolean> {
    try {
      await this.get();
      return true;
    } catch (error) {
      if (error instanceof CartesiaError && isMissingKey(error)) return false;
      throw error;
    }
  }

  /** @throws {CartesiaError} `badBaseUrl`, `noKey`, `keyElsewhere` or `noKeyring` */
  async get(): Promise<Access> {
    const baseUrl = this.baseUrl();
    const stored = await this.#keys.get();
    if (stored === undefined) throw new CartesiaError('noKey', 'no API key is stored');
    if (stored.origin !== new URL(baseUrl).origin) {
      throw new CartesiaError('keyElsewhere', `the stored key belongs to ${stored.origin}`);
    }
    return { baseUrl, key: stored.key };
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}
