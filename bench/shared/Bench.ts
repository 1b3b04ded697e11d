/** One file of this folder, run by its name: `npm run bench -- <name> [options]`. */
export interface Bench {
  /** What it measures, for the list of benches. */
  readonly about: string;
  /**
   * Measures and prints a report. It fails only when there is nothing to report: figures that miss
   * a goal are shown beside it.
   * @param args what follows the name on the command line
   */
  readonly run: (args: readonly string[]) => Promise<void>;
}
