import * as v from 'valibot';
import type { Access } from './access';
import { CartesiaError } from './errors';
import { datasetShape, pageShape, type Dataset, type Page } from './shapes';
import type { ApiAnswer, ApiRequest, Transport } from './transport';

/** A checked value beside the very text it was read from, so that copies can be faithful. */
export interface Document<Value> {
  readonly value: Value;
  readonly text: string;
}

/** Largest page the API gives; its own default is 10. */
export const maxPageSize = 100;

const datasetPage = pageShape(datasetShape);

/** The Cartesia API, one method per operation. Every method throws only {@link CartesiaError}. */
export class CartesiaClient {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One page of the account's datasets, in the API's own (undocumented) order.
   * @param startingAfter cursor: `next_page` of the page before, or its last item's ID
   */
  async listDatasets(startingAfter?: string, signal?: AbortSignal): Promise<Page<Dataset>> {
    const query = {
      limit: String(maxPageSize),
      ...(startingAfter === undefined ? {} : { starting_after: startingAfter }),
    };
    const request: ApiRequest = { method: 'GET', path: '/datasets/', query };
    return (await this.#read(request, datasetPage, signal)).value;
  }

  /** Asks for as little as the API gives, only to learn whether it accepts this key. */
  async checkKey(access: Access, signal?: AbortSignal): Promise<void> {
    const request: ApiRequest = { method: 'GET', path: '/datasets/', query: { limit: '1' } };
    await this.#read(request, datasetPage, signal, access);
  }

  /** @param id opaque; percent-encoded here */
  async getDataset(id: string, signal?: AbortSignal): Promise<Document<Dataset>> {
    const path = `/datasets/${encodeURIComponent(id)}`;
    return this.#read({ method: 'GET', path, datasetId: id }, datasetShape, signal);
  }

  async #read<Value>(
    request: ApiRequest,
    shape: v.GenericSchema<unknown, Value>,
    signal: AbortSignal | undefined,
    access?: Access,
  ): Promise<Document<Value>> {
    const answer = await this.#transport.send(request, signal, access);
    const result = v.safeParse(shape, parseJson(answer));
    if (result.success) return { value: result.output, text: answer.text };
    const [issue] = result.issues;
    const where = v.getDotPath(issue) ?? 'the whole answer';
    throw unexpected(answer, `${where}: ${issue.message}`);
  }
}

function parseJson(answer: ApiAnswer): unknown {
  if (!/\bjson\b/i.test(answer.contentType)) {
    const type = answer.contentType === '' ? 'no content type' : answer.contentType;
    throw unexpected(answer, `expected JSON, got ${type}`);
  }
  try {
    return JSON.parse(answer.text) as unknown;
  } catch (cause) {
    throw unexpected(answer, answer.text === '' ? 'the answer is empty' : 'not valid JSON', cause);
  }
}

function unexpected(answer: ApiAnswer, message: string, cause?: unknown): CartesiaError {
  return new CartesiaError('unexpectedAnswer', message, {
    status: answer.status,
    cause,
    ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
  });
}
