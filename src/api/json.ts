import { format, parseTree, type Node } from 'jsonc-parser';

/**
 * Lays JSON text out with two spaces, like `JSON.stringify(value, null, 2)`, but from the text
 * itself: order of keys, digits of numbers and escapes stay as they were sent.
 * @param text valid JSON
 */
export function formatJson(text: string): string {
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' });
  const pieces: string[] = [];
  let position = 0;
  // jsonc-parser's own applyEdits copies the whole text once per edit.
  for (const { offset, length, content } of edits) {
    pieces.push(text.slice(position, offset), content);
    position = offset + length;
  }
  pieces.push(text.slice(position));
  return pieces.join('').trim();
}

export interface JsonField {
  readonly name: string;
  /** The value: a string as its characters, anything else as formatted JSON. */
  readonly value: string;
}

/** The fields of a JSON object whose names are not in `known`, in the order they were sent. */
export function otherFields(text: string, known: ReadonlySet<string>): readonly JsonField[] {
  const root = parseTree(text);
  const properties = root?.type === 'object' ? (root.children ?? []) : [];
  return properties.flatMap(({ children: [key, value] = [] }) => {
    if (key === undefined || value === undefined || known.has(String(key.value))) return [];
    return [{ name: String(key.value), value: valueText(text, value) }];
  });
}

function valueText(text: string, node: Node): string {
  if (node.type === 'string') return String(node.value);
  return formatJson(text.slice(node.offset, node.offset + node.length));
}
