/** The oldest VS Code the extension supports (`engines.vscode`), and the newest. */
export type Release = 'oldest' | 'newest';

export function isRelease(value: unknown): value is Release {
  return value === 'oldest' || value === 'newest';
}
