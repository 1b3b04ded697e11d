import { Random } from '../random';
import { believableDatasets } from './believableDatasets';
import { oddDatasets } from './oddDatasets';
import type { Seed, SeedDataset, SeedFile, SeedFineTune } from './seed';

const day = 24 * 60 * 60_000;
const yearInDays = 350;

interface Plan {
  readonly dataset: SeedDataset;
  /** File name with `{n}` for a running number. */
  readonly file: string;
  readonly count: number;
}

/** An account someone has used for a year, with some things in it that break careless screens. */
export function demoSeed(now: Date): Seed {
  const random = new Random(3);
  const ordinary = believableDatasets.map(({ file, count, ...dataset }): Plan => ({
    dataset,
    file,
    count,
  }));
  const odd = oddDatasets.map((dataset): Plan => ({ dataset, file: 'clip {n}.wav', count: 3 }));
  const all = interleave(ordinary, odd);
  const datasets = all.map(({ dataset, file, count }, index): SeedDataset => {
    const created = new Date(
      now.getTime() - ((index + random.next()) / all.length) * yearInDays * day - day / 3,
    );
    return {
      created_at: created.toISOString(),
      ...dataset,
      files: makeFiles(file, count, created, random),
    };
  });
  return { datasets, fineTunes: demoFineTunes };
}

const demoFineTunes: readonly SeedFineTune[] = [
  {
    id: 'ft_podcasthost000v2',
    name: 'podcast-v2',
    description: 'Second try, with the trimmed takes',
    dataset: 'ds_podcasthost00042',
    status: 'training',
    accent: 'American',
  },
  {
    id: 'ft_narrationbooth1',
    name: 'Narrator',
    description: 'For the spring catalogue',
    dataset: 'ds_narrationstudio1',
    status: 'completed',
  },
  {
    id: 'ft_podcasthost000v1',
    name: 'podcast-v1',
    dataset: 'ds_podcasthost00042',
    status: 'failed',
    model_id: 'sonic-3-2026-01-12',
  },
  {
    id: 'ft_museumguidede01',
    name: 'Museumsführung',
    dataset: 'ds_museumguidede001',
    status: 'created',
    language: 'de',
  },
];

/** Spreads the second list evenly through the first, so that every screenful has something odd. */
function interleave<Item>(many: readonly Item[], few: readonly Item[]): Item[] {
  const step = Math.floor(many.length / few.length);
  const mixed = many.flatMap((item, index) => {
    const guest = (index + 1) % step === 0 ? few[(index + 1) / step - 1] : undefined;
    return guest === undefined ? [item] : [item, guest];
  });
  return [...mixed, ...few.slice(Math.floor(many.length / step))];
}

/** `{n}` in the pattern becomes a running number; newest first, two minutes apart. */
function makeFiles(pattern: string, count: number, created: Date, random: Random): SeedFile[] {
  return Array.from({ length: count }, (_, index) => {
    const number = count - index;
    return {
      id: random.id('file'),
      filename: pattern.replace('{n}', String(number).padStart(2, '0')),
      size: random.integer(180_000, 38_000_000),
      created_at: new Date(created.getTime() + number * 120_000).toISOString(),
    };
  });
}
