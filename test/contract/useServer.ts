import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';
import {
  startApiServer,
  type ApiServer,
  type ApiServerOptions,
} from '../api-server/startApiServer';

/**
 * A fresh server for every test of the suite in which this is called.
 * A test fails when the server was about to break the contract, whatever the test looks at.
 */
export function useServer(options: ApiServerOptions = {}): () => ApiServer {
  let server: ApiServer | undefined;
  beforeEach(async () => {
    server = await startApiServer(options);
  });
  afterEach(async () => {
    await server?.close();
    assert.deepEqual(server?.violations, []);
  });
  return () => {
    assert.ok(server, 'The server is there only while a test runs.');
    return server;
  };
}

/** The headers every accepted request carries. */
export function goodHeaders({ key }: ApiServer): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'cartesia-version': '2026-03-01' };
}

/** GET with the right headers. */
export function get(server: ApiServer, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(server.url + path, { headers: goodHeaders(server), ...init });
}

export interface ErrorBody {
  readonly error_code: string | null;
  readonly title: string;
  readonly message: string;
  readonly request_id: string;
}

export interface PageBody {
  readonly data: readonly { readonly id: string }[];
  readonly has_more: boolean;
  readonly next_page?: string | null;
}

/** Asserts the status and the documented error body, and returns the body. */
export async function readError(response: Response, status: number): Promise<ErrorBody> {
  const body = (await response.json()) as ErrorBody;
  assert.equal(response.status, status, body.message);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.deepEqual(Object.keys(body), ['error_code', 'title', 'message', 'request_id']);
  assert.match(body.request_id, /^[0-9a-f-]{36}$/);
  assert.equal(response.headers.get('x-request-id'), body.request_id);
  return body;
}

export async function readPage(response: Response): Promise<PageBody> {
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text) as PageBody;
}
