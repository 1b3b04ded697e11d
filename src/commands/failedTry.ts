/** What a person asked for failed after they had typed or chosen something that should not be lost. */
export class FailedTry extends Error {
  override readonly name = 'FailedTry';
  /** Does the same once more, without asking for it again. */
  readonly again: () => unknown;

  constructor(cause: unknown, again: () => unknown) {
    super('a command failed', { cause });
    this.again = again;
  }
}

/** Does `work`; when it fails, Retry does just this again. */
export async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new FailedTry(error, () => tryAgain(work));
  }
}
