import checkIcon from '@vscode/codicons/src/icons/check.svg';
import passIcon from '@vscode/codicons/src/icons/pass.svg';
import problemIcon from '@vscode/codicons/src/icons/warning.svg';
import type { ReportMessage } from '../panel/audioReportProtocol';
import { element, icon } from './dom';
import { countText } from './page';

/** A button for each problem, by which the table shows only the files that have it. */
export function problemButtons(
  { strings, locale, groups, rows }: ReportMessage,
  pressed: readonly string[],
  onChoose: (problems: string[]) => void,
): HTMLElement {
  const chosen = new Set(pressed);
  const items = groups.map(({ problem, text, count }) => {
    const button = element('button', { className: 'problem', type: 'button' });
    const show = (): void => {
      const on = chosen.has(problem);
      button.ariaPressed = String(on);
      const number = element('span', { className: 'count' }, countText(count, locale));
      button.replaceChildren(icon(on ? checkIcon : problemIcon), `${text} `, number);
    };
    button.addEventListener('click', () => {
      if (!chosen.delete(problem)) chosen.add(problem);
      show();
      onChoose([...chosen]);
    });
    show();
    return element('li', {}, button);
  });
  const heading = element('h2', {}, strings.problems);
  const fine = element('p', { className: 'fine' }, icon(passIcon), strings.noProblems);
  const list = items.length > 0 ? element('ul', { className: 'problems' }, ...items) : fine;
  const root = element('section', { className: 'section' }, heading, list);
  root.hidden = rows.length === 0;
  return root;
}
