import * as vscode from 'vscode';
import type { CartesiaClient } from '../api/client';
import { toCartesiaError, type CartesiaError } from '../api/errors';
import type { CallOptions } from '../api/request';
import type { AccessProvider } from '../host/accessProvider';
import { explain, explanationText, remedyLabel, waitSentence } from '../host/explain';
import type { KeyStore, StoredKey } from '../host/keyStore';
import { keyringHelp } from '../host/names';
import { withoutLinks } from '../host/plainText';
import { parseApiKey, type ApiKeyProblem } from '../model/apiKey';

/** The conventional environment variable, as the official SDKs read it. */
const environmentVariable = 'CARTESIA_API_KEY';

export interface SetApiKeyDependencies {
  readonly access: Pick<AccessProvider, 'baseUrl'>;
  readonly keys: Pick<KeyStore, 'get' | 'store' | 'keepForThisWindow'>;
  readonly client: Pick<CartesiaClient, 'checkKey'>;
}

/** Asks for a key, checks it with one cheap request and stores it. True once a key is stored. */
export function setApiKey({ access, keys, client }: SetApiKeyDependencies): () => Promise<boolean> {
  return async () => {
    const baseUrl = access.baseUrl();
    const { origin } = new URL(baseUrl);
    const source = await chooseSource(await storedKey(keys, origin));
    if (source === undefined) return false;
    const check: Check = async (key, options) => {
      try {
        await client.checkKey({ baseUrl, key }, options);
        return undefined;
      } catch (error) {
        return toCartesiaError(error);
      }
    };
    const key = await askForKey(source.value, baseUrl, check);
    if (key === undefined) return false;
    if (!(await keep(keys, key, origin))) return false;
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('API key stored')}`, 3000);
    return true;
  };
}

/** Tries a key; tells why it cannot be used, if so. */
type Check = (key: string, options: CallOptions) => Promise<CartesiaError | undefined>;

/** What is stored already: nothing, a key for this origin, or one that belongs to another. */
type Stored = 'nothing' | 'here' | StoredKey;

async function storedKey(keys: Pick<KeyStore, 'get'>, origin: string): Promise<Stored> {
  try {
    const stored = await keys.get();
    if (stored === undefined) return 'nothing';
    return stored.origin === origin ? 'here' : stored;
  } catch {
    // Without a keyring there is nothing to offer; storing will tell the reason.
    return 'nothing';
  }
}

/**
 * Offers keys that are at hand: of the environment where none is stored, and one that was stored
 * for another origin. Neither is just taken.
 */
async function chooseSource(stored: Stored): Promise<{ value: string } | undefined> {
  const { l10n } = vscode;
  const fromEnvironment = process.env[environmentVariable]?.trim() ?? '';
  const offers = [
    ...(typeof stored === 'object'
      ? [{ label: l10n.t('Use the key stored for {0}', stored.origin), value: stored.key }]
      : []),
    ...(stored !== 'here' && fromEnvironment !== ''
      ? [{ label: l10n.t('Use the key in {0}', environmentVariable), value: fromEnvironment }]
      : []),
  ];
  if (offers.length === 0) return { value: '' };
  return vscode.window.showQuickPick(
    [...offers, { label: l10n.t('Enter another key'), value: '' }],
    {
      title: l10n.t('Set API Key'),
      placeHolder: l10n.t('There is a key already'),
      ignoreFocusOut: true,
    },
  );
}

/** Stores the key, or keeps it for this window where the machine stores none and the person agrees. */
async function keep(
  keys: SetApiKeyDependencies['keys'],
  key: string,
  origin: string,
): Promise<boolean> {
  try {
    await keys.store(key, origin);
    return true;
  } catch (error) {
    const { l10n } = vscode;
    const keepLabel = l10n.t('Keep for This Window');
    const learnLabel = remedyLabel('aboutKeyring');
    const chosen = await vscode.window.showErrorMessage(
      explain(toCartesiaError(error), origin).sentence,
      { modal: true, detail: l10n.t('The key can be kept until this window closes.') },
      keepLabel,
      learnLabel,
    );
    if (chosen === learnLabel) await vscode.env.openExternal(vscode.Uri.parse(keyringHelp));
    if (chosen !== keepLabel) return false;
    keys.keepForThisWindow(key, origin);
    return true;
  }
}

/**
 * A masked input box that stays until it holds a key that works, or one that the person wants to
 * keep although it could not be checked.
 */
async function askForKey(
  initialValue: string,
  baseUrl: string,
  check: Check,
): Promise<string | undefined> {
  const { l10n } = vscode;
  const input = vscode.window.createInputBox();
  const abort = new AbortController();
  let asking = false;
  input.title = l10n.t('Set API Key');
  const prompt = withoutLinks(
    l10n.t('Make one at play.cartesia.ai/keys. It is sent to {0} only.', baseUrl),
  );
  input.prompt = prompt;
  input.placeholder = 'sk_car_…';
  input.password = true;
  input.ignoreFocusOut = true;
  input.value = initialValue;

  return new Promise<string | undefined>((resolve) => {
    const accept = async (): Promise<void> => {
      const parsed = parseApiKey(input.value);
      if ('problem' in parsed) {
        input.validationMessage = problemText(parsed.problem);
        return;
      }
      input.busy = true;
      input.enabled = false;
      const failure = await check(parsed.key, {
        signal: abort.signal,
        onWait: (wait) => {
          input.prompt = wait === undefined ? prompt : waitSentence(wait);
        },
      });
      if (abort.signal.aborted) return;
      input.prompt = prompt;
      input.busy = false;
      input.enabled = true;
      if (failure?.kind === 'unauthorized' || failure?.kind === 'cancelled') {
        input.validationMessage = withoutLinks(explanationText(explain(failure, baseUrl)));
        return;
      }
      // The question hides the input box, which then must not count as given up.
      asking = true;
      if (failure === undefined || (await storeAnyway(failure, baseUrl))) {
        resolve(parsed.key);
        return;
      }
      asking = false;
      input.show();
    };
    input.onDidAccept(() => {
      if (input.enabled) void accept();
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidHide(() => {
      if (asking) return;
      abort.abort();
      resolve(undefined);
    });
    input.show();
    if (initialValue !== '') void accept();
  }).finally(() => {
    input.dispose();
  });
}

function problemText(problem: ApiKeyProblem): string {
  const { l10n } = vscode;
  switch (problem) {
    case 'empty':
      return l10n.t('Enter an API key.');
    case 'blankInside':
      return l10n.t('An API key has no blanks, line breaks or special characters inside.');
    case 'adminKey':
      return l10n.t(
        'This is an admin key (sk_car_admin_…). Admin keys manage an organisation and cannot read datasets; use an API key.',
      );
  }
}

async function storeAnyway(failure: CartesiaError, baseUrl: string): Promise<boolean> {
  const { l10n } = vscode;
  const storeLabel = l10n.t('Store Anyway');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('The key could not be checked. Store it anyway?'),
    { modal: true, detail: explanationText(explain(failure, baseUrl)) },
    storeLabel,
  );
  return chosen === storeLabel;
}
