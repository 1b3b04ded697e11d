import type { Locator, Page } from 'playwright-core';
import { defaultDeadlineMs, waitUntil } from './waitUntil';

export interface QuickInputItem {
  label: string;
  description: string;
}

/** VS Code's input at the top of the window: command palette, quick pick and input box. */
export class QuickInput {
  readonly root: Locator;
  readonly input: Locator;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.root = page.locator('.quick-input-widget:visible');
    this.input = this.root.locator('.quick-input-filter input').first();
    this.#rows = this.root.locator('.quick-input-list .monaco-list-row:visible');
  }

  /** Waits until it is open; `title` is the text of its title bar. */
  async waitOpen(title?: string): Promise<void> {
    await this.input.waitFor({ state: 'visible', timeout: defaultDeadlineMs });
    if (title !== undefined) {
      await waitUntil(`an input titled "${title}"`, async () => (await this.title()) === title);
    }
  }

  async waitClosed(): Promise<void> {
    await this.root.first().waitFor({ state: 'hidden', timeout: defaultDeadlineMs });
  }

  async isOpen(): Promise<boolean> {
    return this.input.isVisible();
  }

  title(): Promise<string> {
    return this.#text('.quick-input-title');
  }

  /** The line below the input: the prompt, or what is wrong with the value. */
  message(): Promise<string> {
    return this.#text('.quick-input-message');
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  /** Whether what is typed is hidden. */
  async isMasked(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** Replaces the text by typing, key by key. */
  async type(text: string): Promise<void> {
    await this.waitOpen();
    await this.input.fill('');
    await this.input.pressSequentially(text);
  }

  /** Replaces the text in one go, as pasting does. */
  async fill(text: string): Promise<void> {
    await this.waitOpen();
    await this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async escape(): Promise<void> {
    await this.input.press('Escape');
    await this.waitClosed();
  }

  /** The rows on screen (a long list draws only these), separators not included. */
  async items(): Promise<QuickInputItem[]> {
    return this.#rows.evaluateAll((rows) =>
      rows
        .filter((row) => row.querySelector('.quick-input-list-entry') !== null)
        .map((row) => ({
          label: row.querySelector('.label-name')?.textContent ?? '',
          description: row.querySelector('.label-description')?.textContent ?? '',
        })),
    );
  }

  /** The row with this label, or `undefined` while there is none. */
  async item(label: string): Promise<Locator | undefined> {
    for (const [index, row] of (await this.#rows.all()).entries()) {
      const name = this.#rows.nth(index).locator('.label-name').first();
      if ((await name.count()) > 0 && (await name.textContent()) === label) return row;
    }
    return undefined;
  }

  /** Clicks the row with this label once it is there. */
  async pick(label: string): Promise<void> {
    const row = await waitUntil(`"${label}" in the list`, () => this.item(label));
    await row.click();
  }

  /** Ticks the row with this label, the first one to be chosen. */
  async tick(label: string): Promise<void> {
    const isTicked = async (): Promise<boolean> =>
      (await this.#text('.quick-input-count')).startsWith('1 ');
    await waitUntil(`"${label}" to be ticked`, async () => {
      if (await isTicked()) return true;
      // A click while the list redraws itself is lost, so look again before clicking again.
      await (await this.item(label))?.click({ timeout: 1000 });
      return waitUntil('the tick', isTicked, 2000);
    });
  }

  /** Types a path into VS Code's own dialog for files and folders, and agrees to it. */
  async choosePath(where: string): Promise<void> {
    const isDialog = async (): Promise<boolean> =>
      (await this.isOpen()) && (await this.input.inputValue({ timeout: 1000 })).startsWith('/');
    await waitUntil('the dialog', isDialog);
    // The dialog reads the folder first, and may set its text again.
    await waitUntil('the path to stay', async () => {
      if ((await this.value()) === where && (await this.items()).length > 0) return true;
      await this.fill(where);
      return false;
    });
    await waitUntil('the dialog to close', async () => {
      if (!(await isDialog())) return true;
      await this.input.press('Enter', { timeout: 1000 });
      return waitUntil('the key to be heard', async () => !(await isDialog()), 1000);
    });
  }

  async #text(selector: string): Promise<string> {
    const element = this.root.locator(selector).first();
    return (await element.isVisible()) ? ((await element.textContent()) ?? '').trim() : '';
  }
}
