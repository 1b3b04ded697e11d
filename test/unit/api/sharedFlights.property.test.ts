import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { SharedFlights } from '../../../src/api/sharedFlights';

type Step =
  | { readonly do: 'join'; readonly key: string }
  | { readonly do: 'leave'; readonly passenger: number }
  | { readonly do: 'tell'; readonly key: string }
  | { readonly do: 'close' }
  | { readonly do: 'land' | 'crash'; readonly key: string };

/** What the model says of a passenger. */
type Fate = 'aboard' | 'cancelled' | 'landed' | 'crashed';

interface Flight {
  readonly key: string;
  readonly number: number;
  readonly signal: AbortSignal;
  readonly tell: (news: number) => void;
  readonly land: (result: number) => void;
  readonly crash: (error: Error) => void;
}

interface Passenger {
  readonly abort: AbortController;
  readonly flight: Flight;
  fate: Fate;
  /** As it really went. */
  seen: Fate;
  result: unknown;
  readonly expectedNews: number[];
  readonly news: number[];
}

const keys = ['a', 'b'] as const;
const key = fc.constantFrom(...keys);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join'), key }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave'), passenger: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tell'), key }) },
  { weight: 1, arbitrary: fc.constant({ do: 'close' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('land', 'crash'), key }) },
);

/** Does the steps with real flights, and notes what must have become of everyone. */
class Airport {
  readonly #shared = new SharedFlights<number, number>();
  /** Those that can be joined. */
  readonly #current = new Map<string, Flight>();
  /** All that are under way, the oldest first. */
  readonly #flying = new Set<Flight>();
  readonly passengers: Passenger[] = [];
  started = 0;
  expectedStarts = 0;

  async take(next: Step): Promise<void> {
    if (next.do === 'join') this.#join(next.key);
    else if (next.do === 'leave') this.#leave(this.passengers[next.passenger]);
    else if (next.do === 'close') this.#close();
    else this.#happen(next);
    // Everybody learns of it before the next step.
    await nextTurn();
  }

  check(): void {
    assert.equal(this.started, this.expectedStarts, 'flights');
    for (const { fate, seen, result, flight, news, expectedNews } of this.passengers) {
      assert.equal(seen, fate);
      if (fate === 'landed') assert.equal(result, flight.number);
      assert.deepEqual(news, expectedNews);
      const deserted = this.passengers.every(
        (one) => one.flight !== flight || one.fate !== 'aboard',
      );
      assert.equal(flight.signal.aborted, deserted, 'whether the flight was ended');
    }
  }

  #join(name: string): void {
    if (!this.#current.has(name)) this.expectedStarts += 1;
    const abort = new AbortController();
    const news: number[] = [];
    const joined = this.#shared.join(
      name,
      abort.signal,
      (piece) => news.push(piece),
      (signal, tell) =>
        new Promise((land, crash) => {
          this.started += 1;
          const started = { key: name, number: this.started, signal, tell, land, crash };
          this.#current.set(name, started);
          this.#flying.add(started);
        }),
    );
    const flight = this.#current.get(name);
    assert.ok(flight !== undefined);
    const passenger: Passenger = {
      abort,
      flight,
      fate: 'aboard',
      seen: 'aboard',
      result: undefined,
      expectedNews: [],
      news,
    };
    this.passengers.push(passenger);
    joined.then(
      (result) => {
        Object.assign(passenger, { seen: 'landed', result });
      },
      (error: unknown) => {
        passenger.seen =
          error instanceof Error && error.message === 'crash' ? 'crashed' : 'cancelled';
      },
    );
  }

  #leave(passenger: Passenger | undefined): void {
    if (passenger === undefined) return;
    passenger.abort.abort();
    if (passenger.fate !== 'aboard') return;
    passenger.fate = 'cancelled';
    if (this.#aboard(passenger.flight).length === 0) this.#end(passenger.flight);
  }

  #close(): void {
    this.#shared.closeDoors();
    this.#current.clear();
  }

  #happen(next: Extract<Step, { do: 'tell' | 'land' | 'crash' }>): void {
    const flight = [...this.#flying].find(({ key: name }) => name === next.key);
    if (flight === undefined) return;
    const aboard = this.#aboard(flight);
    if (next.do === 'tell') {
      flight.tell(aboard.length);
      for (const { expectedNews } of aboard) expectedNews.push(aboard.length);
      return;
    }
    if (next.do === 'land') flight.land(flight.number);
    else flight.crash(new Error('crash'));
    for (const passenger of aboard) passenger.fate = next.do === 'land' ? 'landed' : 'crashed';
    this.#end(flight);
  }

  #end(flight: Flight): void {
    this.#flying.delete(flight);
    if (this.#current.get(flight.key) === flight) this.#current.delete(flight.key);
  }

  #aboard(flight: Flight): readonly Passenger[] {
    return this.passengers.filter((one) => one.flight === flight && one.fate === 'aboard');
  }
}

describe('those who ask the same at the same time', () => {
  it('share one flight, which ends with the last of them, until its doors close', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const airport = new Airport();
        for (const next of steps) {
          await airport.take(next);
          airport.check();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('do not start anything when they have cancelled before', async () => {
    const shared = new SharedFlights<number, number>();
    const joined = shared.join('a', AbortSignal.abort(), undefined, () => assert.fail('started'));
    await assert.rejects(joined, { kind: 'cancelled' });
  });
});
