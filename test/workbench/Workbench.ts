import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { screenshotsFolder } from './folders';
import { Messages } from './Messages';
import { QuickInput } from './QuickInput';
import type { Theme } from './settings';
import { SideBar } from './SideBar';
import { defaultDeadlineMs, waitUntil } from './waitUntil';
import { wholeText } from './wholeText';

/** How the two builds of VS Code differ once their window is there. */
export interface WorkbenchHost {
  readClipboard: () => Promise<string>;
  writeClipboard: (text: string) => Promise<void>;
  /** Where secrets can be carried from window to window. */
  readSecrets?: () => Promise<string | undefined>;
  close: () => Promise<void>;
}

/** The class by which the workbench says what kind of theme it has. */
const themeClass: Record<Theme, string> = {
  'Default Light Modern': 'vs',
  'Default Dark Modern': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
};

/** VS Code draws a file's name and its ending apart. */
const tabName = '.monaco-icon-label-container';

/** A VS Code window as a person uses it. Everything that waits has a deadline. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly sideBar: SideBar;
  readonly messages: Messages;
  readonly clipboard: { read: () => Promise<string>; write: (text: string) => Promise<void> };
  readonly #host: WorkbenchHost;
  readonly #closed: (() => Promise<void>)[] = [];
  #theme: Theme | undefined;

  constructor(page: Page, host: WorkbenchHost) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.sideBar = new SideBar(page);
    this.messages = new Messages(page);
    this.clipboard = { read: host.readClipboard, write: host.writeClipboard };
    this.#host = host;
  }

  /** Waits until the window can be used and has its colours. Extensions may register still later. */
  async waitReady(theme = this.#theme): Promise<void> {
    this.#theme = theme;
    const workbench = `.monaco-workbench${theme === undefined ? '' : `.${themeClass[theme]}`}`;
    const parts = ['.part.activitybar .action-item', '.part.statusbar .statusbar-item', workbench];
    for (const part of parts) {
      await this.page.locator(part).first().waitFor({ state: 'visible', timeout: 60_000 });
    }
  }

  /**
   * Runs a command by the name that the palette shows, e.g. "Cartesia: Get Dataset". The palette
   * lists what was registered when it opened, so it is opened anew until the command is there.
   */
  async runCommand(title: string): Promise<void> {
    await waitUntil(`the command "${title}"`, async () => {
      if (await this.quickInput.isOpen()) await this.quickInput.escape();
      await this.page.keyboard.press('F1');
      await this.quickInput.waitOpen();
      await this.quickInput.fill(`>${title}`);
      const row = await waitUntil('its row', () => this.quickInput.item(title), 2000);
      // What takes the focus late, such as an opening panel, closes the palette again.
      await row.click({ timeout: 2000 });
      return true;
    });
  }

  /** Shows a view container by its name in the activity bar, e.g. "Cartesia". */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: title });
    await tab.waitFor({ state: 'visible', timeout: defaultDeadlineMs });
    await waitUntil(`the view "${title}"`, async () => {
      const heading = await this.sideBar.root.locator('.composite.title').textContent();
      if ((await this.sideBar.root.isVisible()) && heading?.startsWith(title)) return true;
      // A click on the shown container would hide it, hence only now.
      await tab.click();
      return false;
    });
  }

  /** The editor tab with this name. */
  tab(title: string): Locator {
    const name = this.page.locator(tabName, { hasText: wholeText(title) });
    return this.page.locator('.tabs-container .tab').filter({ has: name });
  }

  /** Names of the open editor tabs, from left to right. */
  tabs(): Promise<string[]> {
    return this.page.locator('.tabs-container .tab').locator(tabName).allInnerTexts();
  }

  /**
   * The page inside the webview editor with this tab name, which becomes the active tab. Always the
   * page on screen: looked up anew at each use. Only for windows with one editor group.
   */
  async webview(title: string): Promise<FrameLocator> {
    const tab = this.tab(title).first();
    await tab.waitFor({ state: 'visible', timeout: defaultDeadlineMs });
    if (!(await tab.evaluate((element) => element.classList.contains('active')))) {
      await tab.click();
    }
    const frame = this.page
      .locator('iframe.webview:visible')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
    await frame.locator('body').waitFor({ state: 'attached', timeout: defaultDeadlineMs });
    return frame;
  }

  /** Reloads the window as 'Developer: Reload Window' does, and waits until it is back. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitReady();
  }

  screenshot(file: string): Promise<Buffer> {
    return this.page.screenshot({ path: file });
  }

  /** Keeps a screenshot for whoever reads the failure, and returns its path. */
  async keepScreenshot(name: string): Promise<string> {
    await mkdir(screenshotsFolder, { recursive: true });
    const readable = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    const file = path.join(screenshotsFolder, `${readable}.png`);
    await this.screenshot(file);
    return file;
  }

  /** What extensions have stored as secrets, sealed; undefined where no other window can take it. */
  async readSecrets(): Promise<string | undefined> {
    return this.#host.readSecrets?.();
  }

  /** Also done when the window is closed, e.g. to end what it was opened with. */
  onClosed(then: () => Promise<void>): void {
    this.#closed.push(then);
  }

  async close(): Promise<void> {
    await this.#host.close();
    for (const then of this.#closed.splice(0)) await then();
  }
}
