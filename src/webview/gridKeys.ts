/** What a key does in the table of files. */
export type GridStep =
  | { readonly kind: 'move'; readonly by: number; readonly extend: boolean }
  | { readonly kind: 'toggle' | 'all' | 'none' | 'delete' };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** @param page how many rows a page is */
export function gridStep(event: Key, page: number): GridStep | undefined {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (altKey) return undefined;
  // Where Delete has another place on the keyboard, files are deleted this way.
  if (key === 'Backspace' && event.metaKey) return { kind: 'delete' };
  if (command) return key.toLowerCase() === 'a' ? { kind: 'all' } : undefined;
  const move = (by: number): GridStep => ({ kind: 'move', by, extend: shiftKey });
  switch (key) {
    case 'ArrowDown':
      return move(1);
    case 'ArrowUp':
      return move(-1);
    case 'PageDown':
      return move(page);
    case 'PageUp':
      return move(-page);
    case 'Home':
      return move(-Infinity);
    case 'End':
      return move(Infinity);
    case ' ':
      return { kind: 'toggle' };
    case 'Delete':
      return { kind: 'delete' };
    case 'Escape':
      return { kind: 'none' };
    default:
      return undefined;
  }
}
