import type { Locator, Page } from 'playwright-core';
import { defaultDeadlineMs, waitUntil } from './waitUntil';
import { wholeText } from './wholeText';

/** By how much VS Code scrolls at one turn of the wheel, however far it turns. */
const wheelPixels = 50;

export interface TreeRow {
  /** Place in the tree, from 0. */
  index: number;
  label: string;
  description: string;
  /** What a screen reader says. */
  ariaLabel: string;
  /** From 1. */
  level: number;
  /** `undefined` for a row without children. */
  expanded: boolean | undefined;
}

/** The side bar with a tree view in it. */
export class SideBar {
  readonly root: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('.part.sidebar');
  }

  /** Its heading, as people see it. */
  async title(): Promise<string> {
    return ((await this.root.locator('.composite.title .title-label').textContent()) ?? '').trim();
  }

  /** Names of the view's icon buttons, e.g. "Refresh". */
  async titleActions(): Promise<string[]> {
    await this.root.hover();
    return this.#titleActions().evaluateAll((actions) =>
      actions.map((action) => action.getAttribute('aria-label') ?? ''),
    );
  }

  /** Presses an icon button of the view's title. */
  async pressTitleAction(name: string): Promise<void> {
    await this.root.hover();
    const action = await waitUntil(`the view's button "${name}"`, () =>
      byName(this.#titleActions(), name),
    );
    await action.click();
  }

  /** The welcome text and its buttons, empty while the tree has rows. */
  async welcome(): Promise<string> {
    const text = this.root.locator('.welcome-view-content:visible').first();
    return (await text.isVisible()) ? text.innerText() : '';
  }

  async pressWelcomeButton(name: string): Promise<void> {
    const button = this.root
      .locator('.welcome-view-content:visible')
      .getByRole('button', { name, exact: true });
    await button.first().click({ timeout: defaultDeadlineMs });
  }

  /** The rows on screen: a long tree draws only these, so scroll for more ({@link scroll}). */
  async rows(): Promise<TreeRow[]> {
    const rows = await this.#rows().evaluateAll((elements) =>
      elements.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        ariaLabel: row.getAttribute('aria-label') ?? '',
        level: Number(row.getAttribute('aria-level') ?? 1),
        expanded: row.hasAttribute('aria-expanded')
          ? row.getAttribute('aria-expanded') === 'true'
          : undefined,
      })),
    );
    // Elements are reused while scrolling, so their order in the page is not the one on screen.
    return rows.sort((a, b) => a.index - b.index);
  }

  /** Waits for the row with this label; sweeps through the tree while it is not on screen. */
  async row(label: string): Promise<Locator> {
    let down = true;
    let last = '';
    return waitUntil(`the row "${label}"`, async () => {
      const rows = await this.rows();
      const found = rows.find((row) => row.label === label);
      if (found) return this.root.locator(`[role="treeitem"][data-index="${found.index}"]`);
      const range = `${rows.at(0)?.index ?? ''}-${rows.at(-1)?.index ?? ''}`;
      if (range === last) down = !down; // the end
      last = range;
      if (rows.length > 0) await this.scroll(down ? 400 : -400);
      return undefined;
    });
  }

  async click(label: string): Promise<void> {
    await (await this.row(label)).click();
  }

  /** Adds rows to the selection, which opens none of them. */
  async select(...labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      const isSelected = async (): Promise<boolean> => (await this.selected()).includes(label);
      await waitUntil(`"${label}" to be selected`, async () => {
        if (await isSelected()) return true;
        // A click while the tree redraws itself is lost, so look again before clicking again.
        await (await this.row(label)).click({ modifiers: ['ControlOrMeta'] });
        return waitUntil('the selection', isSelected, 1000);
      });
    }
  }

  /** Presses a key in the tree, which gets the focus for it. */
  async press(key: string): Promise<void> {
    await this.root.getByRole('tree').press(key);
  }

  /** Labels of the rows on screen that are selected. */
  selected(): Promise<string[]> {
    return this.#labels('.selected');
  }

  /** Labels of the row on screen that has the keyboard's focus. */
  focused(): Promise<string[]> {
    return this.#labels('.focused');
  }

  /** The text that stands above the rows; empty where there is none. */
  async message(): Promise<string> {
    const message = this.root.locator('.tree-explorer-viewlet-tree-view .message:visible').first();
    return (await message.isVisible()) ? (await message.innerText()).trim() : '';
  }

  expand(label: string): Promise<true> {
    return this.#setExpanded(label, true);
  }

  collapse(label: string): Promise<true> {
    return this.#setExpanded(label, false);
  }

  /** Scrolls the tree by about this many pixels; negative is up. */
  async scroll(pixels: number): Promise<void> {
    await this.root.locator('.monaco-list:visible').first().hover();
    for (let done = 0; done < Math.abs(pixels); done += wheelPixels) {
      await this.#page.mouse.wheel(0, Math.sign(pixels) * 120);
    }
  }

  /** Presses an entry of the menu behind the three dots of the view's title. */
  async pressTitleMenu(name: string): Promise<void> {
    await this.#pressMenuItem(name, async () => {
      await this.pressTitleAction('Views and More Actions...');
      await this.#menuItems().first().waitFor({ timeout: 1000 });
    });
  }

  /** Names in the row's context menu. Closes it again. */
  async contextMenu(label: string): Promise<string[]> {
    const menu = await this.#openMenu(label);
    const names = await menu.allTextContents();
    await this.#page.keyboard.press('Escape');
    return names.map((name) => name.trim());
  }

  async pressContextMenu(label: string, name: string): Promise<void> {
    await this.#pressMenuItem(name, () => this.#openMenu(label));
  }

  async pressSubmenu(label: string, submenu: string, name: string): Promise<void> {
    const entry = this.#menuItem(submenu);
    await this.#pressMenuItem(name, async () => {
      if (await entry.isVisible()) await this.#page.keyboard.press('Escape');
      await this.#openMenu(label);
      await entry.hover({ timeout: 1000 });
    });
  }

  /** @param open opens the menu, again where what takes the focus has closed it */
  async #pressMenuItem(name: string, open: () => Promise<unknown>): Promise<void> {
    const item = this.#menuItem(name);
    let clicked = false;
    await waitUntil(`the menu to take "${name}"`, async () => {
      const isOpen = await item.isVisible();
      if (!isOpen && clicked) return true;
      if (!isOpen) {
        await open();
        await item.waitFor({ state: 'visible', timeout: 1000 });
      }
      // A menu that has just opened takes a click for the end of the one that opened it.
      await item.click({ timeout: 1000 });
      clicked = true;
      return !(await item.isVisible());
    });
  }

  /** Presses an icon button that the row shows under the mouse. */
  async pressInlineAction(label: string, name: string): Promise<void> {
    const row = await this.row(label);
    await row.hover();
    const action = await waitUntil(`the button "${name}" at "${label}"`, () =>
      byName(row.locator('.actions .action-label'), name),
    );
    await action.click();
  }

  /** The hover of a row, once it appears. */
  async tooltip(label: string): Promise<string> {
    const row = await this.row(label);
    const hover = this.#page.locator('.monaco-hover:visible, .workbench-hover:visible').first();
    const text = await waitUntil(`the hover of "${label}"`, async () => {
      // It starts when the mouse comes in, so the mouse has to come from elsewhere.
      await this.#page.mouse.move(0, 0);
      await hover.waitFor({ state: 'hidden', timeout: 3000 });
      await row.locator('.label-name').first().hover({ timeout: 1000 });
      await hover.waitFor({ state: 'visible', timeout: 3000 });
      return hover.innerText();
    });
    return text.replaceAll('\u00a0', ' ');
  }

  #setExpanded(label: string, expanded: boolean): Promise<true> {
    return waitUntil(`"${label}" to be ${expanded ? 'open' : 'closed'}`, async () => {
      const row = await this.row(label);
      const state = () => row.getAttribute('aria-expanded', { timeout: 1000 });
      if ((await state()) === String(expanded)) return true;
      // A click while the tree redraws itself is lost, so look again before clicking again.
      await row.locator('.monaco-tl-twistie').click();
      return waitUntil('the arrow', async () => (await state()) === String(expanded), 1000);
    });
  }

  async #openMenu(label: string): Promise<Locator> {
    await (await this.row(label)).click({ button: 'right' });
    const items = this.#menuItems();
    await items.first().waitFor({ state: 'visible', timeout: defaultDeadlineMs });
    return items;
  }

  #menuItem(name: string): Locator {
    return this.#menuItems().filter({ hasText: wholeText(name) });
  }

  #menuItems(): Locator {
    return this.#page.locator('.monaco-menu .action-item .action-label:not(.separator)');
  }

  #labels(state: string): Promise<string[]> {
    return this.#rows().and(this.root.locator(state)).locator('.label-name').allInnerTexts();
  }

  #rows(): Locator {
    return this.root.locator('.monaco-list-row[role="treeitem"]:visible');
  }

  #titleActions(): Locator {
    // A container's only view shares the heading with it; otherwise each view has its own.
    return this.root.locator(
      '.composite.title .title-actions .action-label:visible, .pane-header .actions .action-label:visible',
    );
  }
}

async function byName(actions: Locator, name: string): Promise<Locator | undefined> {
  for (const action of await actions.all()) {
    if ((await action.getAttribute('aria-label')) === name) return action;
  }
  return undefined;
}
