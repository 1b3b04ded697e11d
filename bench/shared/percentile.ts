/**
 * The smallest of the values that at least this part of them does not exceed.
 * @param part above 0 and at most 1: 0.99 for the 99th percentile
 * @throws when there are none
 */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * part) - 1];
  if (value === undefined) throw new Error('There is nothing to choose from.');
  return value;
}
