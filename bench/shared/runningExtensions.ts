import type { Workbench } from '../../test/workbench/Workbench';
import { waitUntil } from '../../test/workbench/waitUntil';

export interface Activation {
  /** As VS Code shows it: the display name, or the ID of some built-in extensions. */
  readonly name: string;
  /** Loading the code and calling `activate`, as VS Code shows it. */
  readonly milliseconds: number;
}

/** A row of the list, `milliseconds` being `undefined` while the extension activates. */
interface Row {
  readonly position: string;
  readonly total: number;
  readonly name: string;
  readonly milliseconds: number | undefined;
}

/**
 * The activation times in 'Developer: Show Running Extensions', once no extension activates any
 * more and the one with this name is among them.
 */
export async function activationTimes(
  workbench: Workbench,
  awaited: string,
): Promise<readonly Activation[]> {
  await workbench.runCommand('Developer: Show Running Extensions');
  return waitUntil(`"${awaited}" among the running extensions`, async () => {
    const all = await readAll(workbench);
    const done = all.flatMap(({ name, milliseconds }) =>
      milliseconds === undefined ? [] : [{ name, milliseconds }],
    );
    return done.length === all.length && done.some(({ name }) => name === awaited) && done;
  });
}

/** Scrolls from the first row to the last, because the list draws only those on screen. */
async function readAll(workbench: Workbench): Promise<Row[]> {
  const { page } = workbench;
  const list = page.locator('.runtime-extensions-editor .monaco-list');
  await list.hover();
  await page.mouse.wheel(0, -1_000_000);
  const seen = new Map<string, Row>();
  return waitUntil('every row of the list', async () => {
    const drawn = await rowsOnScreen(workbench);
    for (const row of drawn) seen.set(row.position, row);
    if (drawn.length > 0 && seen.size >= (drawn[0]?.total ?? Infinity)) return [...seen.values()];
    await page.mouse.wheel(0, 200);
    return undefined;
  });
}

function rowsOnScreen({ page }: Workbench): Promise<Row[]> {
  return page.locator('.runtime-extensions-editor .monaco-list-row').evaluateAll((rows) =>
    rows.map((row) => {
      const time = /(\d+)\s*ms/.exec(row.querySelector('.activation-time')?.textContent ?? '');
      return {
        position: row.getAttribute('aria-posinset') ?? '',
        total: Number(row.getAttribute('aria-setsize')),
        name: row.querySelector('.name')?.textContent ?? '',
        milliseconds: time === null ? undefined : Number(time[1]),
      };
    }),
  );
}
