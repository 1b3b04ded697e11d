import { element, setText, textButton } from './dom';
import type { Face, PageContext } from './page';

/** The dataset is no more. What it was can still be copied. */
export function deletedFace({ strings, run }: PageContext): Face<'deleted'> {
  const name = element('h1', { tabIndex: -1, dir: 'auto' });
  const id = element('p', { className: 'code secondary' });
  const sentence = element('p', { role: 'alert' }, strings.deleted);
  const buttons = element(
    'div',
    { className: 'buttons' },
    textButton(strings.getAnother, 'primary', () => {
      run('getAnother');
    }),
    textButton(strings.copyJson, 'secondary', () => {
      run('copyJson');
    }),
    textButton(strings.close, 'secondary', () => {
      run('close');
    }),
  );
  return {
    kind: 'deleted',
    root: element('main', { className: 'deleted' }, name, id, sentence, buttons),
    update: (state) => {
      setText(name, state.name.trim() === '' ? strings.untitled : state.name);
      setText(id, state.id);
    },
  };
}
