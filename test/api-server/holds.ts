import { matches, type Moment, type RequestMatch } from './matches';
import type { RequestRecord } from './requestRecord';

/** Stops matching requests until it is released, so that a test decides when an answer comes. */
export interface Hold {
  /** Settles when the first request is held. */
  readonly arrived: Promise<RequestRecord>;
  /** Every request held so far, those included whose client has gone. */
  readonly held: readonly RequestRecord[];
  /** Lets all of them go on, and those that come later pass. */
  release(): void;
}

class ActiveHold implements Hold {
  readonly match: RequestMatch;
  readonly moment: Moment;
  readonly held: RequestRecord[] = [];
  readonly arrived: Promise<RequestRecord>;
  readonly released: Promise<void>;
  #arrive: (request: RequestRecord) => void = () => undefined;
  #release: () => void = () => undefined;

  constructor(match: RequestMatch, moment: Moment) {
    this.match = match;
    this.moment = moment;
    this.arrived = new Promise((resolve) => (this.#arrive = resolve));
    this.released = new Promise((resolve) => (this.#release = resolve));
  }

  add(request: RequestRecord): void {
    this.held.push(request);
    this.#arrive(request);
  }

  release(): void {
    this.#release();
  }
}

export class Holds {
  readonly #active = new Set<ActiveHold>();

  hold(match: RequestMatch, moment: Moment): Hold {
    const hold = new ActiveHold(match, moment);
    this.#active.add(hold);
    void hold.released.then(() => this.#active.delete(hold));
    return hold;
  }

  releaseAll(): void {
    for (const hold of this.#active) hold.release();
  }

  /** Settles when nothing holds the request any more, or when its exchange has ended. */
  async pass(request: RequestRecord, moment: Moment): Promise<void> {
    for (const hold of this.#active) {
      if (hold.moment !== moment || !matches(hold.match, request)) continue;
      hold.add(request);
      await Promise.race([hold.released, request.ended]);
    }
  }
}
