import type { PageAction, PageState, PageStrings } from '../panel/protocol';

/** What the parts of the page need of each other and of the extension. */
export interface PageContext {
  readonly strings: PageStrings;
  /** Language of VS Code, for dates. */
  readonly locale: string;
  readonly run: (action: PageAction) => void;
}

export type StateOf<Kind extends PageState['kind']> = Extract<PageState, { kind: Kind }>;

/** One of the three faces of the page; made once, then updated in place. */
export interface Face<Kind extends PageState['kind']> {
  readonly kind: Kind;
  readonly root: HTMLElement;
  update(state: StateOf<Kind>): void;
  /** The JSON arrived that the person asked for. */
  showJson?(text: string, complete: boolean): void;
}

/** Puts a value into a sentence that VS Code translated. */
export function fill(sentence: string, value: string): string {
  // A function, because "$&" in a replacement text would be read as a pattern.
  return sentence.replace('{0}', () => value);
}
