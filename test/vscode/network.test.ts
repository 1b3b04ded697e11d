import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../workbench/waitUntil';
import { certify, makeAuthority } from './certificates';
import { setKey, signIn } from './signIn';
import { startProxy, type Proxy } from './startProxy';
import { startTlsServer, type TlsServer } from './startTlsServer';
import { replaceSystemCertificates, restoreSystemCertificates } from './systemCertificates';

const { executeCommand } = vscode.commands;
const standInUrl = process.env['CARTESIA_TEST_API_URL'] ?? '';
const key = process.env['CARTESIA_TEST_API_KEY'] ?? '';

/** A host that exists nowhere: only a proxy can lead to it. VS Code takes no proxy to this machine. */
const host = 'api.cartesia.test';
const baseUrl = `https://${host}`;

/** Changes a setting; undefined is VS Code's own value. */
async function set(name: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration().update(name, value, target);
}

/** The JSON that the command copies, or '' where it fails. */
async function copyDataset(id = 'x'): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await executeCommand('cartesia.copyDatasetJson', id);
  return vscode.env.clipboard.readText();
}

/** Copies the dataset, which must fail, and returns what the log says of it. */
async function failure(): Promise<string> {
  const before = logText().length;
  assert.equal(await copyDataset(), '', 'nothing is copied');
  return waitUntil('a failure in the log', () => {
    const added = logText().slice(before);
    return Promise.resolve(/\[error\] GET \S+ .+/.test(added) && added);
  });
}

/** The extension's log; VS Code shows it as a document. */
function logText(): string {
  const log = vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'output' && uri.path.includes('Cartesia'),
  );
  return log?.getText() ?? '';
}

describe('the network', () => {
  let server: TlsServer;
  let stranger: TlsServer;
  let proxy: Proxy;
  const closing: (() => Promise<void>)[] = [];
  const closedLater = <Thing extends { close(): Promise<void> }>(thing: Thing): Thing => {
    closing.push(() => thing.close());
    return thing;
  };

  before(async () => {
    await signIn();
    const [trusted, unknown] = await Promise.all([
      makeAuthority('An authority of this machine'),
      makeAuthority('An authority that nobody knows'),
    ]);
    server = closedLater(await startTlsServer(await certify(host, trusted)));
    stranger = closedLater(await startTlsServer(await certify(host, unknown)));
    proxy = closedLater(await startProxy({ target: server.port }));
    await replaceSystemCertificates([trusted.cert]);
    await set('http.proxy', proxy.url);
    await set('cartesia.baseUrl', baseUrl);
    await setKey();
    await executeCommand('cartesia.showLog');
  });

  beforeEach(async () => {
    await set('http.proxy', proxy.url);
    proxy.forget();
  });

  afterEach(async () => {
    await set('http.noProxy', undefined);
    await set('http.proxySupport', undefined);
    await set('http.systemCertificates', undefined);
    await executeCommand('notifications.clearAll');
  });

  after(async () => {
    await set('http.proxy', undefined);
    await set('cartesia.baseUrl', standInUrl);
    await setKey();
    restoreSystemCertificates();
    await executeCommand('workbench.action.closeAllEditors');
    await executeCommand('workbench.action.closePanel');
    await Promise.all(closing.map((close) => close()));
  });

  it('is reached through the proxy of the settings, which cannot read what is sent', async () => {
    assert.match(await copyDataset(), /"Through the proxy"/);
    assert.deepEqual(proxy.asked, [`CONNECT ${host}:443`]);
    assert.ok(proxy.seen.every((text) => !text.includes(key)));
  });

  it('is reached without the proxy where "http.noProxy" says so', async () => {
    await set('http.noProxy', ['elsewhere.test']);
    assert.match(await copyDataset(), /"Through the proxy"/);
    await set('http.noProxy', [host]);
    proxy.forget();
    assert.match(await failure(), /unreachable.*(ENOTFOUND|EAI_AGAIN)/);
    assert.deepEqual(proxy.asked, []);
  });

  it('is reached without the proxy where "http.proxySupport" says so', async () => {
    await set('http.proxySupport', 'off');
    assert.match(await failure(), /unreachable.*(ENOTFOUND|EAI_AGAIN)/);
    assert.deepEqual(proxy.asked, []);
  });

  it('is reached through the proxy of the environment where the settings name none', async () => {
    const { port } = new URL(process.env['https_proxy'] ?? '');
    const other = closedLater(await startProxy({ target: server.port, port: Number(port) }));
    await set('http.proxy', undefined);
    assert.match(await copyDataset(), /"Through the proxy"/);
    assert.deepEqual(other.asked, [`CONNECT ${host}:443`]);
    assert.deepEqual(proxy.asked, []);
  });

  it('leads to this machine without a proxy', async () => {
    await set('cartesia.baseUrl', standInUrl);
    await setKey();
    assert.match(await copyDataset('ds_manylines0000001'), /"name": "Lines"/);
    assert.deepEqual(proxy.asked, []);
    await set('cartesia.baseUrl', baseUrl);
    await setKey();
  });

  it('says when the proxy wants a password, and asks it only once', async () => {
    const locked = closedLater(await startProxy({ target: server.port, locked: true }));
    await set('http.proxy', locked.url);
    const asked = server.paths.length;
    assert.match(await failure(), /unreachable.*407/);
    assert.deepEqual(locked.asked, [`CONNECT ${host}:443`]);
    assert.ok(locked.seen.every((text) => !text.includes(key)));
    assert.equal(server.paths.length, asked, 'nothing got through');
  });

  it('trusts the certificates that VS Code finds on the machine, as long as it may', async () => {
    assert.match(await copyDataset(), /"Through the proxy"/);
    await set('http.systemCertificates', false);
    assert.match(await failure(), certificateTrouble);
  });

  it('sends nothing to a server whose certificate nobody on this machine knows', async () => {
    const elsewhere = closedLater(await startProxy({ target: stranger.port }));
    await set('http.proxy', elsewhere.url);
    assert.match(await failure(), certificateTrouble);
    assert.deepEqual(elsewhere.asked, [`CONNECT ${host}:443`], 'and is not tried again');
    assert.deepEqual(stranger.paths, []);
  });
});

const certificateTrouble = /unreachable.*unable to verify the first certificate/;
