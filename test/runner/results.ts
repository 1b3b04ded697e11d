import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const schema = v.object({
  passed: v.array(v.string()),
  skipped: v.array(v.string()),
  failed: v.array(v.object({ name: v.string(), error: v.string() })),
});

/** What a suite leaves for the one who started it: full test names, and why those that failed did. */
export type TestResults = v.InferOutput<typeof schema>;

export const noResults = (): TestResults => ({ passed: [], skipped: [], failed: [] });

/** @throws when the file is missing, because the suite ended early, or holds something else. */
export async function readResults(file: string): Promise<TestResults> {
  return v.parse(schema, JSON.parse(await readFile(file, 'utf8')));
}
