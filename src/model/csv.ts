/** For spreadsheets, which otherwise read UTF-8 as something else. */
export const byteOrderMark = '\ufeff';

/** Characters by which spreadsheets take a cell for a formula, after OWASP's "CSV Injection". */
const formula = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * One line of CSV after RFC 4180, with its end. Text is always quoted, so that it stays in its cell
 * whatever a spreadsheet takes for a separator, and begins with an apostrophe where it would be
 * taken for a formula. Numbers stay plain.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : text(cell))).join(',')}\r\n`;
}

function text(cell: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
