import { describe, it } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import fc from 'fast-check';
import type { CartesiaErrorKind } from '../../../src/api/errors';
import { World, type Act, type Told } from './World';

/** Mostly the first few, so that more than one thing happens to each. */
const nth = fc.oneof(fc.nat(2), fc.nat(9));
const one = <What extends string>(...whats: What[]): fc.Arbitrary<What> =>
  fc.constantFrom<What[]>(...whats);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: one('ensureLoaded', 'refresh', 'loadMore', 'loadMore', 'loadAll', 'retry', 'cancel'),
      list: nth,
    }),
  },
  { weight: 16, arbitrary: fc.record({ do: one('deliver', 'deliver', 'handle'), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: one('fail', 'lose'),
      nth,
      kind: one<CartesiaErrorKind>('unreachable', 'serverError', 'notFound', 'cancelled'),
      neverSent: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('save'),
      nth,
      what: one('name', 'description', 'nothing'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: one('create', 'deleteDataset', 'deleteFile', 'read', 'overwrite'),
      nth,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: one(
        'otherAdds',
        'otherRenames',
        'otherDeletes',
        'otherAddsFile',
        'otherDeletesFile',
        'otherTrains',
      ),
      nth,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: one('refreshDataset', 'ensureTrainings', 'wait', 'abort'), nth }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refreshAll'),
      inSight: fc.array(nth, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'switchAccount' }) },
);

/** What happens at one moment, before anybody can take notice of any of it. */
class Moment implements fc.AsyncCommand<Told, World> {
  readonly #acts: readonly Act[];

  constructor(acts: readonly Act[]) {
    this.#acts = acts;
  }

  check(): boolean {
    return true;
  }

  async run(_told: Told, world: World): Promise<void> {
    for (const each of this.#acts) world.perform(each);
    await settled();
    world.check();
  }

  toString(): string {
    return this.#acts
      .map(({ do: what, ...rest }) => `${what} ${Object.values(rest).map(String).join(' ')}`)
      .join(' + ');
  }
}

describe('the account, whatever happens and in whatever order', () => {
  it('tells one story, and in the end the true one', async () => {
    const moment = fc
      .oneof(
        { weight: 4, arbitrary: fc.tuple(act) },
        { weight: 1, arbitrary: fc.array(act, { minLength: 2, maxLength: 3 }) },
      )
      .map((acts) => new Moment(acts));
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.commands([moment], { maxCommands: 40, size: 'max' }),
        async (givesNextPage, moments) => {
          const world = new World(givesNextPage);
          await fc.asyncModelRun(() => ({ model: world.told, real: world }), moments);
          await world.serveAll();
          world.check();
          await world.compare();
        },
      ),
      { numRuns: 1500 },
    );
  });
});
