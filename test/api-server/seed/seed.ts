import type { components } from '../../../src/api/schema';

type Schemas = components['schemas'];

interface WithExtra {
  /** Further members as raw JSON text without braces; sent exactly as written. */
  readonly extra?: string;
}

type Optional<Fields, Names extends keyof Fields> = Omit<Fields, Names> &
  Partial<Pick<Fields, Names>>;

/** What is left out is filled in: a new ID, the present moment, an empty description. */
export type SeedDataset = WithExtra &
  Optional<Schemas['Dataset'], 'id' | 'created_at' | 'description'> & {
    readonly files?: readonly SeedFile[];
  };

export type SeedFile = WithExtra &
  Optional<Schemas['DatasetFile'], 'id' | 'created_at'> & { readonly sha256?: string | undefined };

export type SeedFineTune = WithExtra &
  Optional<Schemas['FineTune'], 'id' | 'description' | 'language' | 'model_id' | 'status'>;

/** What an account holds at the start, in the order in which it is listed. */
export interface Seed {
  readonly datasets?: readonly SeedDataset[];
  readonly fineTunes?: readonly SeedFineTune[];
}
