/** The oldest VS Code the extension supports (`engines.vscode`), and the newest. */
export type Release = 'oldest' | 'newest';

export function isRelease(value: unknown): value is Release {
  return value === 'oldest' || value === 'newest';
}

/**
 * The versions that tests run in: the one that CARTESIA_TEST_VSCODE_VERSION names, otherwise both.
 * @throws for a name that is neither
 */
export function chosenReleases(): readonly Release[] {
  const chosen = process.env['CARTESIA_TEST_VSCODE_VERSION'] ?? '';
  if (chosen === '') return ['oldest', 'newest'];
  if (!isRelease(chosen)) {
    throw new Error(`CARTESIA_TEST_VSCODE_VERSION is "${chosen}", not "oldest" or "newest".`);
  }
  return [chosen];
}
