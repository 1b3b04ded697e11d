import type { AccessProvider } from '../host/accessProvider';

/** Asks for an API key where there is none; false when the person gave none. */
export type NeedsKey = () => Promise<boolean>;

export function needsKey(
  access: Pick<AccessProvider, 'hasKey'>,
  setApiKey: () => Promise<boolean>,
): NeedsKey {
  return async () => (await access.hasKey()) || setApiKey();
}
