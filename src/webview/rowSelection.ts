/** Which rows are chosen and which one has the focus, as lists on the desktop do it. */
export class RowSelection {
  #shown: readonly string[] = [];
  #chosen: ReadonlySet<string> = new Set();
  /** Position of the row with the focus; -1 where there are no rows. */
  #focus = -1;
  /** Where a selection that is extended begins. */
  #anchor: string | undefined;

  get focus(): number {
    return this.#focus;
  }

  /** In no particular order. */
  get chosen(): ReadonlySet<string> {
    return this.#chosen;
  }

  /** What a command is about: the chosen rows, or the one with the focus. */
  get meant(): readonly string[] {
    if (this.#chosen.size > 0) return this.#shown.filter((id) => this.#chosen.has(id));
    return this.#shown.slice(this.#focus, this.#focus + 1);
  }

  /**
   * Other rows are shown, or the same in another order. Only what is seen stays chosen; the focus
   * stays on its row, and where that is gone, on the row that takes its place.
   */
  show(ids: readonly string[]): void {
    const focused = this.#shown[this.#focus];
    this.#shown = ids;
    const place = focused === undefined ? -1 : ids.indexOf(focused);
    this.#focus = place === -1 ? this.#within(this.#focus) : place;
    if (this.#chosen.size > 0) this.#chosen = new Set(ids.filter((id) => this.#chosen.has(id)));
  }

  /** Takes the focus to a row; extending chooses all rows from where that began. */
  move(to: number, extend: boolean): void {
    const anchor = this.#anchorPlace();
    this.#focus = this.#within(to);
    if (extend) this.#chooseRange(anchor, this.#focus);
    else this.#anchor = this.#shown[this.#focus];
  }

  /** Chooses one row and no other. */
  choose(index: number): void {
    this.move(index, false);
    this.#chosen = new Set(this.#shown.slice(this.#focus, this.#focus + 1));
  }

  toggle(index: number): void {
    this.move(index, false);
    const id = this.#shown[this.#focus];
    if (id === undefined) return;
    const chosen = new Set(this.#chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.#chosen = chosen;
  }

  chooseAll(): void {
    this.#chosen = new Set(this.#shown);
  }

  clear(): void {
    this.#chosen = new Set();
  }

  #chooseRange(from: number, to: number): void {
    this.#chosen = new Set(this.#shown.slice(Math.min(from, to), Math.max(from, to) + 1));
    this.#anchor = this.#shown[from];
  }

  #anchorPlace(): number {
    const place = this.#anchor === undefined ? -1 : this.#shown.indexOf(this.#anchor);
    return place === -1 ? Math.max(0, this.#focus) : place;
  }

  #within(index: number): number {
    return Math.min(Math.max(index, 0), this.#shown.length - 1);
  }
}
