import * as v from 'valibot';

/** The messages between the audio report and its page, checked at run time on both sides. */

const reportRowShape = v.object({
  /** Position in the report. */
  id: v.string(),
  /** One line, cut where it is long. */
  name: v.string(),
  path: v.string(),
  /** What the format is called; absent where it is not known, as all that follows. */
  format: v.optional(v.string()),
  seconds: v.optional(v.number()),
  /** Hertz. */
  sampleRate: v.optional(v.number()),
  channels: v.optional(v.number()),
  bits: v.optional(v.number()),
  /** Bytes. */
  size: v.number(),
  /** Positions of its groups. */
  groups: v.array(v.number()),
});
export type ReportRow = v.InferOutput<typeof reportRowShape>;

const reportGroupShape = v.object({
  /** Stays the same in every language. */
  problem: v.string(),
  text: v.string(),
  count: v.number(),
});
export type ReportGroup = v.InferOutput<typeof reportGroupShape>;

const milestoneShape = v.object({
  seconds: v.number(),
  /** Which one it is, and whether it is reached. */
  text: v.string(),
  reached: v.boolean(),
});
export type Milestone = v.InferOutput<typeof milestoneShape>;

/** Words of the page, in the language of VS Code. `{0}` and `{1}` stand for what the page puts in. */
const reportStringsShape = v.object({
  save: v.string(),
  speech: v.string(),
  problems: v.string(),
  noProblems: v.string(),
  files: v.string(),
  noFiles: v.string(),
  noFileMatches: v.string(),
  filter: v.string(),
  ofFiles: v.string(),
  name: v.string(),
  format: v.string(),
  duration: v.string(),
  sampleRate: v.string(),
  channels: v.string(),
  bits: v.string(),
  size: v.string(),
  unknown: v.string(),
  mono: v.string(),
  stereo: v.string(),
  kilohertz: v.string(),
  hertz: v.string(),
  hours: v.string(),
  hoursMinutes: v.string(),
  minutes: v.string(),
  minutesSeconds: v.string(),
  seconds: v.string(),
  durations: v.string(),
  durationRange: v.string(),
  durationFrom: v.string(),
  oneFile: v.string(),
  manyFiles: v.string(),
  unusable: v.string(),
});
export type ReportStrings = v.InferOutput<typeof reportStringsShape>;

const reportShape = v.object({
  kind: v.literal('report'),
  strings: reportStringsShape,
  locale: v.string(),
  title: v.string(),
  /** Sentences about all files together. */
  totals: v.array(v.string()),
  /** Seconds of speech, compared with what is needed. */
  speech: v.object({ seconds: v.number(), text: v.string(), milestones: v.array(milestoneShape) }),
  groups: v.array(reportGroupShape),
  rows: v.array(reportRowShape),
  /** What cannot be sent: the first of them, and how many more there are, in words. */
  unusable: v.object({
    rows: v.array(v.object({ path: v.string(), text: v.string() })),
    more: v.string(),
  }),
});
export type ReportMessage = v.InferOutput<typeof reportShape>;

export const toReportPageShape = v.variant('kind', [reportShape]);
export type ToReportPage = v.InferOutput<typeof toReportPageShape>;

export const toReportHostShape = v.variant('kind', [
  /** The page listens; sent once after each load of its document. */
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('saveCsv') }),
]);
export type ToReportHost = v.InferOutput<typeof toReportHostShape>;

const reportColumnShape = v.picklist([
  'name',
  'format',
  'duration',
  'sampleRate',
  'channels',
  'bits',
  'size',
  'problems',
]);
export type ReportColumn = v.InferOutput<typeof reportColumnShape>;

/** How the person looks at the files; the page's memory while it is hidden. */
export const reportViewShape = v.object({
  version: v.literal(1),
  sort: v.object({ column: reportColumnShape, descending: v.boolean() }),
  filter: v.string(),
  /** Only files with one of these problems, where there are any. */
  problems: v.array(v.string()),
});
export type ReportView = v.InferOutput<typeof reportViewShape>;
