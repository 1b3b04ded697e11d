/** Durations from `from` on and below `to`, in seconds; `to` is infinite for the longest ones. */
export interface DurationBucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Seconds at which one bucket ends and the next begins: narrow where most recordings are. */
const edges = [0, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, Infinity] as const;

/**
 * How many files are how long. Buckets without files are there only between others.
 * @param durations seconds, in any order; what is no duration is not counted
 */
export function durationBuckets(durations: readonly number[]): readonly DurationBucket[] {
  const counts = edges.slice(1).map(() => 0);
  for (const seconds of durations) {
    const bucket = edges.findLastIndex((edge) => seconds >= edge);
    // What is infinitely long is in no bucket.
    const count = counts[bucket];
    if (count !== undefined) counts[bucket] = count + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  if (first === -1) return [];
  const last = counts.findLastIndex((count) => count > 0);
  return counts.slice(first, last + 1).map((count, offset) => ({
    from: edges[first + offset] ?? 0,
    to: edges[first + offset + 1] ?? Infinity,
    count,
  }));
}
