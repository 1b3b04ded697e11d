import type { JournalStore } from '../../src/upload/journal';

/** A journal that outlives the engine that writes it, and can be cut off from it as by a crash. */
export class MemoryJournal implements JournalStore {
  text = '';
  removed = false;
  /** From now on nothing that is written arrives. */
  crashed = false;

  append(text: string): Promise<void> {
    if (!this.crashed) this.text += text;
    return Promise.resolve();
  }

  remove(): Promise<void> {
    if (!this.crashed) this.removed = true;
    return Promise.resolve();
  }
}
