import * as v from 'valibot';
import { datasetIdProblem } from '../api/datasetId';
import { CartesiaError } from '../api/errors';

/** Rows of the tree, as VS Code hands them to the commands of their menus. */
const datasetRow = v.object({
  kind: v.literal('dataset'),
  dataset: v.object({ id: v.string() }),
});
/** The rows below a dataset that hold its files and its trainings. */
const groupRow = v.object({ kind: v.picklist(['files', 'fineTunes']), datasetId: v.string() });
const fileRow = v.object({
  kind: v.literal('file'),
  datasetId: v.string(),
  file: v.object({ id: v.string(), filename: v.string() }),
});
const fineTuneRow = v.object({
  kind: v.literal('fineTune'),
  fineTune: v.object({ id: v.string(), name: v.string() }),
});

export type FileArgument = v.InferOutput<typeof fileRow>;

/**
 * The dataset ID that a command was called with: by a row of the tree, a link or another extension.
 * @returns undefined without an argument (the palette)
 * @throws {CartesiaError} `invalidId` when the argument is no dataset
 */
export function datasetArgument(argument: unknown): string | undefined {
  if (argument === undefined || argument === null) return undefined;
  const row = v.safeParse(datasetRow, argument);
  if (row.success) return checkedId(row.output.dataset.id);
  const group = v.safeParse(groupRow, argument);
  return checkedId(group.success ? group.output.datasetId : argument);
}

/**
 * The dataset IDs that a command was called with: all selected rows where it was called on one of
 * them, otherwise the one row.
 */
export function datasetArguments(argument: unknown, selected: unknown): readonly string[] {
  const rows = selectedRows(argument, selected).flatMap((row) => {
    const read = v.safeParse(datasetRow, row);
    return read.success ? [checkedId(read.output.dataset.id)] : [];
  });
  if (rows.length > 0) return rows;
  const one = datasetArgument(argument);
  return one === undefined ? [] : [one];
}

/** The files that a command was called with; they may be of several datasets. */
export function fileArguments(argument: unknown, selected: unknown): readonly FileArgument[] {
  return selectedRows(argument, selected).flatMap((row) => {
    const read = v.safeParse(fileRow, row);
    return read.success ? [read.output] : [];
  });
}

/** The fine-tunes that a command was called with. */
export function fineTuneArguments(argument: unknown, selected: unknown): readonly string[] {
  return selectedRows(argument, selected).flatMap((row) => {
    const read = v.safeParse(fineTuneRow, row);
    return read.success ? [read.output.fineTune.id] : [];
  });
}

/** VS Code hands over the row and all selected ones, which it may not be among. */
function selectedRows(argument: unknown, selected: unknown): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(selected) ? selected : [];
  if (rows.includes(argument)) return rows;
  return argument === undefined || argument === null ? [] : [argument];
}

function checkedId(id: unknown): string {
  const idProblem = typeof id === 'string' ? datasetIdProblem(id) : 'notAnId';
  if (typeof id !== 'string' || idProblem !== undefined) {
    throw new CartesiaError('invalidId', 'not a dataset ID', { ...(idProblem && { idProblem }) });
  }
  return id;
}
