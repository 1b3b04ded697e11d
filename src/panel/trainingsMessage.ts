import * as vscode from 'vscode';
import type { FineTune } from '../api/shapes';
import { fineTuneStatusText } from '../host/fineTuneStatus';
import { oneLine } from '../host/plainText';
import type { PagedListState } from '../model/pagedList';
import { listState } from './listState';
import type { TrainingsMessage } from './protocol';

/** More trainings of one dataset nobody has; each costs a million credits. */
const maxTrainings = 500;

/** What the page has to draw of a dataset's trainings. */
export function trainingsMessage(
  trainings: readonly FineTune[],
  state: PagedListState<FineTune>,
  baseUrl: string | undefined,
): TrainingsMessage {
  return {
    kind: 'trainings',
    rows: trainings.slice(0, maxTrainings).map(({ name, language, model_id, status }) => ({
      name: oneLine(name) || vscode.l10n.t('Untitled'),
      language: oneLine(language, 40),
      model: oneLine(model_id, 100),
      status,
      statusText: fineTuneStatusText(status),
    })),
    // Nothing else on the page says that there may be more.
    state: listState(state, baseUrl, 0),
  };
}
