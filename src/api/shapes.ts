import * as v from 'valibot';
import type { components } from './schema';

export type Dataset = components['schemas']['Dataset'];

/** Answers are read loosely: Cartesia may add fields within one version, and they are kept and shown. */
export const datasetShape = v.looseObject({
  id: v.string(),
  name: v.string(),
  created_at: v.string(),
  description: v.string(),
}) satisfies v.GenericSchema<unknown, Dataset>;

/** Fields of a dataset that the extension knows; everything else is "other". */
export const datasetFields: ReadonlySet<string> = new Set(Object.keys(datasetShape.entries));

/** One page of a cursor-paged collection. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  /** What to pass as `starting_after`; absent at some versions, then the last item's ID serves. */
  readonly next_page?: string | null | undefined;
}

export function pageShape<Item>(
  item: v.GenericSchema<unknown, Item>,
): v.GenericSchema<unknown, Page<Item>> {
  return v.looseObject({
    data: v.array(item),
    has_more: v.boolean(),
    next_page: v.nullish(v.string()),
  });
}

/** The error body of version 2026-03-01; every field is optional here because gateways answer too. */
export const errorShape = v.looseObject({
  error_code: v.nullish(v.string()),
  title: v.nullish(v.string()),
  message: v.nullish(v.string()),
  request_id: v.nullish(v.string()),
});
