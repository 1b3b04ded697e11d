/** Shorter parts are no secret, and may be ordinary words of a message. */
const minSecretLength = 8;

/** Blots the key, and its secret half by itself, out of text that a server echoed. */
export function withoutKey(text: string, key: string): string {
  const secret = key.slice(key.indexOf('.') + 1);
  return [key, secret]
    .filter((part) => part.length >= minSecretLength)
    .reduce((clean, part) => clean.replaceAll(part, '•••'), text);
}
