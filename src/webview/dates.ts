/** A date and time in the person's locale and time zone; a text that is no date stays as it is. */
export function dateText(createdAt: string, locale: string): string {
  return textOf(createdAt, locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The day alone. */
export function dayText(createdAt: string, locale: string): string {
  return textOf(createdAt, locale, { dateStyle: 'medium' });
}

/** To the second, with the time zone. */
export function exactDateText(createdAt: string, locale: string): string {
  return textOf(createdAt, locale, { dateStyle: 'full', timeStyle: 'long' });
}

export function timeText(time: number, locale: string): string {
  return formatOf(locale, { timeStyle: 'medium' }).format(time);
}

function textOf(createdAt: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(createdAt);
  return Number.isNaN(time) ? createdAt : formatOf(locale, options).format(time);
}

/** Making a format costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}
