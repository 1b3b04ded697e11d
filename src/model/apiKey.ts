export type ApiKeyProblem = 'empty' | 'blankInside' | 'adminKey';

/**
 * Reads what a person typed or pasted as an API key. Unknown prefixes are accepted: Cartesia may
 * change them. Admin keys are not: they do not work on the dataset routes.
 */
export function parseApiKey(text: string): { key: string } | { problem: ApiKeyProblem } {
  const key = text.trim();
  if (key === '') return { problem: 'empty' };
  // An HTTP header value takes printable ASCII; anything else was not copied from Cartesia's page.
  if (!/^[!-~]+$/.test(key)) return { problem: 'blankInside' };
  if (key.startsWith('sk_car_admin_')) return { problem: 'adminKey' };
  return { key };
}
