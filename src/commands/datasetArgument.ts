import * as v from 'valibot';
import { CartesiaError } from '../api/errors';
import { datasetIdProblem } from '../api/datasetId';

/** A row of the tree, as VS Code hands it to the commands of its menu. */
const rowShape = v.object({
  kind: v.literal('dataset'),
  dataset: v.object({ id: v.string() }),
});

/**
 * The dataset ID that a command was called with: by a row of the tree, a link or another extension.
 * @returns undefined without an argument (the palette)
 * @throws {CartesiaError} `invalidId` when the argument is no dataset
 */
export function datasetArgument(argument: unknown): string | undefined {
  if (argument === undefined || argument === null) return undefined;
  const row = v.safeParse(rowShape, argument);
  const id = row.success ? row.output.dataset.id : argument;
  const idProblem = typeof id === 'string' ? datasetIdProblem(id) : 'notAnId';
  if (typeof id !== 'string' || idProblem !== undefined) {
    throw new CartesiaError('invalidId', 'not a dataset ID', { ...(idProblem && { idProblem }) });
  }
  return id;
}
