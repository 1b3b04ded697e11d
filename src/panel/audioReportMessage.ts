import * as vscode from 'vscode';
import { durationText } from '../host/durationText';
import { oneLine } from '../host/plainText';
import { enoughText, fileProblemText, problemText, totalsText } from '../host/uploadWords';
import type { AudioFormat } from '../upload/audio/audioReading';
import type { FileProblem } from '../upload/fileProblem';
import {
  neededSeconds,
  preflightTotals,
  recommendedSeconds,
  withoutProblems,
  type PreflightFile,
  type PreflightReport,
} from '../upload/preflightReport';
import type { Milestone, ReportMessage, ReportRow, ReportStrings } from './audioReportProtocol';

/** How many of the files that cannot be sent are shown. */
const maxUnusable = 200;

/** Longest path that is shown, in characters. */
const maxPathLength = 1000;

/** Names of formats are the same in all languages. */
export const formatNames: Readonly<Record<AudioFormat, string>> = {
  wav: 'WAV',
  mp3: 'MP3',
  flac: 'FLAC',
  ogg: 'Ogg',
  webm: 'WebM',
  mp4: 'MP4',
  aac: 'AAC',
  wma: 'WMA',
  ac3: 'AC-3',
  aiff: 'AIFF',
};

/** All that the page shows of a report. */
export function audioReportMessage(title: string, report: PreflightReport): ReportMessage {
  const { files, groups, unusable } = report;
  const { l10n } = vscode;
  const kept = withoutProblems(report);
  const speech = preflightTotals(kept);
  const totals = totalsText(preflightTotals(files));
  const all =
    kept.length === files.length
      ? [totals]
      : [totals, l10n.t('Of these worth sending: {0}', totalsText(speech))];
  const positions = new Map(groups.map(({ problem }, index) => [problem, index]));
  return {
    kind: 'report',
    strings: reportStrings(),
    locale: vscode.env.language,
    title: oneLine(title),
    totals: all,
    speech: {
      seconds: speech.seconds,
      text: enoughText(speech),
      milestones: [
        milestone(neededSeconds, speech.seconds, l10n.t('{0} needed', durationText(neededSeconds))),
        milestone(
          recommendedSeconds,
          speech.seconds,
          l10n.t('{0} recommended', durationText(recommendedSeconds)),
        ),
      ],
    },
    groups: groups.map(({ problem, files: indexes }) => ({
      problem,
      text: problemText(problem),
      count: indexes.length,
    })),
    rows: files.map((file, index) => ({
      ...reportRow(file, index),
      groups: file.problems.flatMap((problem) => positions.get(problem) ?? []),
    })),
    unusable: unusableRows(unusable),
  };
}

function reportRow({ file, audio }: PreflightFile, index: number): Omit<ReportRow, 'groups'> {
  return {
    id: String(index),
    name: oneLine(file.name),
    path: oneLine(file.path, maxPathLength),
    size: file.size,
    ...(audio?.format !== undefined && { format: formatNames[audio.format] }),
    ...(audio?.seconds !== undefined && { seconds: audio.seconds }),
    ...(audio?.sampleRate !== undefined && { sampleRate: audio.sampleRate }),
    ...(audio?.channels !== undefined && { channels: audio.channels }),
    ...(audio?.bits !== undefined && { bits: audio.bits }),
  };
}

function milestone(seconds: number, known: number, text: string): Milestone {
  const { l10n } = vscode;
  const reached = known >= seconds;
  const words = reached ? l10n.t('{0}: reached', text) : l10n.t('{0}: not reached', text);
  return { seconds, text: words, reached };
}

function unusableRows(unusable: readonly FileProblem[]): ReportMessage['unusable'] {
  const more = unusable.length - maxUnusable;
  return {
    rows: unusable.slice(0, maxUnusable).map((problem) => ({
      path: oneLine(problem.path, maxPathLength),
      text: fileProblemText(problem),
    })),
    more: more > 0 ? vscode.l10n.t('and {0} more', more.toLocaleString(vscode.env.language)) : '',
  };
}

function reportStrings(): ReportStrings {
  const { l10n } = vscode;
  return {
    save: l10n.t('Save as CSV…'),
    speech: l10n.t('Speech'),
    problems: l10n.t('Problems'),
    noProblems: l10n.t('No problems were found.'),
    files: l10n.t('Files'),
    noFiles: l10n.t('No files were found.'),
    noFileMatches: l10n.t('No file matches the filter.'),
    filter: l10n.t('Filter by name'),
    ofFiles: l10n.t('{0} of {1}', '{0}', '{1}'),
    name: l10n.t('Name'),
    format: l10n.t('Format'),
    duration: l10n.t('Duration'),
    sampleRate: l10n.t('Sample rate'),
    channels: l10n.t('Channels'),
    bits: l10n.t('Bits'),
    size: l10n.t('Size'),
    unknown: l10n.t('not known'),
    mono: l10n.t('mono'),
    stereo: l10n.t('stereo'),
    kilohertz: l10n.t('{0} kHz', '{0}'),
    hertz: l10n.t('{0} Hz', '{0}'),
    hours: l10n.t('{0} h', '{0}'),
    hoursMinutes: l10n.t('{0} h {1} min', '{0}', '{1}'),
    minutes: l10n.t('{0} min', '{0}'),
    minutesSeconds: l10n.t('{0} min {1} s', '{0}', '{1}'),
    seconds: l10n.t('{0} s', '{0}'),
    durations: l10n.t('Durations'),
    durationRange: l10n.t('{0} to {1}', '{0}', '{1}'),
    durationFrom: l10n.t('{0} and more', '{0}'),
    oneFile: l10n.t('1 file'),
    manyFiles: l10n.t('{0} files', '{0}'),
    unusable: l10n.t('Cannot be sent'),
  };
}
