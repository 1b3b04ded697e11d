import * as v from 'valibot';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Dataset = Schemas['Dataset'];
export type DatasetFile = Schemas['DatasetFile'];
/** `status` is an open set: a value that Cartesia adds is shown as it comes. */
export type FineTune = Omit<Schemas['FineTune'], 'status'> & { readonly status: string };
/** Fields about who may see a voice differ between versions of the API, and are left out. */
export type Voice = Pick<
  Schemas['Voice'],
  'id' | 'is_owner' | 'name' | 'description' | 'created_at' | 'language' | 'preview_file_url'
>;
export type ApiInfo = Schemas['ApiInfo'];

/** Answers are read loosely: Cartesia may add fields within one version, and they are kept and shown. */
export const datasetShape = v.looseObject({
  id: v.string(),
  name: v.string(),
  created_at: v.string(),
  description: v.string(),
}) satisfies v.GenericSchema<unknown, Dataset>;

/** Fields of a dataset that the extension knows; everything else is "other". */
export const datasetFields: ReadonlySet<string> = new Set(Object.keys(datasetShape.entries));

export const datasetFileShape = v.looseObject({
  id: v.string(),
  filename: v.string(),
  created_at: v.string(),
  /** Bytes. */
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
}) satisfies v.GenericSchema<unknown, DatasetFile>;

export const fineTuneShape = v.looseObject({
  id: v.string(),
  name: v.string(),
  description: v.string(),
  language: v.string(),
  model_id: v.string(),
  dataset: v.string(),
  status: v.string(),
  accent: v.exactOptional(v.nullable(v.string())),
}) satisfies v.GenericSchema<unknown, FineTune>;

export const voiceShape = v.looseObject({
  id: v.string(),
  is_owner: v.boolean(),
  name: v.string(),
  description: v.string(),
  created_at: v.string(),
  language: v.string(),
  preview_file_url: v.exactOptional(v.nullable(v.string())),
}) satisfies v.GenericSchema<unknown, Voice>;

export const apiInfoShape = v.looseObject({
  ok: v.boolean(),
  version: v.string(),
}) satisfies v.GenericSchema<unknown, ApiInfo>;

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
