import * as v from 'valibot';

/** The messages between the dataset panel and its page, checked at run time on both sides. */

export const pageActionShape = v.picklist([
  'copyId',
  'copyJson',
  'refresh',
  'cancel',
  'retry',
  'setApiKey',
  'openSetting',
  'openProxySettings',
  'aboutKeyring',
  'getAnother',
  'showLog',
]);
export type PageAction = v.InferOutput<typeof pageActionShape>;

/** A sentence with the buttons that mend it. */
const failureShape = v.object({
  sentence: v.string(),
  /** The API's own words and the request ID, or ''. */
  details: v.string(),
  actions: v.array(v.object({ action: pageActionShape, label: v.string() })),
});

export type Failure = v.InferOutput<typeof failureShape>;

const pageStateShape = v.variant('kind', [
  v.object({
    kind: v.literal('loading'),
    id: v.string(),
    /** What the request waits for, where it does. */
    waiting: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('failed'), id: v.string(), failure: failureShape }),
  v.object({
    kind: v.literal('dataset'),
    id: v.string(),
    name: v.string(),
    description: v.string(),
    /** As the API sent it; the page knows the person's locale and time zone. */
    createdAt: v.string(),
    otherFields: v.array(v.object({ name: v.string(), value: v.string() })),
    /** Milliseconds since the epoch. */
    arrivedAt: v.number(),
    refreshing: v.boolean(),
    waiting: v.optional(v.string()),
    /** Why the last refresh failed; what is shown is older. */
    failure: v.optional(failureShape),
  }),
]);
export type PageState = v.InferOutput<typeof pageStateShape>;

/** Words of the page, in the language of VS Code. `{0}` stands for what the page puts in. */
const pageStringsShape = v.object({
  loading: v.string(),
  cancel: v.string(),
  untitled: v.string(),
  noDescription: v.string(),
  created: v.string(),
  copyId: v.string(),
  copyJson: v.string(),
  refresh: v.string(),
  refreshing: v.string(),
  loaded: v.string(),
  otherFields: v.string(),
  json: v.string(),
  jsonCut: v.string(),
  shownSince: v.string(),
});
export type PageStrings = v.InferOutput<typeof pageStringsShape>;

export const toPageShape = v.variant('kind', [
  v.object({ kind: v.literal('strings'), strings: pageStringsShape, locale: v.string() }),
  v.object({ kind: v.literal('state'), state: pageStateShape }),
  /** The beginning of the JSON, all of it where it is short. */
  v.object({ kind: v.literal('json'), text: v.string(), complete: v.boolean() }),
]);
export type ToPage = v.InferOutput<typeof toPageShape>;

export const toHostShape = v.variant('kind', [
  /** The page listens; sent once after each load of its document. */
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('action'), action: pageActionShape }),
  /** The person opened the JSON section: send its text now and after each change. */
  v.object({ kind: v.literal('wantJson') }),
]);
export type ToHost = v.InferOutput<typeof toHostShape>;

/**
 * What the page keeps with `setState`: its own memory while it is hidden, and what the serializer
 * gets after a window reload.
 */
export const panelMemoryShape = v.object({
  version: v.literal(1),
  id: v.string(),
  /** Which sections the person opened. */
  open: v.object({ otherFields: v.boolean(), json: v.boolean() }),
});
export type PanelMemory = v.InferOutput<typeof panelMemoryShape>;
