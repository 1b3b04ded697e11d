import type { Locator, Page } from 'playwright-core';
import { defaultDeadlineMs, waitUntil } from './waitUntil';

/** What VS Code tells people: notifications, modal dialogs and the status bar. */
export class Messages {
  readonly #page: Page;
  readonly #toasts: Locator;
  readonly #dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#toasts = page.locator(
      ':is(.notifications-toasts, .notifications-center).visible .notification-list-item',
    );
    this.#dialog = page.locator('.monaco-dialog-box');
  }

  /** Texts of the notifications on screen. */
  notifications(): Promise<string[]> {
    return this.#toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  /** How many links the notifications on screen have. */
  links(): Promise<number> {
    return this.#toasts.locator('.notification-list-item-message a').count();
  }

  /**
   * Waits for a notification and returns its whole text. Of many in one moment VS Code shows some
   * only to those who press the bell.
   */
  async waitNotification(part: string | RegExp): Promise<string> {
    const toast = this.#toasts.filter({ hasText: part }).first();
    const bell = this.#page.locator('.part.statusbar .codicon-bell-dot');
    await waitUntil(`the notification "${String(part)}"`, async () => {
      if (await toast.isVisible()) return true;
      const hidden = (await bell.isVisible()) && (await this.#toasts.count()) === 0;
      if (hidden) await bell.click({ timeout: 1000 });
      return false;
    });
    return toast.locator('.notification-list-item-message').innerText();
  }

  /**
   * Waits for a notification, and then for another with the same text: VS Code takes the first away
   * before it shows the second, so that for a moment there is none.
   * @returns waits until the second stands in the place of the first
   */
  async waitReplaced(part: string | RegExp): Promise<() => Promise<void>> {
    await this.waitNotification(part);
    const first = await this.#toasts.filter({ hasText: part }).first().elementHandle();
    return async () => {
      await first.waitForElementState('hidden', { timeout: defaultDeadlineMs });
      await this.waitNotification(part);
    };
  }

  /** Names of a notification's buttons. */
  async notificationButtons(part: string | RegExp): Promise<string[]> {
    await this.waitNotification(part);
    return this.#toasts
      .filter({ hasText: part })
      .first()
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  /** Presses a button of the notification whose text contains `part`. */
  async pressNotification(part: string | RegExp, button: string): Promise<void> {
    await this.waitNotification(part);
    await this.#toasts
      .filter({ hasText: part })
      .first()
      .getByRole('button', { name: button, exact: true })
      .click();
  }

  /** Waits for a modal dialog and returns its text. */
  async waitDialog(): Promise<string> {
    await this.#dialog.waitFor({ state: 'visible', timeout: defaultDeadlineMs });
    return this.#dialog.locator('.dialog-message-container').innerText();
  }

  async pressDialog(button: string): Promise<void> {
    await this.waitDialog();
    await this.#dialog.getByRole('button', { name: button, exact: true }).click();
    await this.#dialog.waitFor({ state: 'hidden', timeout: defaultDeadlineMs });
  }

  /** Texts in the status bar, from left to right. */
  async statusBar(): Promise<string[]> {
    const items = await this.#page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return items.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Waits until the status bar shows this text. */
  waitStatusBar(text: string): Promise<true> {
    return waitUntil(`"${text}" in the status bar`, async () =>
      (await this.statusBar()).includes(text),
    );
  }
}
