import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { OpenAPIBackend, type Operation } from 'openapi-backend';
import type { OpenAPIV3 } from 'openapi-types';
import type { Answer } from './answers';
import { voiceOperations } from './voiceOperations';

export type ApiOperation = Operation<OpenAPIV3.Document>;

export interface RouteMatch {
  readonly operation: ApiOperation;
  readonly operationId: string;
  /** Path parameters, percent-decoded. */
  readonly params: ReadonlyMap<string, string>;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operation: ApiOperation;
  readonly operationId: string;
}

/** What is to be checked of a request. */
export interface RequestToCheck {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or the parts of a form by name. */
  readonly body?: unknown;
}

/** `openapi/cartesia.json`: which operation a request means, and whether it and its answer keep to it. */
export class Contract {
  readonly #backend: OpenAPIBackend<OpenAPIV3.Document>;
  readonly #routes: readonly Route[];

  private constructor(backend: OpenAPIBackend<OpenAPIV3.Document>) {
    this.#backend = backend;
    // The backend's own router compiles its patterns anew for every request.
    this.#routes = backend.router.getOperations().map((operation) => ({
      method: operation.method.toUpperCase(),
      pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
      names: Array.from(operation.path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''),
      operation,
      operationId: operation.operationId ?? operation.path,
    }));
  }

  /** Compiled once and shared by all servers of the process. */
  static readonly load = once(async () => new Contract(await makeBackend().init()));

  /** @returns The operation, or the methods the path does have (none: no such path). */
  match(method: string, rawPath: string): RouteMatch | readonly string[] {
    const methods: string[] = [];
    for (const route of this.#routes) {
      const found = route.pattern.exec(rawPath);
      if (found === null) continue;
      if (route.method === method) {
        const params = new Map(
          route.names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
        );
        return { operation: route.operation, operationId: route.operationId, params };
      }
      methods.push(route.method);
    }
    return methods;
  }

  /** What is wrong with the request; empty when nothing is. */
  requestProblems(operation: ApiOperation, request: RequestToCheck): string[] {
    const { valid, errors } = this.#backend.validateRequest(
      {
        method: request.method,
        path: request.url,
        headers: request.headers as Record<string, string | string[]>,
        ...('body' in request && { body: request.body }),
      },
      operation,
    );
    return valid ? [] : describe(errors);
  }

  /** What is wrong with the answer: undeclared status or content type, or a body against its schema. */
  answerProblems(operation: ApiOperation, answer: Answer): string[] {
    const { responses } = operation;
    const declared = responses[String(answer.status)] ?? responses['default'];
    if (declared === undefined || '$ref' in declared) return [`status ${answer.status}`];
    if (answer.contentType === undefined) {
      return declared.content === undefined ? [] : ['a body is missing'];
    }
    if (declared.content?.[answer.contentType] === undefined) {
      return [`content type ${answer.contentType} for status ${answer.status}`];
    }
    if (answer.contentType !== 'application/json') return [];
    const body: unknown = JSON.parse(answer.body?.toString() ?? '');
    const { valid, errors } = this.#backend.validateResponse(body, operation, answer.status);
    return valid ? [] : describe(errors);
  }
}

function makeBackend(): OpenAPIBackend<OpenAPIV3.Document> {
  const file = new URL('../../openapi/cartesia.json', import.meta.url);
  const published = JSON.parse(readFileSync(file, 'utf8')) as OpenAPIV3.Document;
  const whole = { ...published, paths: { ...published.paths, ...voiceOperations } };
  return new OpenAPIBackend<OpenAPIV3.Document>({
    // A plain tree: references in objects that occur twice are left unresolved the second time.
    definition: JSON.parse(JSON.stringify(whole)) as OpenAPIV3.Document,
    ignoreTrailingSlashes: false,
    strict: true,
    // Compiles what is used when it is first used: a second less for every process that starts one.
    quick: true,
    customizeAjv: (ajv) => {
      ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
      ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
      return ajv;
    },
  });
}

interface Problem {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: object;
}

function describe(errors: readonly Problem[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
  );
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
