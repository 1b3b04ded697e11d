import './dataset.css';
import * as v from 'valibot';
import {
  panelMemoryShape,
  toPageShape,
  type PageState,
  type ToHost,
  type ToPage,
} from '../panel/protocol';
import { datasetFace, type OpenSections } from './datasetFace';
import { element } from './dom';
import { failedFace } from './failedFace';
import { loadingFace } from './loadingFace';
import { fill, type Face, type PageContext } from './page';

/** The page of a dataset panel: draws what the extension tells it, and tells it of every click. */
const host = acquireVsCodeApi();
const announcer = element('div', { className: 'announcer' });
announcer.role = 'status';
document.body.append(announcer);

let context: PageContext | undefined;
let face: Face<'loading'> | Face<'failed'> | Face<'dataset'> | undefined;
let open = rememberedSections();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toPageShape, data);
  if (message.success) hear(message.output);
});
tell({ kind: 'ready' });

function hear(message: ToPage): void {
  switch (message.kind) {
    case 'strings':
      context = {
        strings: message.strings,
        locale: message.locale,
        run: (action) => {
          tell({ kind: 'action', action });
        },
      };
      return;
    case 'state':
      if (context !== undefined) show(message.state, context);
      return;
    case 'json':
      if (face?.kind === 'dataset') face.showJson?.(message.text, message.complete);
  }
}

function show(state: PageState, page: PageContext): void {
  remember(state.id);
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
    case 'dataset': {
      const shown = face?.kind === 'dataset' ? face : replaceFace(newDatasetFace(page, state.id));
      shown.update(state);
      const { refreshing, loaded } = page.strings;
      const progress = state.waiting ?? refreshing;
      announcer.textContent = state.refreshing ? progress : fill(loaded, state.name);
    }
  }
}

function newDatasetFace(page: PageContext, id: string): Face<'dataset'> {
  return datasetFace(page, {
    open,
    onToggle: (sections) => {
      open = sections;
      remember(id);
    },
    wantJson: () => {
      tell({ kind: 'wantJson' });
    },
  });
}

/** Puts a new face in the old one's place; a focus that was in the old one goes to its heading. */
function replaceFace<Made extends Face<'loading'> | Face<'failed'> | Face<'dataset'>>(
  made: Made,
): Made {
  const hadFocus = face?.root.contains(document.activeElement) === true;
  if (face === undefined) document.body.prepend(made.root);
  else face.root.replaceWith(made.root);
  face = made;
  if (hadFocus) made.root.querySelector('h1')?.focus();
  return made;
}

function rememberedSections(): OpenSections {
  const memory = v.safeParse(panelMemoryShape, host.getState());
  return memory.success ? memory.output.open : { otherFields: true, json: false };
}

function remember(id: string): void {
  host.setState({ version: 1, id, open } satisfies v.InferOutput<typeof panelMemoryShape>);
}

function tell(message: ToHost): void {
  host.postMessage(message);
}
