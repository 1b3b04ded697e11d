/** A shorter run of characters may be an ordinary word, and is no use to anybody. */
const minLength = 8;

/**
 * Makes a function that blots the key out of text, whole or in part: every run of at least eight
 * characters that the key holds too, since servers echo keys cut short.
 */
export function withoutKey(key: string): (text: string) => string {
  const runs = new Set<string>();
  for (let at = 0; at + minLength <= key.length; at += 1) runs.add(key.slice(at, at + minLength));
  return (text) => {
    let clean = '';
    let position = 0;
    while (position < text.length) {
      const start = position;
      while (runs.has(text.slice(position, position + minLength))) position += 1;
      if (position === start) {
        clean += text.charAt(position);
        position += 1;
      } else {
        // The last run found reaches seven characters beyond its start.
        position += minLength - 1;
        clean += '•••';
      }
    }
    return clean;
  };
}
