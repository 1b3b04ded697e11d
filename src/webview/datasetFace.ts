import copyIcon from '@vscode/codicons/src/icons/copy.svg';
import refreshIcon from '@vscode/codicons/src/icons/refresh.svg';
import { dateText, timeText } from './dates';
import { element, iconButton, setText, textButton } from './dom';
import { failureNotice } from './failedFace';
import { fill, type Face, type PageContext, type StateOf } from './page';

/** Sections that the person opens and the page remembers. */
export interface OpenSections {
  readonly otherFields: boolean;
  readonly json: boolean;
}

export interface DatasetFaceOptions {
  readonly open: OpenSections;
  readonly onToggle: (open: OpenSections) => void;
  readonly wantJson: () => void;
}

/** The dataset as read: its name, its ID, what it says of itself, and on demand all of it. */
export function datasetFace(context: PageContext, options: DatasetFaceOptions): Face<'dataset'> {
  const { strings, locale, run } = context;
  const name = element('h1', { tabIndex: -1, dir: 'auto' });
  const id = element('span', { className: 'code' });
  const created = element('span', { className: 'secondary' });
  const description = element('p', { className: 'description', dir: 'auto' });
  const notice = element('div');
  const waiting = element('p', { className: 'secondary', hidden: true });
  const progress = element('div', { className: 'progress' });
  const refresh = iconButton(refreshIcon, strings.refresh, () => {
    run('refresh');
  });
  const fields = element('dl');
  let shownFieldsOf: number | undefined;
  const otherFields = section(strings.otherFields, options.open.otherFields, fields);
  const json = element('pre', { className: 'code', tabIndex: 0 });
  json.ariaLabel = strings.json;
  json.role = 'region';
  const cut = element('p', { className: 'secondary', hidden: true }, strings.jsonCut);
  const jsonSection = section(strings.json, options.open.json, cut, json);

  const toggled = (): void => {
    options.onToggle({ otherFields: otherFields.open, json: jsonSection.open });
  };
  otherFields.addEventListener('toggle', toggled);
  jsonSection.addEventListener('toggle', () => {
    toggled();
    if (jsonSection.open) options.wantJson();
  });

  const header = element(
    'header',
    {},
    name,
    element(
      'div',
      { className: 'buttons' },
      refresh,
      textButton(strings.copyJson, 'primary', () => {
        run('copyJson');
      }),
    ),
  );
  const facts = element(
    'p',
    { className: 'facts' },
    id,
    iconButton(copyIcon, strings.copyId, () => {
      run('copyId');
    }),
    created,
  );
  const root = element(
    'main',
    { className: 'dataset' },
    progress,
    header,
    facts,
    waiting,
    notice,
    description,
    otherFields,
    jsonSection,
  );

  return {
    kind: 'dataset',
    root,
    update: (state) => {
      setText(name, state.name.trim() === '' ? strings.untitled : state.name);
      setText(id, state.id);
      setText(created, fill(strings.created, dateText(state.createdAt, locale)));
      created.title = state.createdAt;
      showDescription(description, state.description, strings.noDescription);
      if (state.arrivedAt !== shownFieldsOf) showFields(fields, state.otherFields);
      shownFieldsOf = state.arrivedAt;
      otherFields.hidden = state.otherFields.length === 0;
      progress.hidden = !state.refreshing;
      waiting.hidden = state.waiting === undefined;
      setText(waiting, state.waiting ?? '');
      root.ariaBusy = String(state.refreshing);
      const hadFocus = notice.contains(document.activeElement);
      showNotice(notice, state, context);
      if (hadFocus && !notice.contains(document.activeElement)) name.focus();
    },
    showJson: (text, complete) => {
      setText(json, text);
      cut.hidden = complete;
    },
  };
}

function section(title: string, open: boolean, ...content: Node[]): HTMLDetailsElement {
  const heading = element('summary', {}, element('h2', {}, title));
  return element('details', { open }, heading, ...content);
}

function showDescription(paragraph: HTMLElement, text: string, none: string): void {
  const empty = text.trim() === '';
  setText(paragraph, empty ? none : text);
  paragraph.classList.toggle('secondary', empty);
}

function showFields(list: HTMLElement, fields: StateOf<'dataset'>['otherFields']): void {
  list.replaceChildren(
    ...fields.map(({ name, value }) =>
      element('div', {}, element('dt', {}, name), element('dd', { className: 'code' }, value)),
    ),
  );
}

function showNotice(
  place: HTMLElement,
  { failure, arrivedAt }: StateOf<'dataset'>,
  context: PageContext,
): void {
  if (failure === undefined) {
    place.replaceChildren();
    return;
  }
  const { strings, locale } = context;
  const since = fill(strings.shownSince, timeText(arrivedAt, locale));
  const sentence = `${failure.sentence} ${since}`;
  place.replaceChildren(failureNotice({ ...failure, sentence }, context, 'secondary'));
}
