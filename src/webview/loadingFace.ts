import { element, setText, textButton } from './dom';
import type { Face, PageContext } from './page';

/** Shown by the style sheet only after 300 ms: a faster answer should not flicker. */
export function loadingFace({ strings, run }: PageContext): Face<'loading'> {
  const id = element('h1', { className: 'code', tabIndex: -1 });
  const what = element('p', {}, strings.loading);
  const root = element(
    'main',
    { className: 'loading' },
    element('div', { className: 'progress' }),
    id,
    what,
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
