import * as vscode from 'vscode';
import { otherFields } from '../api/json';
import { datasetFields } from '../api/shapes';
import type { CartesiaError } from '../api/errors';
import { explain, remedyLabel } from '../host/explain';
import type { DatasetViewState } from '../model/datasetView';
import type { Failure, PageState, PageStrings } from './protocol';

/** What the page has to draw for a dataset's state. */
export function pageState(
  id: string,
  { document, arrivedAt, loading, error }: DatasetViewState,
  baseUrl: string | undefined,
): PageState {
  if (document !== undefined) {
    const { name, description, created_at: createdAt } = document.value;
    return {
      kind: 'dataset',
      id,
      name,
      description,
      createdAt,
      otherFields: [...otherFields(document.text, datasetFields)],
      arrivedAt: arrivedAt ?? Date.now(),
      refreshing: loading,
      // Cancelling a refresh leaves what was there before, which is what the person asked for.
      ...(error === undefined || error.kind === 'cancelled'
        ? {}
        : { failure: failureOf(error, baseUrl) }),
    };
  }
  return loading || error === undefined
    ? { kind: 'loading', id }
    : { kind: 'failed', id, failure: failureOf(error, baseUrl) };
}

function failureOf(error: CartesiaError, baseUrl: string | undefined): Failure {
  const { remedies, ...words } = explain(error, baseUrl);
  const actions = remedies.map((remedy) => ({ action: remedy, label: remedyLabel(remedy) }));
  return { ...words, actions };
}

export function pageStrings(): PageStrings {
  const { t } = vscode.l10n;
  return {
    loading: t('Loading dataset…'),
    cancel: t('Cancel'),
    untitled: t('Untitled'),
    noDescription: t('No description'),
    created: t('created {0}', '{0}'),
    copyId: t('Copy ID'),
    copyJson: t('Copy JSON'),
    refresh: t('Refresh'),
    refreshing: t('Refreshing…'),
    loaded: t('Loaded {0}', '{0}'),
    otherFields: t('Other fields'),
    json: t('JSON'),
    jsonCut: t('Only the beginning is shown here. Copy JSON copies all of it.'),
    shownSince: t('What you see is from {0}.', '{0}'),
  };
}
