/** Needs neither VS Code nor Node: the extension and its page write sizes alike. */

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it: "9.2 MB", "142 bytes". Decimal units, as disks and browsers count. */
export function bytesText(bytes: number, locale: string): string {
  let unit = 0;
  let value = bytes;
  // 999.95 would be written as "1,000.0".
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return formatOf(locale, unit).format(value);
}

/** The exact size: "9,200,000 bytes". */
export function exactBytesText(bytes: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'byte',
    unitDisplay: 'long',
  }).format(bytes);
}

/** Making a format costs far more than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, unit: number): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: units[unit] ?? 'byte',
      unitDisplay: unit === 0 ? 'long' : 'short',
      maximumFractionDigits: unit === 0 ? 0 : 1,
    });
    formats.set(key, format);
  }
  return format;
}
