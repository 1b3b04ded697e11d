import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { startServer, type Server } from './server';
import { writeSettings } from './settings';
import { windowOptions, type Launch, type VSCode, type WindowOptions } from './VSCode';
import { Workbench } from './Workbench';

/** Where a window in the browser keeps what extensions store as secrets. */
const secretsItem = 'secrets.provider';

/** VS Code's server build, its windows being pages of a headless Chromium. */
export async function startServerVSCode(launch: Launch): Promise<VSCode> {
  const server = await startServer(launch);
  try {
    const browser = await launchBrowser();
    return {
      build: 'server',
      folder: server.folder,
      open: (options = {}) => open(server, browser, launch, options),
      close: async () => {
        await browser.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function open(
  server: Server,
  browser: Browser,
  launch: Launch,
  options: WindowOptions,
): Promise<Workbench> {
  const { folder, theme, size, locale, timezone, scale, secrets } = windowOptions(options);
  await writeSettings(server.settingsFile.user, {
    ...launch.userSettings,
    'workbench.colorTheme': theme,
  });
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: scale,
    locale,
    timezoneId: timezone,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    ...(secrets !== undefined && {
      storageState: {
        cookies: [],
        origins: [
          {
            origin: new URL(server.url).origin,
            localStorage: [{ name: secretsItem, value: secrets }],
          },
        ],
      },
    }),
  });
  try {
    const page = await context.newPage();
    const workbench = new Workbench(page, {
      readClipboard: () => page.evaluate(() => navigator.clipboard.readText()),
      writeClipboard: (text) =>
        page.evaluate((value) => navigator.clipboard.writeText(value), text),
      readSecrets: () =>
        page.evaluate((name) => localStorage.getItem(name) ?? undefined, secretsItem),
      close: async () => {
        // Leaving the page ends its extension host; a connection that breaks keeps it for hours.
        await page.goto('about:blank').catch(() => undefined);
        await context.close();
      },
    });
    await page.goto(address(server.url, folder));
    await workbench.waitReady(theme);
    return workbench;
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** `ew`: an empty window, instead of the folder of the last one. */
function address(url: string, folder: string | undefined): string {
  return `${url}?${folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder)}`}`;
}
