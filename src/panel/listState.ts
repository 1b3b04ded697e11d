import { waitSentence } from '../host/explain';
import { isComplete, type PagedListState } from '../model/pagedList';
import { failureOf } from './pageState';
import type { ListState } from './protocol';

/**
 * How far a list is, as the page tells it.
 * @param shown rows of it that the page shows
 */
export function listState(
  state: PagedListState<unknown>,
  baseUrl: string | undefined,
  shown = state.rows.length,
): ListState {
  const { loading, wait, error } = state;
  return {
    complete: isComplete(state),
    ...(loading !== undefined && { loading }),
    ...(wait !== undefined && { waiting: waitSentence(wait) }),
    // Who cancels while rows are there sees the rows and how to go on; without any, it has to be said.
    ...(error !== undefined &&
      (error.kind !== 'cancelled' || shown === 0) && {
        failure: failureOf(error, baseUrl),
      }),
  };
}
