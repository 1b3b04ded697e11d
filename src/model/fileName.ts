/** Longest name in UTF-16 code units, at most three bytes each; file systems allow 255 bytes. */
const maxLength = 60;

/** What some file system forbids, and what would turn a name about. */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}<>:"/\\|?*]+/gu;

/** Names that Windows keeps for devices, whatever their extension. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A text from outside as the name of a file, without its extension, on any file system. What cannot
 * be in one becomes a blank; dots and blanks around it go.
 * @param fallback for a text of which nothing is left
 */
export function fileName(text: string, fallback: string): string {
  const trimmed = text
    .slice(0, maxLength)
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (trimmed === '') return fallback;
  return device.test(trimmed.replace(/\..*$/, '').trim()) ? `_${trimmed}` : trimmed;
}
