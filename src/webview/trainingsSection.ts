import createdIcon from '@vscode/codicons/src/icons/clockface.svg';
import otherIcon from '@vscode/codicons/src/icons/circle-large.svg';
import failedIcon from '@vscode/codicons/src/icons/error.svg';
import completedIcon from '@vscode/codicons/src/icons/pass.svg';
import trainingIcon from '@vscode/codicons/src/icons/sync.svg';
import type { TrainingsMessage } from '../panel/protocol';
import { element, icon, setText } from './dom';
import { failureNotice } from './failedFace';
import type { PageContext } from './page';

/** A status that Cartesia adds has the icon of none of these. */
const icons = new Map([
  ['created', createdIcon],
  ['training', trainingIcon],
  ['completed', completedIcon],
  ['failed', failedIcon],
]);

export interface TrainingsSection {
  readonly root: HTMLElement;
  readonly show: (trainings: TrainingsMessage) => void;
}

/** The trainings that use the dataset. */
export function trainingsSection(context: PageContext): TrainingsSection {
  const { strings, locale, run } = context;
  const list = element('ul', { className: 'trainings', role: 'list' });
  const text = element('p', { className: 'secondary' });
  const notice = element('div');
  let drawn = '';
  const heading = element('h2', {}, strings.trainings);
  const ofTrainings: PageContext = {
    strings,
    locale,
    run: (action) => {
      run(action, 'trainings');
    },
  };
  return {
    root: element('section', { className: 'section' }, heading, list, text, notice),
    show: ({ rows, state }) => {
      // Only where they are others: what is selected stays selected.
      const now = JSON.stringify(rows);
      if (now !== drawn) list.replaceChildren(...rows.map(trainingRow));
      drawn = now;
      list.hidden = rows.length === 0;
      setText(text, rows.length > 0 ? '' : situation(state, context));
      text.hidden = text.textContent === '';
      text.classList.toggle('late', state.loading !== undefined);
      const { failure } = state;
      notice.replaceChildren(
        ...(failure === undefined ? [] : [failureNotice(failure, ofTrainings, 'secondary')]),
      );
    },
  };
}

function situation(state: TrainingsMessage['state'], { strings }: PageContext): string {
  if (state.loading !== undefined) return state.waiting ?? strings.loadingTrainings;
  if (state.complete) return strings.noTrainings;
  return state.failure === undefined ? strings.noTrainingsYet : '';
}

function trainingRow(training: TrainingsMessage['rows'][number]): HTMLElement {
  const { name, language, model, status, statusText } = training;
  const image = icon(icons.get(status) ?? otherIcon);
  if (status === 'training') image.classList.add('turning');
  if (status === 'failed') image.classList.add('wrong');
  return element(
    'li',
    {},
    element('span', { className: 'status' }, image, element('span', {}, statusText)),
    element('span', { className: 'training-name', dir: 'auto' }, name),
    element('span', { className: 'secondary' }, language),
    element('span', { className: 'secondary code' }, model),
  );
}
