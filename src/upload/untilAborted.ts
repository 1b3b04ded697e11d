/**
 * What `work` gives; where the signal is aborted before, its reason is thrown at once: what was asked
 * of a dead disk may never come to its end.
 * @param onLate given what came too late
 */
export async function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  onLate: (result: Result) => unknown = () => undefined,
): Promise<Result> {
  let leave = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    leave = () => {
      resolve(undefined);
    };
  });
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  try {
    const done = await Promise.race([work.then((result) => ({ result })), aborted]);
    if (done !== undefined) return done.result;
  } finally {
    signal.removeEventListener('abort', leave);
  }
  work.then(onLate, () => undefined);
  signal.throwIfAborted();
  return work;
}
