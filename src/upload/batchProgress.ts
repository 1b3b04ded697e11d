import type { CartesiaError } from '../api/errors';

/** How far a batch is. Plain data, told at most five times a second. */
export interface BatchProgress {
  readonly files: number;
  /** Files whose result is known, whatever it is. */
  readonly settledFiles: number;
  readonly bytes: number;
  /** Bytes of settled files and those sent of the others; never becomes less. */
  readonly doneBytes: number;
  /** Over the last seconds; undefined until there is something to reckon with. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** Names of the files on their way, the one begun first at the front. */
  readonly current: readonly string[];
  /** Set while nothing is sent because the server is busy or cannot be reached. */
  readonly waiting: BatchWait | undefined;
}

export interface BatchWait {
  readonly milliseconds: number;
  readonly error: CartesiaError;
}

const intervalMs = 200;
/** The speed is that of the last so many milliseconds. */
const windowMs = 5000;
/** Before so long a speed would be a guess. */
const minWindowMs = 500;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** Adds up what the files of a batch report. */
export class BatchMeter implements Disposable {
  readonly #tell: (progress: BatchProgress) => void;
  readonly #files: number;
  readonly #bytes: number;
  /** Name and bytes sent of the files on their way, by index. */
  readonly #current = new Map<number, { readonly name: string; sent: number }>();
  readonly #samples: Sample[] = [];
  #settledFiles = 0;
  #settledBytes = 0;
  /** Bytes that did not have to be sent: they say nothing about the speed. */
  #foundBytes = 0;
  #doneBytes = 0;
  #waiting: (BatchWait & { readonly until: number }) | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(
    files: readonly { readonly size: number }[],
    tell: (progress: BatchProgress) => void,
  ) {
    this.#files = files.length;
    this.#bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#tell = tell;
    this.#timer = setInterval(() => {
      this.#report();
    }, intervalMs);
  }

  begin(index: number, name: string): void {
    this.#current.set(index, { name, sent: 0 });
  }

  /** @param sent bytes of this file so far; becomes less where it is sent again */
  sent(index: number, sent: number): void {
    const file = this.#current.get(index);
    if (file === undefined) return;
    file.sent = sent;
  }

  /** @param travelled whether its bytes were sent */
  settle(index: number, size: number, travelled: boolean): void {
    this.#current.delete(index);
    this.#settledFiles += 1;
    this.#settledBytes += size;
    if (!travelled) this.#foundBytes += size;
  }

  pause(index: number): void {
    this.#current.delete(index);
  }

  wait(milliseconds: number, error: CartesiaError): void {
    this.#waiting = { milliseconds, error, until: performance.now() + milliseconds };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#report();
  }

  #report(): void {
    const now = performance.now();
    const onTheWay = [...this.#current.values()];
    const bytes = onTheWay.reduce((sum, { sent }) => sum + sent, this.#settledBytes);
    this.#doneBytes = Math.max(this.#doneBytes, bytes);
    const bytesPerSecond = this.#speed(now, this.#doneBytes - this.#foundBytes);
    const left = this.#bytes - this.#doneBytes;
    const waiting = this.#current.size === 0 ? this.#waitingAt(now) : undefined;
    this.#tell({
      files: this.#files,
      settledFiles: this.#settledFiles,
      bytes: this.#bytes,
      doneBytes: this.#doneBytes,
      bytesPerSecond,
      secondsLeft:
        bytesPerSecond === undefined || bytesPerSecond === 0 ? undefined : left / bytesPerSecond,
      current: onTheWay.map(({ name }) => name),
      waiting,
    });
  }

  #waitingAt(now: number): BatchWait | undefined {
    if (this.#waiting === undefined || this.#waiting.until <= now) return undefined;
    const { until, error } = this.#waiting;
    return { milliseconds: Math.round(until - now), error };
  }

  #speed(now: number, bytes: number): number | undefined {
    this.#samples.push({ at: now, bytes });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? now) < now - windowMs) {
      this.#samples.shift();
    }
    const [first] = this.#samples;
    if (first === undefined || now - first.at < minWindowMs) return undefined;
    return (Math.max(0, bytes - first.bytes) / (now - first.at)) * 1000;
  }
}
