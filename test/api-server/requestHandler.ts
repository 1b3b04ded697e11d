import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiFailure, errorAnswer, type Answer } from './answers';
import type { ApiState } from './apiState';
import type { ApiOperation, Contract, RouteMatch } from './contract';
import { Exchange } from './exchange';
import { act, actBeforeStoring, strikesAt, type Fault, type Faults } from './faults';
import type { Gate } from './gate';
import type { Holds } from './holds';
import { matches, type RequestMatch } from './matches';
import { isOperationId, operations, type Call } from './operations';
import { readJson, readUpload } from './readBody';
import type { RequestRecord } from './requestRecord';

/** An answer the stand-in was about to give that breaks the contract; 500 was sent instead. */
export interface Violation {
  readonly request: RequestRecord;
  readonly problems: readonly string[];
}

export interface RequestHandlerOptions {
  readonly state: ApiState;
  readonly gate: Gate;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly contract: Contract;
  readonly validate: boolean;
  readonly hashUploads: boolean;
  readonly gzip: boolean;
  readonly omitNextPage: boolean;
  readonly scheme: 'http' | 'https';
}

/** Takes each request past faults, holds, key and contract to its operation, and the answer back. */
export class RequestHandler {
  readonly requests: RequestRecord[] = [];
  readonly violations: Violation[] = [];
  readonly #options: RequestHandlerOptions;
  readonly #listeners = new Set<(request: RequestRecord) => void>();

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const exchange = new Exchange(request, response, this.#options);
    this.requests.push(exchange.record);
    for (const announce of this.#listeners) announce(exchange.record);
    this.#serve(exchange).catch((error: unknown) => {
      // Reading from a client that went away fails; anything else is a bug of the stand-in.
      if (!exchange.isOver() && !request.destroyed) {
        exchange.send(this.#broken(exchange, [describe(error)]));
      }
    });
  }

  /** The next request that matches, as soon as its headers have arrived. */
  nextRequest(match: RequestMatch): Promise<RequestRecord> {
    return new Promise((resolve) => {
      const listener = (request: RequestRecord): void => {
        if (!matches(match, request)) return;
        this.#listeners.delete(listener);
        resolve(request);
      };
      this.#listeners.add(listener);
    });
  }

  async #serve(exchange: Exchange): Promise<void> {
    const { faults, holds } = this.#options;
    const fault = faults.take(exchange.record);
    const moment = fault && strikesAt(fault);
    await holds.pass(exchange.record, 'before');
    if (exchange.isOver()) return;
    if (moment === 'before' && fault && (await act(fault.do, exchange))) return;
    const answer = await this.#answer(exchange, fault);
    await holds.pass(exchange.record, 'after');
    if (exchange.isOver()) return;
    if (moment === 'after' && fault && (await act(fault.do, exchange, answer))) return;
    exchange.send(answer);
  }

  async #answer(exchange: Exchange, fault: Fault | undefined): Promise<Answer> {
    let operation: ApiOperation | undefined;
    try {
      const route = this.#route(exchange.request);
      operation = route.operation;
      const answer = await this.#call(exchange, route, fault);
      return this.#checked(exchange, operation, answer);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      const { status, message, options } = error;
      const answer = errorAnswer(status, message, exchange.record.requestId, options);
      return operation === undefined ? answer : this.#checked(exchange, operation, answer);
    }
  }

  /** @throws {ApiFailure} for a path or method that no operation has. */
  #route({ method = '', url = '' }: IncomingMessage): RouteMatch {
    const { contract } = this.#options;
    const path = pathOf(url);
    try {
      const found = contract.match(method, path);
      if ('operation' in found) return found;
      if (found.length > 0) {
        const headers = { allow: found.join(', ') };
        throw new ApiFailure(405, `${method} is not possible here.`, { headers });
      }
      const withSlash = contract.match(method, `${path}/`);
      if ('operation' in withSlash) {
        const headers = { location: `${path}/${url.slice(path.length)}` };
        throw new ApiFailure(307, 'The path ends with a slash.', { headers });
      }
    } catch (error) {
      if (error instanceof URIError) throw new ApiFailure(400, 'The path is badly encoded.');
      throw error;
    }
    throw new ApiFailure(404, `There is no route ${method} ${path}.`);
  }

  async #call(exchange: Exchange, route: RouteMatch, fault: Fault | undefined): Promise<Answer> {
    const { request, record } = exchange;
    const { gate, contract, state, hashUploads, omitNextPage, scheme } = this.#options;
    const { operation, operationId, params } = route;
    if (!isOperationId(operationId)) throw new Error(`There is no handler for ${operationId}.`);
    const { method, path: url, headers } = record;
    if (operation.security?.length !== 0) gate.checkKey(headers);
    if (wantsVersion(operation)) gate.checkVersion(headers);
    const form = expectsForm(operation);
    const toCheck = { method, url, headers };
    if (operation.requestBody !== undefined && !form) {
      record.body = await readJson(request);
      refuse(contract.requestProblems(operation, { ...toCheck, body: record.body }));
    } else if (!form) {
      refuse(contract.requestProblems(operation, toCheck));
    }
    const call: Call = {
      state,
      omitNextPage,
      origin: `${scheme}://${headers.host ?? ''}`,
      query: new URLSearchParams(url.slice(pathOf(url).length)),
      body: record.body,
      param: (name) => params.get(name) ?? '',
      upload: async () => {
        const upload = await readUpload(request, hashUploads);
        const { filename: file, purpose } = upload;
        refuse(contract.requestProblems(operation, { ...toCheck, body: { file, purpose } }));
        await actBeforeStoring(fault?.do, exchange);
        return (record.upload = upload);
      },
    };
    return operations[operationId](call);
  }

  #checked(exchange: Exchange, operation: ApiOperation, answer: Answer): Answer {
    if (!this.#options.validate) return answer;
    const problems = this.#options.contract.answerProblems(operation, answer);
    return problems.length === 0 ? answer : this.#broken(exchange, problems);
  }

  #broken({ record }: Exchange, problems: readonly string[]): Answer {
    this.violations.push({ request: record, problems });
    const message = `BUG IN THE STAND-IN API at ${record.method} ${record.path}: ${problems.join('; ')}`;
    return errorAnswer(500, message, record.requestId, { code: 'stand_in_broken' });
  }
}

/** @throws {ApiFailure} 400 with the problems, where there are any. */
function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ApiFailure(400, problems.join('; '));
}

function wantsVersion({ parameters = [] }: ApiOperation): boolean {
  return parameters.some((parameter) => 'name' in parameter && parameter.in === 'header');
}

function expectsForm({ requestBody }: ApiOperation): boolean {
  return (
    requestBody !== undefined &&
    'content' in requestBody &&
    requestBody.content['multipart/form-data'] !== undefined
  );
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
