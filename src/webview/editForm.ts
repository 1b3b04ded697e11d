import problemIcon from '@vscode/codicons/src/icons/error.svg';
import type { Draft, Fields, SaveState } from '../panel/protocol';
import { element, icon, setText, textButton } from './dom';
import { failureNotice } from './failedFace';
import type { PageContext } from './page';

export interface EditFormOptions {
  /** The person has typed; undefined when the form was left. */
  readonly onDraft: (draft: Draft | undefined) => void;
  /** @param base absent to overwrite whatever is there */
  readonly onSave: (base: Fields | undefined, fields: Fields) => void;
  readonly onCancelSave: () => void;
}

export interface EditForm {
  readonly root: HTMLFormElement;
  readonly isOpen: boolean;
  /** Shows the form with what is there now; a form that is open keeps what was typed. */
  readonly begin: (fields: Fields) => void;
  /** Shows what was typed before the page was thrown away. */
  readonly restore: (draft: Draft) => void;
  readonly show: (state: SaveState) => void;
}

/** Name and description, to be edited in their place. */
export function editForm(context: PageContext, options: EditFormOptions): EditForm {
  const { strings } = context;
  const name = element('input', {
    id: 'edit-name',
    type: 'text',
    dir: 'auto',
    autocomplete: 'off',
  });
  const description = element('textarea', { id: 'edit-description', rows: 5, dir: 'auto' });
  const missing = element(
    'p',
    { id: 'name-missing', className: 'problem', hidden: true },
    icon(problemIcon),
    strings.nameMissing,
  );
  const state = element('span', { className: 'secondary', role: 'status' });
  const save = element(
    'button',
    { className: 'text-button primary', type: 'submit' },
    strings.save,
  );
  const cancel = textButton(strings.cancel, 'secondary', () => {
    leave();
  });
  const notice = element('div');
  const root = element(
    'form',
    { className: 'edit', hidden: true, noValidate: true },
    element('label', { htmlFor: name.id }, strings.name),
    name,
    missing,
    element('label', { htmlFor: description.id }, strings.description),
    description,
    notice,
    element('div', { className: 'buttons' }, save, cancel, state),
  );
  /** What the fields were, and what the page's own fields made of it: they keep no line breaks. */
  let base: Fields = { name: '', description: '' };
  let shown = base;
  let saving = false;
  let overwriting = false;

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(base);
  });
  root.addEventListener('input', () => {
    showMissing(false);
    options.onDraft({ base, ...typed() });
  });
  root.addEventListener('keydown', (event) => {
    // Escape and Enter then end what an input method composes.
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey } = event;
    const saves = key === 'Enter' && (ctrlKey || metaKey);
    if (!saves && key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) submit(base);
    else leave();
  });

  /** What the person has typed; a field they left alone is what it was, to the character. */
  function typed(): Fields {
    return {
      name: name.value === shown.name ? base.name : name.value,
      description: description.value === shown.description ? base.description : description.value,
    };
  }

  function take(fields: Fields): void {
    base = fields;
    name.value = fields.name;
    description.value = fields.description;
    shown = { name: name.value, description: description.value };
    showMissing(false);
    notice.replaceChildren();
  }

  function submit(from: Fields | undefined): void {
    if (saving) return;
    if (name.value.trim() === '') {
      showMissing(true);
      name.focus();
      return;
    }
    overwriting = from === undefined;
    options.onSave(from, typed());
  }

  function showMissing(isMissing: boolean): void {
    missing.hidden = !isMissing;
    name.ariaInvalid = String(isMissing);
    if (isMissing) name.setAttribute('aria-describedby', missing.id);
    else name.removeAttribute('aria-describedby');
  }

  function setSaving(now: boolean, sentence: string): void {
    saving = now;
    name.readOnly = description.readOnly = now;
    save.disabled = now;
    root.ariaBusy = String(now);
    setText(state, sentence);
  }

  function leave(): void {
    if (saving) options.onCancelSave();
    else close();
  }

  function close(): void {
    if (root.hidden) return;
    setSaving(false, '');
    root.hidden = true;
    options.onDraft(undefined);
  }

  function showConflict(theirs: Fields): void {
    const { conflict, overwrite, takeTheirs } = strings;
    const buttons = [
      textButton(overwrite, 'secondary', () => {
        submit(undefined);
      }),
      textButton(takeTheirs, 'secondary', () => {
        take(theirs);
        options.onDraft({ base, ...typed() });
        name.focus();
      }),
    ];
    const words = element('p', {}, conflict);
    const box = element(
      'div',
      { className: 'conflict', role: 'alert' },
      words,
      theirFields(theirs, context),
      element('div', { className: 'buttons' }, ...buttons),
    );
    notice.replaceChildren(box);
  }

  return {
    root,
    get isOpen() {
      return !root.hidden;
    },
    begin: (fields) => {
      if (root.hidden) {
        take(fields);
        root.hidden = false;
        options.onDraft({ base, ...typed() });
      }
      name.focus();
    },
    restore: (draft) => {
      take(draft.base);
      if (draft.name !== base.name) name.value = draft.name;
      if (draft.description !== base.description) description.value = draft.description;
      root.hidden = false;
    },
    show: (outcome) => {
      if (root.hidden) return;
      setSaving(
        outcome.kind === 'saving',
        outcome.kind === 'saving' ? (outcome.waiting ?? strings.saving) : '',
      );
      switch (outcome.kind) {
        case 'saving':
        case 'cancelled':
          notice.replaceChildren();
          return;
        case 'saved':
          close();
          return;
        case 'conflict':
          showConflict(outcome.theirs);
          return;
        case 'failed': {
          const run: PageContext['run'] = (action) => {
            if (action === 'retry') submit(overwriting ? undefined : base);
            else context.run(action);
          };
          notice.replaceChildren(failureNotice(outcome.failure, { ...context, run }, 'secondary'));
        }
      }
    },
  };
}

function theirFields({ name, description }: Fields, { strings }: PageContext): HTMLElement {
  const { untitled, noDescription, theirName, theirDescription } = strings;
  const row = (term: string, value: string): HTMLElement =>
    element('div', {}, element('dt', {}, term), element('dd', { dir: 'auto' }, value));
  return element(
    'dl',
    {},
    row(theirName, name.trim() === '' ? untitled : name),
    row(theirDescription, description.trim() === '' ? noDescription : description),
  );
}
