import './page.css';
import './grid.css';
import './audioReport.css';
import problemIcon from '@vscode/codicons/src/icons/warning.svg';
import * as v from 'valibot';
import {
  reportViewShape,
  toReportPageShape,
  type ReportMessage,
  type ReportView,
  type ToReportHost,
} from '../panel/audioReportProtocol';
import { element, icon, textButton } from './dom';
import { durationChart } from './durationChart';
import { reportFiles } from './reportFiles';
import { speechMeter } from './speechMeter';

/** The page of an audio report: shows what was found in files before any is sent. */
const host = acquireVsCodeApi();

const byName: ReportView = {
  version: 1,
  sort: { column: 'name', descending: false },
  filter: '',
  problems: [],
};

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = v.safeParse(toReportPageShape, data);
  if (message.success) document.body.replaceChildren(face(message.output));
});
tell({ kind: 'ready' });

function face(report: ReportMessage): HTMLElement {
  const remembered = v.safeParse(reportViewShape, host.getState());
  const save = textButton(report.strings.save, 'secondary', () => {
    tell({ kind: 'saveCsv' });
  });
  const main = element(
    'main',
    {},
    element('header', {}, element('h1', { dir: 'auto' }, report.title), save),
    ...report.totals.map((text) => element('p', { className: 'totals' }, text)),
    speechMeter(report),
  );
  const files = reportFiles(report, remembered.success ? remembered.output : byName, (view) => {
    host.setState(view);
  });
  main.append(files, ...[durationChart(report.rows, report), unusable(report)].flatMap(present));
  return main;
}

/** The files that cannot be sent at all. */
function unusable({ strings, unusable: { rows, more } }: ReportMessage): HTMLElement | undefined {
  if (rows.length === 0) return undefined;
  const items = rows.map(({ path, text }) =>
    element(
      'li',
      {},
      icon(problemIcon),
      element('span', {}, element('bdi', {}, path), ` – ${text}`),
    ),
  );
  const heading = element('h2', {}, strings.unusable);
  const list = element('ul', { className: 'unusable' }, ...items);
  const rest = more === '' ? [] : [element('p', { className: 'secondary' }, more)];
  return element('section', { className: 'section' }, heading, list, ...rest);
}

function present<Thing>(thing: Thing | undefined): Thing[] {
  return thing === undefined ? [] : [thing];
}

function tell(message: ToReportHost): void {
  host.postMessage(message);
}
