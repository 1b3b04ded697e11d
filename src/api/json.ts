import { createScanner, visit } from 'jsonc-parser';

/** A laid-out text may grow to this many characters; deep nesting would make it far longer still. */
const maxFormattedLength = 64 * 1024 * 1024;

/**
 * Lays JSON text out with two spaces, like `JSON.stringify(value, null, 2)`, but from the text
 * itself: order of keys, digits of numbers and escapes stay as they were sent. A text that would
 * become too long for memory is given back as it is.
 * @param text valid JSON
 */
export function formatJson(text: string): string {
  const { formatted, complete } = layOut(text, maxFormattedLength);
  return complete ? formatted : text;
}

/** The beginning of what {@link formatJson} gives, at most `maxLength` characters of it. */
export function formatJsonStart(
  text: string,
  maxLength: number,
): { readonly text: string; readonly complete: boolean } {
  const { formatted, complete } = layOut(text, maxLength);
  return {
    text: formatted.slice(0, maxLength),
    complete: complete && formatted.length <= maxLength,
  };
}

function layOut(text: string, maxLength: number): { formatted: string; complete: boolean } {
  const scanner = createScanner(text, true);
  let formatted = '';
  let depth = 0;
  let previous = '';
  for (;;) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const token = text.slice(offset, offset + scanner.getTokenLength());
    // The end has no characters, as no other token of valid JSON.
    if (token === '') return { formatted, complete: true };
    if (formatted.length > maxLength) return { formatted, complete: false };
    if (token === '}' || token === ']') depth -= 1;
    formatted += space(previous, token, depth) + token;
    if (token === '{' || token === '[') depth += 1;
    previous = token;
  }
}

/** What stands between two tokens. */
function space(previous: string, token: string, depth: number): string {
  if (previous === ':') return ' ';
  if (previous === ',') return newLine(depth);
  const opened = previous === '{' || previous === '[';
  const closes = token === '}' || token === ']';
  return opened !== closes ? newLine(depth) : '';
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

export interface JsonField {
  readonly name: string;
  /** The value, cut where it is long: a string as its characters, anything else as formatted JSON. */
  readonly value: string;
}

/**
 * The fields of a JSON object whose names are not in `known`, in the order they were sent.
 * @param maxFields further ones are left out
 * @param maxLength of each value, in characters
 */
export function otherFields(
  text: string,
  known: ReadonlySet<string>,
  maxFields: number,
  maxLength: number,
): readonly JsonField[] {
  const fields: JsonField[] = [];
  let depth = 0;
  let name: string | undefined;
  let start = 0;
  const end = (from: number, to: number): void => {
    if (depth !== 1 || name === undefined) return;
    if (!known.has(name) && fields.length < maxFields) {
      fields.push({ name, value: valueText(text.slice(from, to), maxLength) });
    }
    name = undefined;
  };
  const open = (offset: number): void => {
    if (depth === 1) start = offset;
    depth += 1;
  };
  const close = (offset: number, length: number): void => {
    depth -= 1;
    end(start, offset + length);
  };
  visit(text, {
    onObjectBegin: open,
    onArrayBegin: open,
    onObjectEnd: close,
    onArrayEnd: close,
    onObjectProperty: (key) => {
      if (depth === 1) name = key;
    },
    onLiteralValue: (_value, offset, length) => {
      end(offset, offset + length);
    },
  });
  return fields;
}

function valueText(json: string, maxLength: number): string {
  const { text, complete } = json.startsWith('"')
    ? cut(String(JSON.parse(json)), maxLength)
    : formatJsonStart(json, maxLength);
  return complete ? text : `${text}…`;
}

function cut(text: string, maxLength: number): { text: string; complete: boolean } {
  return { text: text.slice(0, maxLength), complete: text.length <= maxLength };
}
