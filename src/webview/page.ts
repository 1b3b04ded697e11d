import type { ActionTarget, PageAction, PageState, PageStrings } from '../panel/protocol';

/** What the parts of the page need of each other and of the extension. */
export interface PageContext {
  readonly strings: PageStrings;
  /** Language of VS Code, for dates, numbers and sizes. */
  readonly locale: string;
  /** @param target default: the dataset itself */
  readonly run: (action: PageAction, target?: ActionTarget) => void;
}

export type StateOf<Kind extends PageState['kind']> = Extract<PageState, { kind: Kind }>;

/** One of the faces of the page; made once, then updated in place. */
export interface Face<Kind extends PageState['kind']> {
  readonly kind: Kind;
  readonly root: HTMLElement;
  update(state: StateOf<Kind>): void;
}

/** Puts values into a sentence that VS Code translated. */
export function fill(sentence: string, ...values: readonly string[]): string {
  // A function, because "$&" in a replacement text would be read as a pattern.
  return sentence.replace(/\{(\d)\}/g, (hole, index) => values[Number(index)] ?? hole);
}

/** A count as people of this language write it. */
export function countText(count: number, locale: string): string {
  return count.toLocaleString(locale);
}
