import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import {
  startApiServer,
  type ApiServer,
  type ApiServerOptions,
} from '../api-server/startApiServer';
import { vsixFile } from '../workbench/folders';
import { errorText } from '../workbench/errorText';
import { startVSCode, type VSCode, type WindowOptions } from '../workbench/VSCode';
import { waitUntil } from '../workbench/waitUntil';
import type { Workbench } from '../workbench/Workbench';

/** A window of VS Code with the packaged extension, and the API it talks to. */
export interface Scene {
  readonly window: Workbench;
  readonly api: ApiServer;
}

export interface SceneOptions extends WindowOptions {
  readonly seed?: ApiServerOptions['seed'];
  /** Whether the key is set before the test begins. Default: yes. */
  readonly signedIn?: boolean;
}

/** What a window kept once the key was set in it as a person would. */
let secrets: string | undefined;

let vscode: Promise<{ code: VSCode; port: number }> | undefined;

/** One VS Code serves all tests; every test has a window and an API that know nothing of the others. */
async function start(): Promise<{ code: VSCode; port: number }> {
  const probe = await startApiServer({ seed: 'empty' });
  await probe.close();
  const port = Number(new URL(probe.url).port);
  return { code: await startVSCode({ vsix: await vsixFile(), apiUrl: probe.url }), port };
}

/** The folder that holds everything VS Code has written since the tests began. */
export async function writtenByVSCode(): Promise<string> {
  return (await (vscode ??= start())).code.folder;
}

after(async () => {
  await (await vscode)?.code.close();
});

/** A test of what a person sees. When it fails, the screen is kept as a picture. */
export function scene(
  name: string,
  options: SceneOptions,
  body: (scene: Scene) => Promise<void>,
): void {
  it(name, { timeout: 180_000 }, async () => {
    const { code, port } = await (vscode ??= start());
    const api = await startApiServer({ port, ...(options.seed && { seed: options.seed }) });
    try {
      const signedIn = options.signedIn !== false;
      const window = await code.open({ ...options, ...(signedIn && { secrets }) });
      try {
        if (signedIn && secrets === undefined) {
          await setKey({ window, api });
          secrets = await window.readSecrets();
        }
        await body({ window, api });
        assert.deepEqual(api.violations, [], 'the stand-in broke its contract');
      } catch (error) {
        const picture = await window.keepScreenshot(name);
        throw new Error(`${errorText(error)}\nScreenshot: ${picture}`, { cause: error });
      } finally {
        await window.close();
      }
    } finally {
      await api.close();
    }
  });
}

/** Sets the API's key through the palette. */
export async function setKey({ window, api }: Scene): Promise<void> {
  await window.runCommand('Cartesia: Set API Key');
  await window.quickInput.waitOpen('Set API Key');
  await window.quickInput.fill(api.key);
  await window.quickInput.accept();
  await window.messages.waitStatusBar('API key stored');
}

/** Waits for a panel's page, which takes the focus when it is there. */
export async function hasPage({ window }: Pick<Scene, 'window'>, panel: string): Promise<void> {
  const page = await window.webview(panel);
  await page.getByRole('heading', { name: panel, exact: true }).waitFor();
}

/** Gets a dataset through the palette. */
export async function getDataset({ window }: Scene, id: string): Promise<void> {
  await window.runCommand('Cartesia: Get Dataset');
  await window.quickInput.waitOpen('Get Dataset');
  await window.quickInput.fill(id);
  await window.quickInput.accept();
}

/** Paths of the requests that reached the API so far. */
export function paths(api: ApiServer): string[] {
  return api.requests.map(({ method, path: requested }) => `${method} ${requested}`);
}

/** Waits until the clipboard holds something else than before, and returns it. */
export async function copied(window: Workbench, copy: () => Promise<void>): Promise<string> {
  await window.clipboard.write('nothing yet');
  await copy();
  return waitUntil('a copy in the clipboard', async () => {
    const text = await window.clipboard.read();
    return text !== 'nothing yet' && text;
  });
}
