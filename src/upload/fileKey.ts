/** What a file is recognised by among those of a dataset. */
export interface NameAndSize {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** The same for files of the same name and size. */
export function fileKey({ name, size }: NameAndSize): string {
  return `${size}:${nameKey(name)}`;
}

/**
 * The same for a file's name on this machine and for what may come back of it: servers may keep
 * what a form encodes (`%22` for a quote), take a backslash for an escape, compose letters and
 * their accents, and replace what is not Unicode.
 */
export function nameKey(name: string): string {
  return Buffer.from(name)
    .toString()
    .normalize('NFC')
    .replaceAll('\\', '')
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('"', '%22');
}

/** How often each key occurs. */
export function countKeys(files: Iterable<NameAndSize>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) {
    const key = fileKey(file);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
