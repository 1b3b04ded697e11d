import copyIcon from '@vscode/codicons/src/icons/copy.svg';
import editIcon from '@vscode/codicons/src/icons/edit.svg';
import refreshIcon from '@vscode/codicons/src/icons/refresh.svg';
import type {
  Draft,
  Fields,
  FilesView,
  PanelMemory,
  SaveState,
  TrainingsMessage,
} from '../panel/protocol';
import { dateText, timeText } from './dates';
import { element, iconButton, setText, textButton } from './dom';
import { editForm } from './editForm';
import { failureNotice } from './failedFace';
import { filesSection, type KnownFiles } from './filesSection';
import { foldingJson, onFoldKey } from './jsonFold';
import { fill, type Face, type PageContext, type StateOf } from './page';
import { trainingsSection } from './trainingsSection';

/** Sections that the person opens and the page remembers. */
export type OpenSections = PanelMemory['open'];

export interface DatasetFaceOptions {
  readonly open: OpenSections;
  readonly onToggle: (open: OpenSections) => void;
  readonly filesView: FilesView;
  readonly onFilesView: (view: FilesView) => void;
  readonly onDeleteFiles: (ids: readonly string[]) => void;
  readonly wantJson: () => void;
  readonly wantEdit: () => void;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onSave: (base: Fields | undefined, fields: Fields) => void;
  readonly onCancelSave: () => void;
}

export interface DatasetFace extends Face<'dataset'> {
  /** The JSON arrived that the person asked for. */
  showJson(text: string, complete: boolean): void;
  showFiles(files: KnownFiles): void;
  showTrainings(trainings: TrainingsMessage): void;
  beginEdit(fields: Fields): void;
  restoreDraft(draft: Draft): void;
  showSave(state: SaveState): void;
}

/** The dataset as read: its name, its ID, what it says of itself, and on demand all of it. */
export function datasetFace(context: PageContext, options: DatasetFaceOptions): DatasetFace {
  const { strings, locale, run } = context;
  const id = element('span', { className: 'code' });
  const created = element('span', { className: 'secondary' });
  const description = element('p', { className: 'description', dir: 'auto' });
  const notice = element('div');
  const waiting = element('p', { className: 'secondary', hidden: true });
  const progress = element('div', { className: 'progress' });
  const fields = element('dl');
  let shownFields: StateOf<'dataset'>['otherFields'] = [];
  const otherFields = section(strings.otherFields, options.open.otherFields, fields);
  const { json, jsonSection, showJson } = jsonPart(context, options.open.json);
  const files = filesSection(context, {
    view: options.filesView,
    onView: options.onFilesView,
    onDelete: options.onDeleteFiles,
  });
  const trainings = trainingsSection(context);

  const toggled = (): void => {
    options.onToggle({ otherFields: otherFields.open, json: jsonSection.open });
  };
  otherFields.addEventListener('toggle', toggled);
  jsonSection.addEventListener('toggle', () => {
    toggled();
    if (jsonSection.open) options.wantJson();
  });
  json.addEventListener('keydown', (event) => {
    onFoldKey(event, json);
  });

  const name = element('h1', { tabIndex: -1, dir: 'auto' });
  const edit = iconButton(editIcon, strings.edit, options.wantEdit);
  const header = element(
    'header',
    {},
    name,
    element(
      'div',
      { className: 'buttons' },
      edit,
      iconButton(refreshIcon, strings.refresh, () => {
        run('refresh');
      }),
      textButton(strings.copyJson, 'primary', () => {
        run('copyJson');
      }),
    ),
  );
  const form = editForm(context, {
    onSave: options.onSave,
    onCancelSave: options.onCancelSave,
    onDraft: (draft) => {
      const hadFocus = draft === undefined && form.root.contains(document.activeElement);
      showForm();
      if (hadFocus || (draft === undefined && document.activeElement === document.body)) {
        edit.focus();
      }
      options.onDraft(draft);
    },
  });
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
    form.root,
    facts,
    waiting,
    notice,
    description,
    files.totals,
    files.root,
    trainings.root,
    otherFields,
    jsonSection,
  );

  /** The form stands where name and description are otherwise. */
  function showForm(): void {
    header.hidden = form.isOpen;
    description.hidden = form.isOpen;
  }

  return {
    kind: 'dataset',
    root,
    update: (state) => {
      setText(name, state.name.trim() === '' ? strings.untitled : state.name);
      setText(id, state.id);
      setText(created, fill(strings.created, dateText(state.createdAt, locale)));
      created.title = state.createdAt;
      showDescription(description, state.description, strings.noDescription);
      if (!sameFields(shownFields, state.otherFields)) showFields(fields, state.otherFields);
      shownFields = state.otherFields;
      otherFields.hidden = state.otherFields.length === 0;
      progress.hidden = !state.refreshing;
      waiting.hidden = state.waiting === undefined;
      setText(waiting, state.waiting ?? '');
      root.ariaBusy = String(state.refreshing);
      const hadFocus = notice.contains(document.activeElement);
      showNotice(notice, state, context);
      if (hadFocus && !notice.contains(document.activeElement)) name.focus();
    },
    showJson,
    showFiles: files.show,
    showTrainings: trainings.show,
    beginEdit: (now) => {
      form.begin(now);
      showForm();
    },
    restoreDraft: (draft) => {
      form.restore(draft);
      showForm();
    },
    showSave: form.show,
  };
}

function section(title: string, open: boolean, ...content: Node[]): HTMLDetailsElement {
  const heading = element('summary', {}, element('h2', {}, title));
  return element('details', { className: 'section', open }, heading, ...content);
}

interface JsonPart {
  readonly json: HTMLElement;
  readonly jsonSection: HTMLDetailsElement;
  readonly showJson: DatasetFace['showJson'];
}

function jsonPart({ strings }: PageContext, open: boolean): JsonPart {
  const json = element('pre', { className: 'code', tabIndex: 0, role: 'region' });
  json.ariaLabel = strings.json;
  const cut = element('p', { className: 'secondary', hidden: true }, strings.jsonCut);
  let shown = '';
  return {
    json,
    jsonSection: section(strings.json, open, cut, json),
    showJson: (text, complete) => {
      cut.hidden = complete;
      if (text === shown) return;
      shown = text;
      // What is cut has blocks without an end.
      json.replaceChildren(complete ? foldingJson(text) : text);
    },
  };
}

function showDescription(paragraph: HTMLElement, text: string, none: string): void {
  const empty = text.trim() === '';
  setText(paragraph, empty ? none : text);
  paragraph.classList.toggle('secondary', empty);
}

type Fact = StateOf<'dataset'>['otherFields'][number];

function sameFields(a: readonly Fact[], b: readonly Fact[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, value }, index) => name === b[index]?.name && value === b[index].value)
  );
}

function showFields(list: HTMLElement, fields: readonly Fact[]): void {
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
  const since =
    arrivedAt === undefined ? [] : [fill(strings.shownSince, timeText(arrivedAt, locale))];
  const sentence = [failure.sentence, ...since].join(' ');
  place.replaceChildren(failureNotice({ ...failure, sentence }, context, 'secondary'));
}
