import { element, setText, textButton } from './dom';
import type { Face, PageContext } from './page';

/** Shown by the style sheet only after 300 ms: a faster answer should not flicker. */
export function loadingFace({ strings, run }: PageContext): Face<'loading'> {
  const id = element('p', { className: 'code secondary' });
  const what = element('p', {}, strings.loading);
  const root = element(
    'main',
    { className: 'loading' },
    element('div', { className: 'progress' }),
    what,
    id,
    textButton(strings.cancel, 'secondary', () => {
      run('cancel');
    }),
  );
  root.ariaBusy = 'true';
  return {
    kind: 'loading',
    root,
    update: (state) => {
      setText(id, state.id);
      setText(what, state.waiting ?? strings.loading);
    },
  };
}
