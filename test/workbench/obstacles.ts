import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FrameLocator } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps people from using the page, by the rules of axe; the debugger may run it where the page may not. */
export async function obstacles(page: FrameLocator): Promise<unknown> {
  const frame = await (await page.locator('html').elementHandle()).ownerFrame();
  assert.ok(frame);
  await frame.evaluate(axe);
  // VS Code gives the frame its name; a page has no tab of its own that a title would stand on.
  const options = JSON.stringify({ rules: { 'document-title': { enabled: false } } });
  return frame.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) })))`);
}
