import type { RequestRecord } from './requestRecord';

/** Which requests are meant; what is left out matches everything. */
export interface RequestMatch {
  /** Upper case. */
  readonly method?: string;
  /** Tested against path and query as received. Without the `g` flag. */
  readonly path?: RegExp;
}

/** Before the API looks at the request, or after it has done what was asked and before it says so. */
export type Moment = 'before' | 'after';

export function matches(match: RequestMatch, request: RequestRecord): boolean {
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || match.path.test(request.path))
  );
}
