import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium } from './chromium';

/** Starts a headless Chromium for VS Code's workbench. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await chromium();
  return playwright.launch({
    executablePath: executable,
    // Sandbox and GPU are missing in containers; only pages of our own are opened.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    env: { ...process.env, ...env },
  });
}
