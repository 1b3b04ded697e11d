import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AccessProvider } from '../../src/host/accessProvider';
import { KeyStore } from '../../src/host/keyStore';

const origin = new URL(process.env['CARTESIA_TEST_API_URL'] ?? '').origin;

/** What SecretStorage promises, with a way to play another window and a machine without keyring. */
class Secrets implements vscode.SecretStorage {
  readonly #values = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  broken = false;

  async keys(): Promise<string[]> {
    return Promise.resolve([...this.#values.keys()]);
  }

  async get(key: string): Promise<string | undefined> {
    this.#use();
    return Promise.resolve(this.#values.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    this.#use();
    this.#values.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  async delete(key: string): Promise<void> {
    this.#use();
    this.#values.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  #use(): void {
    if (this.broken) throw new Error('no keyring');
  }
}

describe('the stored key', () => {
  let secrets: Secrets;
  let store: KeyStore;
  let changes: number;

  beforeEach(() => {
    secrets = new Secrets();
    store = new KeyStore(secrets);
    changes = 0;
    store.onDidChange(() => (changes += 1));
  });

  afterEach(() => {
    store.dispose();
  });

  it('is sent only to the origin it was entered for', async () => {
    const access = new AccessProvider(store);
    await assert.rejects(access.get(), { kind: 'noKey' });
    await store.store('k', 'https://elsewhere.example');
    await assert.rejects(access.get(), { kind: 'keyElsewhere' });
    assert.equal(await access.hasKey(), false);
    await store.store('k', origin);
    assert.equal((await access.get()).key, 'k');
    access.dispose();
  });

  it('follows what another window does with it', async () => {
    const other = new KeyStore(secrets);
    await other.store('theirs', origin);
    assert.deepEqual([changes, (await store.get())?.key], [1, 'theirs']);
    await other.remove();
    assert.deepEqual([changes, await store.get()], [2, undefined]);
    other.dispose();
  });

  it('is forgotten where something else is stored under its name', async () => {
    for (const text of ['sk_car_a.b', '{"version":2}', '{"version":1,"key":3}', 'null']) {
      await secrets.store('cartesia.apiKey', text);
      assert.equal(await store.get(), undefined, text);
      assert.equal(await store.isEmpty(), false, 'what cannot be read can still be removed');
    }
    await store.remove();
    assert.equal(await store.isEmpty(), true);
  });

  it('leaves nothing behind when it is removed', async () => {
    await store.store('stored', origin);
    store.keepForThisWindow('kept', origin);
    await store.remove();
    assert.equal(await store.get(), undefined);
  });

  it('can be kept for one window where the machine keeps no secrets', async () => {
    secrets.broken = true;
    await assert.rejects(store.get(), { kind: 'noKeyring', message: 'no keyring' });
    await assert.rejects(store.store('k', origin), { kind: 'noKeyring' });
    await assert.rejects(store.remove(), { kind: 'noKeyring' });
    store.keepForThisWindow('k', origin);
    assert.deepEqual([changes, (await store.get())?.key], [1, 'k']);
    assert.equal(await store.isEmpty(), false);
    await store.remove();
    assert.equal(changes, 2);
    await assert.rejects(store.get(), { kind: 'noKeyring' });
  });
});
