import * as vscode from 'vscode';
import type { FileProblem } from '../upload/fileProblem';
import {
  neededSeconds,
  recommendedSeconds,
  type PreflightProblem,
  type PreflightTotals,
} from '../upload/preflightReport';
import type { FileResult } from '../upload/uploadBatch';
import { bytesText } from '../shared/bytes';
import { durationText } from './durationText';
import { explain, explanationText } from './explain';

/** What is wrong with a file, as a predicate: "take 1.wav: is empty". */
export function problemText(problem: PreflightProblem): string {
  const { l10n } = vscode;
  switch (problem) {
    case 'empty':
      return l10n.t('empty');
    case 'notAudio':
      return l10n.t('not audio');
    case 'broken':
      return l10n.t('header that makes no sense');
    case 'truncated':
      return l10n.t('cut off before its end');
    case 'alreadyThere':
      return l10n.t('already in the dataset');
    case 'duplicate':
      return l10n.t('same content as another one');
    case 'otherThere':
      return l10n.t('other file of this name in the dataset');
    case 'sameName':
      return l10n.t('same name as another one');
    case 'silent':
      return l10n.t('silent throughout');
    case 'clipped':
      return l10n.t('clipped');
    case 'misnamed':
      return l10n.t('name of another format');
    case 'inNoList':
      return l10n.t('format that Cartesia does not list');
    case 'oneListOnly':
      return l10n.t('format that only one of the two lists of Cartesia names');
  }
}

/** Why a file on this machine cannot be sent. */
export function fileProblemText({ kind, code = '' }: FileProblem): string {
  const { l10n } = vscode;
  switch (kind) {
    case 'gone':
      return l10n.t('no longer there');
    case 'forbidden':
      return l10n.t('may not be read');
    case 'notAFile':
      return l10n.t('not a file but a pipe, a socket or a device');
    case 'brokenLink':
      return l10n.t('link to nothing');
    case 'linkLoop':
      return l10n.t('link that leads to itself');
    case 'repeated':
      return l10n.t('found before by another name');
    case 'hidden':
      return l10n.t('hidden');
    case 'badName':
      return l10n.t('name that is not Unicode');
    case 'changed':
      return l10n.t('changed since it was chosen');
    case 'grew':
      return l10n.t('became longer while it was sent; what was added is missing');
    case 'shrank':
      return l10n.t('became shorter while it was sent');
    case 'unreadable':
      return code === '' ? l10n.t('cannot be read') : l10n.t('cannot be read ({0})', code);
  }
}

/** What became of a file; '' where it was simply sent. */
export function resultText(result: FileResult, baseUrl: string | undefined): string {
  const { l10n } = vscode;
  switch (result.kind) {
    case 'sent':
      return result.problem === undefined ? '' : fileProblemText(result.problem);
    case 'alreadyThere':
      return l10n.t('there already');
    case 'skipped':
      return fileProblemText(result.problem);
    case 'failed':
      return explanationText(explain(result.error, baseUrl));
    case 'notSent':
      return l10n.t('its turn did not come');
    case 'unsure':
      return l10n.t('sent, but Cartesia did not say whether it arrived');
  }
}

/** "142 files". */
export function filesText(count: number): string {
  const { l10n, env } = vscode;
  return count === 1 ? l10n.t('1 file') : l10n.t('{0} files', count.toLocaleString(env.language));
}

/** "142 files · 1.8 GB · 1 h 52 min". */
export function totalsText({ files, bytes, seconds }: PreflightTotals): string {
  const { language } = vscode.env;
  return [filesText(files), bytesText(bytes, language), durationText(seconds)].join(' · ');
}

/** How the speech compares with what a Pro Voice Clone needs. */
export function enoughText({ seconds, unknownDurations }: PreflightTotals): string {
  const { l10n } = vscode;
  const unknown =
    unknownDurations === 0 ? '' : ` ${l10n.t('Durations not known: {0}.', unknownDurations)}`;
  if (seconds < neededSeconds) {
    const missing = durationText(wholeMinutes(neededSeconds - seconds));
    return l10n.t('A voice clone needs 30 min of speech: {0} are missing.', missing) + unknown;
  }
  if (seconds < recommendedSeconds) {
    const missing = durationText(wholeMinutes(recommendedSeconds - seconds));
    return l10n.t('Enough for a voice clone; 2 h are recommended, {0} more.', missing) + unknown;
  }
  return l10n.t('Enough for a voice clone, and the 2 h that are recommended.') + unknown;
}

/** Rounded up: what is there and what is missing together are what is needed. */
function wholeMinutes(seconds: number): number {
  return Math.ceil(seconds / 60) * 60;
}
