import type { ReportRow } from '../panel/audioReportProtocol';
import { element } from './dom';
import { durationBuckets, type DurationBucket } from './durationBuckets';
import { countText, fill } from './page';
import { durationText, filesText, type ReportContext } from './reportWords';

/** How many files are how long: as a picture, and as a table for those who do not see it. */
export function durationChart(
  rows: readonly ReportRow[],
  context: ReportContext,
): HTMLElement | undefined {
  const buckets = durationBuckets(rows.flatMap(({ seconds }) => seconds ?? []));
  if (buckets.length === 0) return undefined;
  const { strings, locale } = context;
  const highest = Math.max(...buckets.map(({ count }) => count));
  const words = buckets.map((bucket) => ({
    range: rangeText(bucket, context),
    count: countText(bucket.count, locale),
    files: filesText(bucket.count, context),
  }));
  const bars = buckets.map((bucket, index) => {
    const { range = '', count = '', files = '' } = words[index] ?? {};
    const bar = element('span', { className: 'bar' });
    bar.style.setProperty('--share', String(bucket.count / highest));
    const column = element(
      'div',
      { className: 'column', title: `${range}: ${files}` },
      element('span', { className: 'count' }, bucket.count === 0 ? '' : count),
      bar,
      element('span', { className: 'range secondary' }, range),
    );
    return column;
  });
  const label = `${strings.durations}. ${words.map(({ range, files }) => `${range}: ${files}`).join('; ')}`;
  const picture = element('div', { className: 'chart', role: 'img', ariaLabel: label }, ...bars);
  const table = element(
    'table',
    { className: 'unseen' },
    element('caption', {}, strings.durations),
    headRow(strings.duration, strings.files),
    ...words.map(({ range, count }) =>
      element('tr', {}, element('th', { scope: 'row' }, range), element('td', {}, count)),
    ),
  );
  const heading = element('h2', {}, strings.durations);
  return element('section', { className: 'section' }, heading, picture, table);
}

function headRow(...titles: readonly string[]): HTMLElement {
  return element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
}

function rangeText({ from, to }: DurationBucket, context: ReportContext): string {
  const { durationFrom, durationRange } = context.strings;
  if (to === Infinity) return fill(durationFrom, durationText(from, context));
  return fill(durationRange, durationText(from, context), durationText(to, context));
}
