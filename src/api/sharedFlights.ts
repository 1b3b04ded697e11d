import { CartesiaError } from './errors';

interface Flight<Result, News> {
  readonly abort: AbortController;
  readonly result: Promise<Result>;
  readonly listeners: Set<(news: News) => void>;
  passengers: number;
}

/** Does what is asked, and tells all passengers what happens meanwhile. */
type Start<Result, News> = (signal: AbortSignal, tell: (news: News) => void) => Promise<Result>;

/** Lets those who ask the same thing at the same time share one answer. Nothing is kept after it. */
export class SharedFlights<Result, News> {
  readonly #flights = new Map<string, Flight<Result, News>>();

  /**
   * Joins the flight under this key or starts it. Who cancels leaves; the last one ends the flight.
   * @throws {CartesiaError} `cancelled` for the one who left
   */
  async join(
    key: string,
    signal: AbortSignal | undefined,
    onNews: ((news: News) => void) | undefined,
    start: Start<Result, News>,
  ): Promise<Result> {
    if (signal?.aborted === true) throw cancelled();
    const flight = this.#flights.get(key) ?? this.#start(key, start);
    flight.passengers += 1;
    if (onNews !== undefined) flight.listeners.add(onNews);
    let leave: (() => void) | undefined;
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => {
        reject(cancelled());
      };
      signal?.addEventListener('abort', leave);
    });
    try {
      return await Promise.race([flight.result, left]);
    } finally {
      if (leave !== undefined) signal?.removeEventListener('abort', leave);
      if (onNews !== undefined) flight.listeners.delete(onNews);
      flight.passengers -= 1;
      if (flight.passengers === 0) {
        this.#end(key, flight);
        flight.abort.abort();
      }
    }
  }

  /** Whoever asks from now on gets a flight that begins now; those under way end as they would. */
  closeDoors(): void {
    this.#flights.clear();
  }

  #start(key: string, start: Start<Result, News>): Flight<Result, News> {
    const abort = new AbortController();
    const listeners = new Set<(news: News) => void>();
    const result = start(abort.signal, (news) => {
      for (const listener of listeners) listener(news);
    });
    const flight: Flight<Result, News> = { abort, result, listeners, passengers: 0 };
    this.#flights.set(key, flight);
    // Whoever comes after the answer asks anew, even before the last passenger has got off.
    result.then(
      () => {
        this.#end(key, flight);
      },
      () => {
        this.#end(key, flight);
      },
    );
    return flight;
  }

  #end(key: string, flight: Flight<Result, News>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

function cancelled(): CartesiaError {
  return new CartesiaError('cancelled', 'the request was cancelled');
}
