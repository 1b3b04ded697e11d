import type { Dataset } from '../../src/api/shapes';
import type { Account } from '../../src/model/account';
import { datasetSorts, filterDatasets } from '../../src/model/arrange';
import { ViewSettings } from '../../src/model/viewSettings';
import { renderNode } from '../../src/tree/render';
import { TreeNodes } from '../../src/tree/treeNodes';

/** Draws the rows of these datasets. @returns how many */
export function drawRows(datasets: readonly Dataset[]): number {
  return datasets.map((dataset) => renderNode({ kind: 'dataset', dataset })).length;
}

/** What is typed into the filter, letter by letter. */
const typed = 'dataset 0042 generated';

/**
 * Milliseconds of each keystroke, in every order in which datasets may be shown: until the input has
 * its count and the tree the rows that match.
 */
export async function typeIntoFilter(account: Account): Promise<readonly number[]> {
  const settings = new ViewSettings({ read: () => undefined, write: () => Promise.resolve() });
  const nodes = new TreeNodes(account, settings, () => undefined);
  const times: number[] = [];
  for (const datasetSort of datasetSorts) {
    await settings.change({ datasetSort });
    for (const index of typed.split('').keys()) {
      const filter = typed.slice(0, index + 1);
      const started = performance.now();
      const counted = filterDatasets(account.datasets.state.rows, filter).length;
      await settings.change({ filter });
      // The text above the rows counts them, too.
      const shown = nodes.shown().length;
      const rows = nodes.roots();
      times.push(performance.now() - started);
      if (shown !== counted || rows.length !== counted) throw new Error('The counts differ.');
    }
  }
  return times;
}
