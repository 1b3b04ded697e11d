import { Random } from '../random';
import type { Seed, SeedDataset, SeedFile } from './seed';

export interface GeneratedCounts {
  readonly datasets: number;
  /** Files of the dataset that is listed first; the others have none. Default 0. */
  readonly files?: number;
}

const minute = 60_000;

/** A large account, the same for the same counts apart from its dates, which end at `now`. */
export function generatedSeed(counts: GeneratedCounts, now: Date): Seed {
  const random = new Random(2);
  const datasets = Array.from({ length: counts.datasets }, (_, index): SeedDataset => {
    const number = String(counts.datasets - index).padStart(5, '0');
    return {
      id: `ds_generated_${number}`,
      name: `Dataset ${number}`,
      description: index % 3 === 0 ? '' : `Generated dataset number ${number}.`,
      created_at: new Date(now.getTime() - index * 7 * minute).toISOString(),
      ...(index === 0 && { files: generatedFiles(counts.files ?? 0, random, now) }),
    };
  });
  return { datasets };
}

function generatedFiles(count: number, random: Random, now: Date): SeedFile[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(count - index).padStart(5, '0');
    return {
      id: `file_generated_${number}`,
      filename: `clip-${number}.wav`,
      size: random.integer(100_000, 20_000_000),
      created_at: new Date(now.getTime() - index * minute).toISOString(),
    };
  });
}
