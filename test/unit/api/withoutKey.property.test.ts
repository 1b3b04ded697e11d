import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutKey } from '../../../src/api/withoutKey';

const runLength = 8;

/** Few different characters, so that parts of a key look alike. */
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab_.'.split('')), minLength: runLength, maxLength: 40 }),
  fc.string({ unit: 'grapheme-ascii', minLength: runLength, maxLength: 60 }),
);

/** A key, and text with pieces of it. */
const keyAndText = key.chain((secret) => {
  const piece = fc
    .tuple(fc.nat(secret.length - 1), fc.nat(secret.length))
    .map(([from, length]) => secret.slice(from, from + length));
  const part = fc.oneof(fc.constant(secret), piece, fc.string({ unit: 'binary', maxLength: 10 }));
  return fc.tuple(
    fc.constant(secret),
    fc.array(part).map((parts) => parts.join('')),
  );
});

function runsOf(text: string): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + runLength <= text.length; at += 1) runs.add(text.slice(at, at + runLength));
  return runs;
}

describe('text without the key', () => {
  it('has no eight characters in a row that the key has', () => {
    fc.assert(
      fc.property(keyAndText, ([secret, text]) => {
        const runs = runsOf(secret);
        for (const run of runsOf(withoutKey(secret)(text))) assert.ok(!runs.has(run), run);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps all that is not in such a run, in its order', () => {
    fc.assert(
      fc.property(keyAndText, ([secret, text]) => {
        const runs = runsOf(secret);
        const covered = Array.from({ length: text.length }, () => false);
        for (let at = 0; at + runLength <= text.length; at += 1) {
          if (runs.has(text.slice(at, at + runLength))) covered.fill(true, at, at + runLength);
        }
        const kept = text
          .split('')
          .filter((_letter, at) => covered[at] !== true)
          .join('');
        const shown = withoutKey(secret)(text).replaceAll('•••', '');
        // What is left of a run that overlaps another is too short to be of use.
        assert.ok(isWithin(kept.replaceAll('•••', ''), shown), shown);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the text itself where it shares less', () => {
    fc.assert(
      fc.property(keyAndText, ([secret, text]) => {
        const runs = runsOf(secret);
        fc.pre([...runsOf(text)].every((run) => !runs.has(run)));
        assert.equal(withoutKey(secret)(text), text);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether all letters of `part` stand in `whole` in the same order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole.split('')) if (letter === part.charAt(at)) at += 1;
  return at >= part.length;
}
