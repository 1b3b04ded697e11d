import * as v from 'valibot';

/** The messages between the dataset panel and its page, checked at run time on both sides. */

export const pageActionShape = v.picklist([
  'copyId',
  'copyJson',
  'refresh',
  'cancel',
  'retry',
  'loadMore',
  'loadAll',
  'close',
  'setApiKey',
  'openSetting',
  'openProxySettings',
  'aboutKeyring',
  'getAnother',
  'showLog',
]);
export type PageAction = v.InferOutput<typeof pageActionShape>;

/** What an action is about: the dataset itself or one of the lists below it. */
const actionTargetShape = v.picklist(['dataset', 'files', 'trainings']);
export type ActionTarget = v.InferOutput<typeof actionTargetShape>;

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
  v.object({ kind: v.literal('deleted'), id: v.string(), name: v.string() }),
  v.object({
    kind: v.literal('dataset'),
    id: v.string(),
    name: v.string(),
    description: v.string(),
    /** As the API sent it; the page knows the person's locale and time zone. */
    createdAt: v.string(),
    otherFields: v.array(v.object({ name: v.string(), value: v.string() })),
    /** Milliseconds since the epoch; absent where that is not known. */
    arrivedAt: v.optional(v.number()),
    refreshing: v.boolean(),
    waiting: v.optional(v.string()),
    /** Why the last refresh failed; what is shown is older. */
    failure: v.optional(failureShape),
  }),
]);
export type PageState = v.InferOutput<typeof pageStateShape>;

const fileRowShape = v.object({
  id: v.string(),
  /** One line, cut where it is long. */
  name: v.string(),
  /** Bytes. */
  size: v.number(),
  /** As the API sent it, cut where it is long. */
  createdAt: v.string(),
});
export type FileRow = v.InferOutput<typeof fileRowShape>;

/** Where a list stands that is read page by page. */
const listStateShape = v.object({
  loading: v.optional(v.picklist(['refresh', 'loadMore', 'loadAll'])),
  waiting: v.optional(v.string()),
  failure: v.optional(failureShape),
  /** Whether every page has been read. */
  complete: v.boolean(),
});
export type ListState = v.InferOutput<typeof listStateShape>;

const filesShape = v.object({
  kind: v.literal('files'),
  /** Rows before this position are those of the message before. */
  from: v.number(),
  rows: v.array(fileRowShape),
  /** Positions of all rows whose name another file has too. */
  duplicates: v.array(v.number()),
  /** Bytes of all rows. */
  bytes: v.number(),
  state: listStateShape,
});
export type FilesMessage = v.InferOutput<typeof filesShape>;

const trainingsShape = v.object({
  kind: v.literal('trainings'),
  rows: v.array(
    v.object({
      name: v.string(),
      language: v.string(),
      model: v.string(),
      /** As the API sent it. */
      status: v.string(),
      statusText: v.string(),
    }),
  ),
  state: listStateShape,
});
export type TrainingsMessage = v.InferOutput<typeof trainingsShape>;

/** What can be changed of a dataset, in full. */
const fieldsShape = v.object({ name: v.string(), description: v.string() });
export type Fields = v.InferOutput<typeof fieldsShape>;

/** How the last save of the page's draft stands. */
const saveStateShape = v.variant('kind', [
  v.object({ kind: v.literal('saving'), waiting: v.optional(v.string()) }),
  v.object({ kind: v.literal('saved') }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('conflict'), theirs: fieldsShape }),
  v.object({ kind: v.literal('failed'), failure: failureShape }),
]);
export type SaveState = v.InferOutput<typeof saveStateShape>;

/** Words of the page, in the language of VS Code. `{0}` and `{1}` stand for what the page puts in. */
const pageStringsShape = v.object({
  loading: v.string(),
  cancel: v.string(),
  untitled: v.string(),
  noDescription: v.string(),
  created: v.string(),
  copyId: v.string(),
  copyJson: v.string(),
  edit: v.string(),
  refresh: v.string(),
  refreshing: v.string(),
  loaded: v.string(),
  otherFields: v.string(),
  json: v.string(),
  jsonCut: v.string(),
  shownSince: v.string(),
  deleted: v.string(),
  close: v.string(),
  getAnother: v.string(),
  files: v.string(),
  filterFiles: v.string(),
  fileName: v.string(),
  fileSize: v.string(),
  fileAdded: v.string(),
  duplicateName: v.string(),
  noFiles: v.string(),
  noFileMatches: v.string(),
  loadingFiles: v.string(),
  loadingMoreFiles: v.string(),
  loadMore: v.string(),
  loadAll: v.string(),
  moreFiles: v.string(),
  ofFiles: v.string(),
  oneFile: v.string(),
  manyFiles: v.string(),
  ofThoseLoaded: v.string(),
  deleteFiles: v.string(),
  deleteOneFile: v.string(),
  deleteManyFiles: v.string(),
  trainings: v.string(),
  noTrainings: v.string(),
  noTrainingsYet: v.string(),
  loadingTrainings: v.string(),
  name: v.string(),
  description: v.string(),
  save: v.string(),
  saving: v.string(),
  saved: v.string(),
  nameMissing: v.string(),
  conflict: v.string(),
  theirName: v.string(),
  theirDescription: v.string(),
  overwrite: v.string(),
  takeTheirs: v.string(),
});
export type PageStrings = v.InferOutput<typeof pageStringsShape>;

export const toPageShape = v.variant('kind', [
  v.object({ kind: v.literal('strings'), strings: pageStringsShape, locale: v.string() }),
  v.object({ kind: v.literal('state'), state: pageStateShape }),
  filesShape,
  trainingsShape,
  /** Begin editing, from these fields. */
  v.object({ kind: v.literal('edit'), fields: fieldsShape }),
  v.object({ kind: v.literal('save'), state: saveStateShape }),
  /** The beginning of the JSON, all of it where it is short. */
  v.object({ kind: v.literal('json'), text: v.string(), complete: v.boolean() }),
]);
export type ToPage = v.InferOutput<typeof toPageShape>;

export const toHostShape = v.variant('kind', [
  /** The page listens; sent once after each load of its document. */
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('action'), action: pageActionShape, target: actionTargetShape }),
  /** The person opened the JSON section: send its text now and after each change. */
  v.object({ kind: v.literal('wantJson') }),
  v.object({ kind: v.literal('deleteFiles'), ids: v.array(v.string()) }),
  /** The person wants to edit: send the fields in full. */
  v.object({ kind: v.literal('beginEdit') }),
  /** The person has left the form. */
  v.object({ kind: v.literal('endEdit') }),
  v.object({
    kind: v.literal('save'),
    /** What the fields were when the person began; absent to overwrite whatever is there. */
    base: v.optional(fieldsShape),
    fields: fieldsShape,
  }),
  v.object({ kind: v.literal('cancelSave') }),
]);
export type ToHost = v.InferOutput<typeof toHostShape>;

/** What the person has typed and not saved yet. */
const draftShape = v.object({
  base: fieldsShape,
  name: v.string(),
  description: v.string(),
});
export type Draft = v.InferOutput<typeof draftShape>;

const fileColumnShape = v.picklist(['name', 'size', 'added']);
export type FileColumn = v.InferOutput<typeof fileColumnShape>;

/** How the person looks at the files. */
const filesViewShape = v.object({
  sort: v.object({ column: fileColumnShape, descending: v.boolean() }),
  filter: v.string(),
});
export type FilesView = v.InferOutput<typeof filesViewShape>;

/**
 * What the page keeps with `setState`: its own memory while it is hidden, and what the serializer
 * gets after a window reload. What was added later is optional: an older page may have written it.
 */
export const panelMemoryShape = v.object({
  version: v.literal(1),
  id: v.string(),
  /** Which sections the person opened. */
  open: v.object({ otherFields: v.boolean(), json: v.boolean() }),
  files: v.optional(filesViewShape),
  draft: v.optional(draftShape),
});
export type PanelMemory = v.InferOutput<typeof panelMemoryShape>;
