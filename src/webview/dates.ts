/** A date and time in the person's locale and time zone; a text that is no date stays as it is. */
export function dateText(createdAt: string, locale: string): string {
  const time = Date.parse(createdAt);
  if (Number.isNaN(time)) return createdAt;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

export function timeText(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(time);
}
