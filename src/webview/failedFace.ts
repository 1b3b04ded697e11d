import errorIcon from '@vscode/codicons/src/icons/error.svg';
import { element, icon, textButton } from './dom';
import type { Failure } from '../panel/protocol';
import type { Face, PageContext } from './page';

/** Nothing of the dataset could be read: what was looked up, why, and what to do. */
export function failedFace(context: PageContext): Face<'failed'> {
  const id = element('h1', { className: 'code', tabIndex: -1 });
  const body = element('div');
  return {
    kind: 'failed',
    root: element('main', { className: 'failed' }, id, body),
    update: (state) => {
      id.textContent = state.id;
      body.replaceChildren(failureNotice(state.failure, context, 'primary'));
    },
  };
}

/** A sentence with its buttons, read out at once. */
export function failureNotice(
  { sentence, details, actions }: Failure,
  { run }: PageContext,
  firstRank: 'primary' | 'secondary',
): HTMLElement {
  const buttons = actions.map(({ action, label }, index) =>
    textButton(label, index === 0 ? firstRank : 'secondary', () => {
      run(action);
    }),
  );
  const notice = element(
    'div',
    { className: 'notice' },
    icon(errorIcon),
    element(
      'div',
      {},
      element('p', {}, sentence),
      element('p', { className: 'secondary', hidden: details === '' }, details),
    ),
    element('div', { className: 'buttons' }, ...buttons),
  );
  notice.role = 'alert';
  return notice;
}
