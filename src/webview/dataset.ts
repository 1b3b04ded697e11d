import './page.css';
import './dataset.css';
import './grid.css';
import './files.css';
import './edit.css';
import * as v from 'valibot';
import {
  panelMemoryShape,
  toPageShape,
  type FilesMessage,
  type FilesView,
  type PageState,
  type PanelMemory,
  type SaveState,
  type ToHost,
  type ToPage,
  type TrainingsMessage,
} from '../panel/protocol';
import { datasetFace, type DatasetFace } from './datasetFace';
import { deletedFace } from './deletedFace';
import { element } from './dom';
import { failedFace } from './failedFace';
import type { KnownFiles } from './filesSection';
import { loadingFace } from './loadingFace';
import { fill, type Face, type PageContext } from './page';

/** The page of a dataset panel: draws what the extension tells it, and tells it of every click. */
const host = acquireVsCodeApi();
const announcer = element('div', { className: 'unseen', role: 'status' });
document.body.append(announcer);

type AnyFace = Face<'loading'> | Face<'failed'> | Face<'deleted'> | DatasetFace;

const byName: FilesView = { sort: { column: 'name', descending: false }, filter: '' };

let context: PageContext | undefined;
let face: AnyFace | undefined;
let memory = remembered();
let files: KnownFiles | undefined;
let trainings: TrainingsMessage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toPageShape, data);
  if (message.success) hear(message.output);
});
tell({ kind: 'ready' });

function hear(message: ToPage): void {
  const dataset = face?.kind === 'dataset' ? face : undefined;
  switch (message.kind) {
    case 'strings':
      context = {
        strings: message.strings,
        locale: message.locale,
        run: (action, target = 'dataset') => {
          tell({ kind: 'action', action, target });
        },
      };
      return;
    case 'state':
      if (context !== undefined) show(message.state, context);
      return;
    case 'files':
      files = withMessage(files, message);
      dataset?.showFiles(files);
      return;
    case 'trainings':
      trainings = message;
      dataset?.showTrainings(message);
      return;
    case 'edit':
      dataset?.beginEdit(message.fields);
      return;
    case 'save':
      dataset?.showSave(message.state);
      announceSave(message.state);
      return;
    case 'json':
      dataset?.showJson(message.text, message.complete);
  }
}

function show(state: PageState, page: PageContext): void {
  remember({ id: state.id });
  switch (state.kind) {
    case 'loading': {
      const shown = face?.kind === 'loading' ? face : replaceFace(loadingFace(page));
      shown.update(state);
      announcer.textContent = state.waiting ?? page.strings.loading;
      return;
    }
    case 'failed': {
      const shown = face?.kind === 'failed' ? face : replaceFace(failedFace(page));
      shown.update(state);
      return;
    }
    case 'deleted': {
      const shown = face?.kind === 'deleted' ? face : replaceFace(deletedFace(page));
      shown.update(state);
      remember({ draft: undefined });
      return;
    }
    case 'dataset': {
      const shown = face?.kind === 'dataset' ? face : replaceFace(newDatasetFace(page));
      shown.update(state);
      const { refreshing, loaded } = page.strings;
      const progress = state.waiting ?? refreshing;
      announcer.textContent = state.refreshing ? progress : fill(loaded, state.name);
    }
  }
}

function announceSave(state: SaveState): void {
  if (context === undefined) return;
  const { saved, saving } = context.strings;
  if (state.kind === 'saved') announcer.textContent = saved;
  if (state.kind === 'saving') announcer.textContent = state.waiting ?? saving;
}

function newDatasetFace(page: PageContext): DatasetFace {
  const made = datasetFace(page, {
    open: memory.open,
    onToggle: (open) => {
      remember({ open });
    },
    filesView: memory.files ?? byName,
    onFilesView: (view) => {
      remember({ files: view });
    },
    onDeleteFiles: (ids) => {
      tell({ kind: 'deleteFiles', ids: [...ids] });
    },
    wantJson: () => {
      tell({ kind: 'wantJson' });
    },
    wantEdit: () => {
      tell({ kind: 'beginEdit' });
    },
    onDraft: (draft) => {
      remember({ draft });
      if (draft === undefined) tell({ kind: 'endEdit' });
    },
    onSave: (base, fields) => {
      tell({ kind: 'save', base, fields });
    },
    onCancelSave: () => {
      tell({ kind: 'cancelSave' });
    },
  });
  if (memory.draft !== undefined) made.restoreDraft(memory.draft);
  if (files !== undefined) made.showFiles(files);
  if (trainings !== undefined) made.showTrainings(trainings);
  return made;
}

/** The message says what is another in the rows; before it, all stays as it was. */
function withMessage(
  known: KnownFiles | undefined,
  { from, rows, duplicates, bytes, state }: FilesMessage,
): KnownFiles {
  const all = [...(known?.rows.slice(0, from) ?? []), ...rows];
  const ids = duplicates.flatMap((index) => all[index]?.id ?? []);
  return { rows: all, duplicates: new Set(ids), bytes, state };
}

/** Puts a new face in the old one's place; a focus that was in the old one goes to its heading. */
function replaceFace<Made extends AnyFace>(made: Made): Made {
  const hadFocus = face?.root.contains(document.activeElement) === true;
  if (face === undefined) document.body.prepend(made.root);
  else face.root.replaceWith(made.root);
  face = made;
  if (hadFocus) made.root.querySelector('h1')?.focus();
  return made;
}

function remembered(): PanelMemory {
  const known = v.safeParse(panelMemoryShape, host.getState());
  return known.success
    ? known.output
    : { version: 1, id: '', open: { otherFields: true, json: false } };
}

function remember(news: Partial<PanelMemory>): void {
  memory = { ...memory, ...news };
  // Without an ID there is nothing to come back to.
  if (memory.id !== '') host.setState(memory);
}

function tell(message: ToHost): void {
  host.postMessage(message);
}
