import * as v from 'valibot';
import * as vscode from 'vscode';
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

  /** Fires after every change, also one made in another window. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === SecretName.apiKey) this.#changed.fire();
    });
  }

  async get(): Promise<StoredKey | undefined> {
    const stored = await this.#secrets.get(SecretName.apiKey);
    if (stored === undefined) return undefined;
    try {
      const read = v.safeParse(envelope, JSON.parse(stored));
      return read.success ? { key: read.output.key, origin: read.output.origin } : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param origin of the base URL, as `new URL(baseUrl).origin` spells it */
  async store(key: string, origin: string): Promise<void> {
    await this.#secrets.store(SecretName.apiKey, JSON.stringify({ version: 1, key, origin }));
  }

  async remove(): Promise<void> {
    await this.#secrets.delete(SecretName.apiKey);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
