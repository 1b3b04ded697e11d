/** Those that run in Node; curl is a program of its own. */
export type NodeContestant = 'ours' | 'sdkStream' | 'sdkBlob';

/** What one process has to do. */
export interface Job {
  readonly contestant: NodeContestant;
  readonly baseUrl: string;
  readonly key: string;
  readonly folder: string;
  /** Of the files in the folder. */
  readonly names: readonly string[];
  readonly parallel: number;
}

/** What it took. */
export interface Figures {
  readonly milliseconds: number;
  /**
   * Resident memory at its most, over that before the upload (of curl: all of it); undefined where
   * nobody counted.
   */
  readonly peakBytes: number | undefined;
}
