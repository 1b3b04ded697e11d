import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReportRow, ReportView } from '../../../src/panel/audioReportProtocol';
import { arrangeReport } from '../../../src/webview/reportOrder';
import { durationText } from '../../../src/webview/reportWords';

const groups = [
  { problem: 'empty', text: 'empty', count: 1 },
  { problem: 'clipped', text: 'clipped', count: 2 },
];

function row(name: string, more: Partial<ReportRow> = {}): ReportRow {
  return { id: name, name, path: `/${name}`, size: 1, groups: [], ...more };
}

const rows = [
  row('take 10', { seconds: 3, groups: [1] }),
  row('take 9', { seconds: 20, groups: [1, 0] }),
  row('other'),
];

function names(view: Partial<ReportView>): string[] {
  const whole: ReportView = {
    version: 1,
    sort: { column: 'name', descending: false },
    filter: '',
    problems: [],
    ...view,
  };
  return arrangeReport(rows, groups, whole, 'en').map(({ name }) => name);
}

describe('the files of an audio report', () => {
  it('are ordered by number, and what is not known comes last either way', () => {
    const by = (descending: boolean) => names({ sort: { column: 'duration', descending } });
    assert.deepEqual(by(false), ['take 10', 'take 9', 'other']);
    assert.deepEqual(by(true), ['take 9', 'take 10', 'other']);
  });

  it('are ordered by their worst problem, and those without one come last', () => {
    const sort = { column: 'problems', descending: false } as const;
    assert.deepEqual(names({ sort }), ['take 9', 'take 10', 'other']);
  });

  it('are those with any of the chosen problems that hold the words of the filter', () => {
    assert.deepEqual(names({ problems: ['clipped', 'empty'] }), ['take 9', 'take 10']);
    assert.deepEqual(names({ problems: ['empty'] }), ['take 9']);
    assert.deepEqual(names({ problems: ['clipped'], filter: '10' }), ['take 10']);
    // The page may remember a problem that the report does not have.
    assert.deepEqual(names({ problems: ['silent'] }), ['other', 'take 9', 'take 10']);
  });
});

describe('a duration', () => {
  const strings = {
    seconds: '{0} s',
    minutes: '{0} min',
    minutesSeconds: '{0} min {1} s',
    hours: '{0} h',
    hoursMinutes: '{0} h {1} min',
  };
  const text = (seconds: number, locale = 'en'): string =>
    durationText(seconds, { strings, locale });

  it('has two units at most and is never rounded up', () => {
    assert.deepEqual(
      [0, 0.05, 4.27, 59.99, 60, 250.9, 3600, 6779].map((seconds) => text(seconds)),
      ['0 s', '0.05 s', '4.2 s', '59.9 s', '1 min', '4 min 10 s', '1 h', '1 h 52 min'],
    );
  });

  it('is written as people of the language write it', () => {
    assert.equal(text(4.2, 'de'), '4,2 s');
  });
});
