import * as vscode from 'vscode';
import type { DatasetIdProblem } from '../api/datasetId';
import type { CartesiaError } from '../api/errors';
import type { Wait } from '../api/request';
import { oneLine } from './plainText';

/** What a request does that waits to be sent again. */
export function waitSentence({ milliseconds, error }: Wait): string {
  const { l10n } = vscode;
  const time = durationText(milliseconds);
  return error.kind === 'unreachable' || error.kind === 'timedOut'
    ? l10n.t('Cartesia does not answer, trying again in {0}', time)
    : l10n.t('Cartesia is busy, trying again in {0}', time);
}

/** "4 s", "3 min": whole units, rounded up, because people wait for it to pass. */
function durationText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 120
    ? vscode.l10n.t('{0} s', seconds)
    : vscode.l10n.t('{0} min', Math.ceil(seconds / 60));
}

/** What a person can do about a failure. */
export type Remedy =
  | 'retry'
  | 'setApiKey'
  | 'openSetting'
  | 'openProxySettings'
  | 'aboutKeyring'
  | 'getAnother'
  | 'showLog';

export interface Explanation {
  /** What happened and what to do. */
  readonly sentence: string;
  /** The API's own words and the request ID, for those who will ask Cartesia about it; or ''. */
  readonly details: string;
  /** The most helpful first. */
  readonly remedies: readonly Remedy[];
}

/**
 * The one place where an error becomes words for people.
 * @param baseUrl the one in force; undefined where it is the base URL that is wrong
 */
export function explain(error: CartesiaError, baseUrl: string | undefined): Explanation {
  const { sentence, remedies } = cause(error, baseUrl ?? 'Cartesia');
  return {
    sentence: [sentence, ...advice(error)].join(' '),
    details: ownWords(error).join(' '),
    remedies,
  };
}

/** The whole explanation as running text, for places that show nothing but text. */
export function explanationText({ sentence, details }: Explanation): string {
  return details === '' ? sentence : `${sentence} ${details}`;
}

/** Why a text cannot be a dataset's ID. */
export function idProblemText(problem: DatasetIdProblem): string {
  const { l10n } = vscode;
  switch (problem) {
    case 'empty':
      return l10n.t('A dataset ID cannot be empty.');
    case 'tooLong':
      return l10n.t('This text is too long to be a dataset ID.');
    case 'controlCharacter':
      return l10n.t('A dataset ID cannot hold line breaks or control characters.');
    case 'apiKey':
      return l10n.t('This is an API key, not a dataset ID.');
    case 'notAnId':
      return l10n.t('This text cannot be a dataset ID.');
  }
}

export function remedyLabel(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'setApiKey':
      return vscode.l10n.t('Set API Key');
    case 'openSetting':
      return vscode.l10n.t('Open Setting');
    case 'openProxySettings':
      return vscode.l10n.t('Open Proxy Settings');
    case 'aboutKeyring':
      return vscode.l10n.t('Learn More');
    case 'getAnother':
      return vscode.l10n.t('Get Another');
    case 'showLog':
      return vscode.l10n.t('Show Log');
  }
}

function cause(error: CartesiaError, place: string): Omit<Explanation, 'details'> {
  const { l10n } = vscode;
  switch (error.kind) {
    case 'noKey':
      return { sentence: l10n.t('No API key is set for {0}.', place), remedies: ['setApiKey'] };
    case 'keyElsewhere':
      return {
        sentence: l10n.t(
          'The stored API key belongs to another address and is not sent to {0} before you agree.',
          place,
        ),
        remedies: ['setApiKey', 'openSetting'],
      };
    case 'noKeyring':
      return {
        sentence: l10n.t(
          'VS Code cannot keep secrets on this machine: {0}',
          oneLine(error.message),
        ),
        remedies: ['aboutKeyring', 'retry', 'setApiKey', 'showLog'],
      };
    case 'badBaseUrl':
      return {
        sentence: l10n.t(
          '"{0}" in the setting "cartesia.baseUrl" cannot be used. It must be an address that starts with https:// (http:// for this machine only), without user name, query or fragment.',
          withoutCredentials(error.value ?? ''),
        ),
        remedies: ['openSetting'],
      };
    case 'unauthorized':
      return {
        sentence: l10n.t('Cartesia rejected the API key.'),
        remedies: ['setApiKey', 'showLog'],
      };
    case 'forbidden':
      return {
        sentence: l10n.t('The API key is valid but lacks the right to do this.'),
        remedies: ['setApiKey', 'retry', 'showLog'],
      };
    case 'notFound':
      return {
        sentence:
          error.datasetId === undefined
            ? l10n.t('Nothing answers to this request at {0}. Check "cartesia.baseUrl".', place)
            : l10n.t(
                'Cartesia has no dataset "{0}". It may have been deleted, or belongs to another account.',
                oneLine(error.datasetId, 80),
              ),
        remedies:
          error.datasetId === undefined ? ['openSetting', 'retry'] : ['retry', 'getAnother'],
      };
    case 'rateLimited':
      return {
        sentence: l10n.t('Cartesia takes no more requests at the moment.'),
        remedies: ['retry', 'showLog'],
      };
    case 'quotaExceeded':
      return {
        sentence: l10n.t('The credits or limits of your Cartesia plan are used up.'),
        remedies: ['retry', 'showLog'],
      };
    case 'refused':
      return {
        sentence: l10n.t('Cartesia did not accept the request (HTTP {0}).', error.status ?? ''),
        remedies: ['retry', 'showLog'],
      };
    case 'serverError':
      return {
        sentence: l10n.t('Cartesia has a problem of its own (HTTP {0}).', error.status ?? ''),
        remedies: ['retry', 'showLog'],
      };
    case 'unreachable':
      return {
        sentence: unreachable(error, place),
        remedies: [
          'retry',
          error.reason === 'proxy' ? 'openProxySettings' : 'openSetting',
          'showLog',
        ],
      };
    case 'timedOut':
      return {
        sentence: l10n.t('{0} took too long to answer.', place),
        remedies: ['retry', 'showLog'],
      };
    case 'unexpectedAnswer':
      return {
        sentence: l10n.t(
          '{0} answered something that Cartesia should not answer: {1}.',
          place,
          oneLine(error.message),
        ),
        remedies: ['retry', 'openSetting', 'showLog'],
      };
    case 'maybeDone':
      return {
        sentence: l10n.t(
          '{0} did not tell whether this was done. Look at the list, which has been read again, before you try once more.',
          place,
        ),
        remedies: ['retry', 'showLog'],
      };
    case 'cancelled':
      return { sentence: l10n.t('Cancelled.'), remedies: ['retry'] };
    case 'uploadUnderWay':
      return {
        sentence: l10n.t(
          'Another upload to this dataset is under way. Wait for its end, or cancel it.',
        ),
        remedies: ['retry'],
      };
    case 'notLocal':
      return {
        sentence: l10n.t('Only files on a disk of this machine can be uploaded.'),
        remedies: [],
      };
    case 'invalidId':
      return { sentence: idProblemText(error.idProblem ?? 'notAnId'), remedies: ['getAnother'] };
    case 'internal':
      return {
        sentence: l10n.t('This extension made a mistake: {0}', oneLine(error.message)),
        remedies: ['retry', 'showLog'],
      };
  }
}

/** An address as a person wrote it, without the user name and password it may hold. */
function withoutCredentials(address: string): string {
  return oneLine(address.replace(/\/\/[^/?#]*@/, '//•••@'), 120);
}

function unreachable(error: CartesiaError, place: string): string {
  const { l10n } = vscode;
  switch (error.reason) {
    case 'refused':
      return l10n.t('Nothing answers at {0}. Check "cartesia.baseUrl".', place);
    case 'dns':
      return l10n.t(
        'The host of {0} is not known. Check the network and "cartesia.baseUrl".',
        place,
      );
    case 'noRoute':
      return l10n.t('This machine has no way to {0}. Check its network.', place);
    case 'untrustedCertificate':
      return l10n.t(
        'The certificate of {0} is not trusted here. If it is right, install the one of its issuer on this machine.',
        place,
      );
    case 'expiredCertificate':
      return l10n.t(
        "The certificate of {0} is not valid today. Check this machine's date; otherwise its owner has to renew it.",
        place,
      );
    case 'otherHostsCertificate':
      return l10n.t(
        'The certificate of {0} belongs to another host. Check "cartesia.baseUrl" and what lies in between.',
        place,
      );
    case 'noTls':
      return l10n.t('{0} does not speak https. Check "cartesia.baseUrl".', place);
    case 'proxy':
      return l10n.t('The proxy asks for a user name and a password. Set them in "http.proxy".');
    case 'dropped':
    case undefined:
      return l10n.t('The connection to {0} was lost.', place);
  }
}

/** When to try again, where the server said so or it is a matter of time. */
function advice({ kind, retryAfterMs }: CartesiaError): string[] {
  const { l10n } = vscode;
  if (retryAfterMs !== undefined) return [l10n.t('Try again in {0}.', durationText(retryAfterMs))];
  return kind === 'rateLimited' ? [l10n.t('Try again in a little while.')] : [];
}

function ownWords(error: CartesiaError): string[] {
  const { l10n } = vscode;
  return [
    ...(error.apiMessage === undefined
      ? []
      : [l10n.t('Cartesia says: "{0}"', oneLine(error.apiMessage))]),
    ...(error.requestId === undefined
      ? []
      : [l10n.t('Request ID: {0}', oneLine(error.requestId, 80))]),
  ];
}
