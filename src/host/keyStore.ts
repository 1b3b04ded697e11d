import * as v from 'valibot';
import * as vscode from 'vscode';
import { CartesiaError } from '../api/errors';
import { SecretName } from './names';

const envelope = v.object({
  version: v.literal(1),
  key: v.string(),
  /** Origin the key was entered for; it is sent nowhere else. */
  origin: v.string(),
});

export type StoredKey = Omit<v.InferOutput<typeof envelope>, 'version'>;

/** The API key in VS Code's SecretStorage: the only place where it is kept. */
export class KeyStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** Where this machine keeps no secrets, a key can be held in memory until the window closes. */
  #forThisWindow: StoredKey | undefined;

  /** Fires after every change, also one made in another window. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key !== SecretName.apiKey) return;
      this.#forThisWindow = undefined;
      this.#changed.fire();
    });
  }

  /** @throws {CartesiaError} `noKeyring` */
  async get(): Promise<StoredKey | undefined> {
    if (this.#forThisWindow !== undefined) return this.#forThisWindow;
    const stored = await withKeyring(this.#secrets.get(SecretName.apiKey));
    if (stored === undefined) return undefined;
    try {
      const read = v.safeParse(envelope, JSON.parse(stored));
      return read.success ? { key: read.output.key, origin: read.output.origin } : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * @param origin of the base URL, as `new URL(baseUrl).origin` spells it
   * @throws {CartesiaError} `noKeyring`
   */
  async store(key: string, origin: string): Promise<void> {
    const text = JSON.stringify({ version: 1, key, origin });
    await withKeyring(this.#secrets.store(SecretName.apiKey, text));
  }

  /** Holds a key in memory only. */
  keepForThisWindow(key: string, origin: string): void {
    this.#forThisWindow = { key, origin };
    this.#changed.fire();
  }

  /** Whether there is something to remove, readable or not. */
  async isEmpty(): Promise<boolean> {
    if (this.#forThisWindow !== undefined) return false;
    return (await withKeyring(this.#secrets.get(SecretName.apiKey))) === undefined;
  }

  /** @throws {CartesiaError} `noKeyring`, unless a key of this window alone could be dropped */
  async remove(): Promise<void> {
    const dropped = this.#forThisWindow !== undefined;
    this.#forThisWindow = undefined;
    try {
      await withKeyring(this.#secrets.delete(SecretName.apiKey));
    } catch (error) {
      if (!dropped) throw error;
    }
    if (dropped) this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** SecretStorage rejects where the operating system has no keyring, or a locked one. */
async function withKeyring<Result>(work: Thenable<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new CartesiaError('noKeyring', error instanceof Error ? error.message : String(error));
  }
}
