import type { ReportMessage, ReportView } from '../panel/audioReportProtocol';
import { element, setText } from './dom';
import { countText, fill } from './page';
import { problemButtons } from './problemButtons';
import { arrangeReport } from './reportOrder';
import { reportGrid } from './reportGrid';
import { nextSort } from './rowGrid';

/** What was found in the files: the problems, which filter the table, and the table. */
export function reportFiles(
  report: ReportMessage,
  first: ReportView,
  onView: (view: ReportView) => void,
): HTMLElement {
  const { strings, locale, rows, groups } = report;
  let view = first;
  const grid = reportGrid(report, (column) => {
    look({ ...view, sort: nextSort(view.sort, column) });
  });
  const filter = element('input', {
    type: 'search',
    value: view.filter,
    placeholder: strings.filter,
    ariaLabel: strings.filter,
  });
  filter.addEventListener('input', () => {
    look({ ...view, filter: filter.value });
  });
  const shown = element('span', { className: 'secondary', role: 'status' });
  const empty = element('p', { className: 'secondary' });
  const tools = element('div', { className: 'tools' }, filter, shown);
  const head = element('div', { className: 'section-head' }, element('h2', {}, strings.files));
  head.append(tools);

  function look(next: ReportView): void {
    view = next;
    onView(view);
    draw();
  }

  function draw(): void {
    const arranged = arrangeReport(rows, groups, view, locale);
    grid.root.hidden = arranged.length === 0;
    tools.hidden = rows.length === 0;
    grid.show(arranged, view.sort);
    const counts = [arranged.length, rows.length].map((count) => countText(count, locale));
    setText(shown, arranged.length === rows.length ? '' : fill(strings.ofFiles, ...counts));
    empty.hidden = arranged.length > 0;
    setText(empty, rows.length === 0 ? strings.noFiles : strings.noFileMatches);
  }

  const problems = problemButtons(report, view.problems, (chosen) => {
    look({ ...view, problems: chosen });
  });
  draw();
  const files = element('section', { className: 'section' }, head, grid.root, empty);
  return element('div', {}, problems, files);
}
