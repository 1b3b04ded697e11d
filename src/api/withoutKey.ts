/** Blots the key, and its secret half by itself, out of text that a server echoed. */
export function withoutKey(text: string, key: string): string {
  const secret = key.slice(key.indexOf('.') + 1);
  return [key, secret]
    .filter((part) => part !== '')
    .reduce((clean, part) => clean.replaceAll(part, '•••'), text);
}
