/** Makes text from outside safe to show where VS Code would read markup in it. */

/** Characters that would break a one-line label or turn the text around them about. */
const unshowable =
  /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\p{Surrogate}]+/gu;

const maxLabelLength = 300;

/** One line of bounded length without control and direction characters. */
export function oneLine(text: string, maxLength = maxLabelLength): string {
  // Cut first: the text may be megabytes long.
  const line = text
    .slice(0, maxLength * 2)
    .replace(unshowable, ' ')
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}

/** For quick picks, which draw `$(name)` as an icon. */
export function quickPickText(text: string): string {
  return oneLine(text).replaceAll('$(', '$\u200b(');
}

/** For notifications and the line below an input box, where `[text](command:…)` is a link that runs. */
export function withoutLinks(text: string): string {
  return oneLine(text, 1000).replaceAll('](', '] (');
}
