import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { acceptUntil, setKey, signIn } from './signIn';

const dataset = '{"id":"x","name":"Elsewhere","created_at":"","description":""}';

describe('another base URL', () => {
  let server: Server;
  let url: string;
  const authorizations: (string | undefined)[] = [];
  const settings = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('cartesia');
  const original: unknown = settings().get('baseUrl');

  before(async () => {
    await signIn();
    server = createServer(({ url: path, headers }, response) => {
      authorizations.push(headers.authorization);
      const body = path?.startsWith('/datasets/?') ? '{"data":[],"has_more":false}' : dataset;
      response.setHeader('content-type', 'application/json');
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await settings().update('baseUrl', original, vscode.ConfigurationTarget.Global);
    server.closeAllConnections();
    server.close();
    // The key was moved to the other address.
    await setKey();
  });

  it('gets the key only after a person agreed', async () => {
    await settings().update('baseUrl', url, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('cartesia.refreshDatasets');
    assert.deepEqual(authorizations, [], 'nothing is sent before');
    const copy = vscode.commands.executeCommand('cartesia.copyDatasetJson', 'x').then(() => true);
    // The first row of the question is to use the stored key here too.
    await acceptUntil(copy);
    assert.match(await vscode.env.clipboard.readText(), /"Elsewhere"/);
    const key = process.env['CARTESIA_TEST_API_KEY'] ?? '';
    assert.ok(authorizations.length > 0);
    assert.ok(authorizations.every((sent) => sent === `Bearer ${key}`));
  });
});
