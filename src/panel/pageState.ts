import { otherFields, type JsonField } from '../api/json';
import type { Document } from '../api/parseAnswer';
import { datasetFields, type Dataset } from '../api/shapes';
import type { CartesiaError } from '../api/errors';
import { explain, remedyLabel, waitSentence } from '../host/explain';
import type { DatasetViewState } from '../model/datasetView';
import type { Failure, PageState } from './protocol';

/** What the page draws of endless values, in characters; copying gives all of them. */
const maxNameLength = 1_000;
const maxValueLength = 20_000;
const maxFields = 200;

function shorten(text: string): string {
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}…`;
}

/** Read once for each document, however often its state changes. */
const knownFields = new WeakMap<Document<Dataset>, JsonField[]>();

function fieldsOf(document: Document<Dataset>): JsonField[] {
  const known = knownFields.get(document);
  if (known !== undefined) return known;
  const fields = [...otherFields(document.text, datasetFields, maxFields, maxValueLength)];
  knownFields.set(document, fields);
  return fields;
}

/** What the page has to draw for a dataset's state. */
export function pageState(
  id: string,
  { document, arrivedAt, loading, wait, error, deleted }: DatasetViewState,
  baseUrl: string | undefined,
): PageState {
  const waiting = wait === undefined ? {} : { waiting: waitSentence(wait) };
  if (deleted) {
    return { kind: 'deleted', id, name: (document?.value.name ?? '').slice(0, maxNameLength) };
  }
  if (document !== undefined) {
    const { name, description, created_at: createdAt } = document.value;
    return {
      kind: 'dataset',
      id,
      name: name.slice(0, maxNameLength),
      description: shorten(description),
      createdAt: createdAt.slice(0, maxNameLength),
      otherFields: fieldsOf(document),
      ...(arrivedAt !== undefined && { arrivedAt }),
      refreshing: loading,
      ...waiting,
      // Cancelling a refresh leaves what was there before, which is what the person asked for.
      ...(error === undefined || error.kind === 'cancelled'
        ? {}
        : { failure: failureOf(error, baseUrl) }),
    };
  }
  return loading || error === undefined
    ? { kind: 'loading', id, ...waiting }
    : { kind: 'failed', id, failure: failureOf(error, baseUrl) };
}

/** A failure in words, with its buttons. */
export function failureOf(error: CartesiaError, baseUrl: string | undefined): Failure {
  const { remedies, ...words } = explain(error, baseUrl);
  const actions = remedies.map((remedy) => ({ action: remedy, label: remedyLabel(remedy) }));
  return { ...words, actions };
}
