import type { DatasetPanels } from '../panel/datasetPanels';
import { datasetArguments } from './rowArguments';

export interface DatasetsMeantDependencies {
  readonly panels: Pick<DatasetPanels, 'active'>;
  /** Asks for a dataset. */
  readonly pick: (title: string) => Promise<string | undefined>;
}

/**
 * The IDs of the datasets that a command is about: those of the rows it was called on, from the
 * palette the one in the active panel, otherwise one that the person is asked for.
 * @returns nothing when the person left
 */
export async function datasetsMeant(
  { panels, pick }: DatasetsMeantDependencies,
  title: string,
  argument: unknown,
  selected?: unknown,
): Promise<readonly string[]> {
  const given = datasetArguments(argument, selected);
  if (given.length > 0) return given;
  const id = panels.active?.id ?? (await pick(title));
  return id === undefined ? [] : [id];
}
