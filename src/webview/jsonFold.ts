import foldIcon from '@vscode/codicons/src/icons/chevron-right.svg';
import { element, icon } from './dom';

/** With more lines than this, what is nested is folded at first. */
const maxOpenLines = 200;

/**
 * Laid-out JSON whose objects and arrays fold. It works on lines and their indentation, so every
 * digit and escape stays as it was sent. What is folded is drawn when it is opened.
 */
export function foldingJson(text: string): DocumentFragment {
  const lines = text.split('\n');
  const content = document.createDocumentFragment();
  drawLines(content, lines, 0, lines.length, lines.length <= maxOpenLines);
  return content;
}

/** The arrow keys on a fold, as in an editor's tree: open, close, to the next and the one before. */
export function onFoldKey(event: KeyboardEvent, root: HTMLElement): void {
  const { target, key } = event;
  const fold = target instanceof Element && target.matches('summary') ? target.parentElement : null;
  if (!(fold instanceof HTMLDetailsElement)) return;
  const folds = [...root.querySelectorAll('summary')].filter((summary) =>
    summary.checkVisibility(),
  );
  const place = folds.findIndex((summary) => summary === target);
  switch (key) {
    case 'ArrowRight':
      fold.open = true;
      break;
    case 'ArrowLeft':
      fold.open = false;
      break;
    case 'ArrowDown':
      folds[place + 1]?.focus();
      break;
    case 'ArrowUp':
      folds[place - 1]?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** Draws the lines from `start` to before `end`; blocks among them become folds. */
function drawLines(
  place: ParentNode,
  lines: readonly string[],
  start: number,
  end: number,
  open: boolean,
): void {
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) place.append(`${plain.join('\n')}\n`);
    plain = [];
  };
  for (let index = start; index < end; index += 1) {
    const line = lines[index] ?? '';
    const last = index > 0 && /[[{]$/.test(line) ? blockEnd(lines, index, end) : undefined;
    if (last === undefined) plain.push(line);
    else {
      flush();
      place.append(fold(lines, index, last, open));
      index = last - 1;
    }
  }
  flush();
}

/** The line that closes the block which this one opens: the next one that is not further in. */
function blockEnd(lines: readonly string[], start: number, end: number): number | undefined {
  const depth = indentation(lines[start] ?? '');
  for (let index = start + 1; index < end; index += 1) {
    if (indentation(lines[index] ?? '') <= depth) return index;
  }
  return undefined;
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** The line that opens a block, and behind it, as soon as it is opened, what is in the block. */
function fold(lines: readonly string[], start: number, end: number, open: boolean): HTMLElement {
  const more = element('span', { className: 'folded', ariaHidden: 'true' }, ' …');
  const summary = element('summary', {}, icon(foldIcon), lines[start] ?? '', more);
  const content = element('div');
  const details = element('details', { className: 'fold' }, summary, content);
  const draw = (): void => {
    if (content.hasChildNodes()) return;
    // Inside an opened one the rest is drawn folded or open as this one was.
    drawLines(content, lines, start + 1, end, open);
  };
  details.addEventListener('toggle', () => {
    if (details.open) draw();
  });
  if (open) {
    draw();
    details.open = true;
  }
  return details;
}
