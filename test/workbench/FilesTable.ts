import type { FrameLocator, Locator } from 'playwright-core';
import { waitUntil } from './waitUntil';

/** The table of files in a dataset panel. */
export class FilesTable {
  readonly grid: Locator;
  readonly filter: Locator;
  readonly #page: FrameLocator;

  constructor(page: FrameLocator) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Files' });
    this.filter = page.getByRole('searchbox', { name: 'Filter by name' });
  }

  /** The drawn row with this name. */
  row(name: string): Locator {
    const label = this.#page.locator('.label').getByText(name, { exact: true });
    return this.#rows().filter({ has: label });
  }

  /** Names of the drawn rows, from top to bottom. */
  names(): Promise<string[]> {
    return this.#rows().locator('.label').allTextContents();
  }

  /** Names of the drawn rows that are selected. */
  selected(): Promise<string[]> {
    return this.#rows()
      .and(this.#page.locator('[aria-selected=true]'))
      .locator('.label')
      .allTextContents();
  }

  /** Name of the row that the keyboard is on. */
  async active(): Promise<string | undefined> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    if (id === null) return undefined;
    return (await this.#page.locator(`#${id} .label`).textContent()) ?? undefined;
  }

  /** Waits until these names are the first ones. */
  async waitFirst(...names: readonly string[]): Promise<void> {
    await waitUntil(`"${names.join('", "')}" at the top`, async () => {
      const first = (await this.names()).slice(0, names.length);
      return first.every((name, index) => name === names[index]) && first.length === names.length;
    });
  }

  sortBy(column: string): Promise<void> {
    return this.grid.getByRole('button', { name: column, exact: true }).click();
  }

  /** How a column is sorted, as screen readers say it. */
  sortOf(column: string): Promise<string | null> {
    return this.grid.getByRole('columnheader', { name: column }).getAttribute('aria-sort');
  }

  #rows(): Locator {
    return this.grid.locator('.body [role=row]');
  }
}
