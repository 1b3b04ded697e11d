import assert from 'node:assert/strict';
import { CartesiaError, type CartesiaErrorKind } from '../../src/api/errors';
import { explain, explanationText, waitSentence, type Remedy } from '../../src/host/explain';

const baseUrl = 'http://127.0.0.1:8080';

describe('a failure in words', () => {
  const expected: [CartesiaErrorKind, RegExp, Remedy][] = [
    ['noKey', /^No API key is set for http:\/\/127\.0\.0\.1:8080\.$/, 'setApiKey'],
    ['keyElsewhere', /belongs to another address and is not sent to http/, 'setApiKey'],
    ['noKeyring', /cannot keep secrets on this machine: why$/, 'aboutKeyring'],
    ['badBaseUrl', /in the setting "cartesia\.baseUrl" cannot be used\./, 'openSetting'],
    ['unauthorized', /^Cartesia rejected the API key\.$/, 'setApiKey'],
    ['forbidden', /lacks the right/, 'setApiKey'],
    ['notFound', /^Nothing answers to this request/, 'openSetting'],
    ['rateLimited', /no more requests at the moment/, 'retry'],
    ['quotaExceeded', /used up/, 'retry'],
    ['refused', /did not accept the request/, 'retry'],
    ['serverError', /a problem of its own/, 'retry'],
    ['unreachable', /connection to .* was lost/, 'retry'],
    ['timedOut', /took too long/, 'retry'],
    ['unexpectedAnswer', /should not answer: why\./, 'retry'],
    ['cancelled', /^Cancelled\.$/, 'retry'],
    ['maybeDone', /did not tell whether this was done\. Look at the list/, 'retry'],
    ['invalidId', /^This text cannot be a dataset ID\.$/, 'getAnother'],
    ['internal', /made a mistake: why/, 'retry'],
  ];
  for (const [kind, sentence, remedy] of expected) {
    it(`says what happened and what helps: ${kind}`, () => {
      const explanation = explain(new CartesiaError(kind, 'why'), baseUrl);
      assert.match(explanation.sentence, sentence);
      assert.equal(explanation.remedies[0], remedy);
      assert.equal(explanation.details, '');
    });
  }

  it('names the base URL that cannot be used, but not a password in it', () => {
    const sentence = (value: string): string =>
      explain(new CartesiaError('badBaseUrl', '', { value }), undefined).sentence;
    assert.match(
      sentence('http://api.cartesia.ai'),
      /^"http:\/\/api\.cartesia\.ai" in the setting/,
    );
    assert.match(sentence('https://me:secret@x.ai/'), /^"https:\/\/•••@x\.ai\/" in the setting/);
  });

  it('names the dataset that is not there', () => {
    const error = new CartesiaError('notFound', '', { datasetId: 'ds_12' });
    assert.equal(
      explain(error, baseUrl).sentence,
      'Cartesia has no dataset "ds_12". It may have been deleted, or belongs to another account.',
    );
  });

  it("tells why a place cannot be reached, not Node's code for it", () => {
    const sentence = (reason: CartesiaError['reason']): string =>
      explain(new CartesiaError('unreachable', 'ECONN', reason && { reason }), baseUrl).sentence;
    assert.match(sentence('refused'), /^Nothing answers at http:\/\/127/);
    assert.match(sentence('dns'), /is not known/);
    assert.match(sentence('noRoute'), /has no way to/);
    assert.match(sentence('untrustedCertificate'), /is not trusted here/);
    assert.match(sentence('expiredCertificate'), /is not valid today/);
    assert.match(sentence('otherHostsCertificate'), /belongs to another host/);
    assert.match(sentence('noTls'), /does not speak https/);
    assert.match(sentence('dropped'), /was lost/);
    assert.match(sentence('proxy'), /proxy asks for a user name/);
  });

  it('says how long a busy Cartesia asks to wait, in units people use', () => {
    const busy = (retryAfterMs: number): string =>
      explain(new CartesiaError('rateLimited', '', { retryAfterMs }), baseUrl).sentence;
    assert.match(busy(31_000), /Try again in 31 s\./);
    assert.match(busy(600_001), /Try again in 11 min\./);
  });

  it('says what a request does that waits to be sent again', () => {
    const wait = (kind: CartesiaErrorKind): string =>
      waitSentence({ milliseconds: 3_200, error: new CartesiaError(kind, '') });
    assert.equal(wait('rateLimited'), 'Cartesia is busy, trying again in 4 s');
    assert.equal(wait('unreachable'), 'Cartesia does not answer, trying again in 4 s');
  });

  it("adds the API's own words and the request ID", () => {
    const error = new CartesiaError('serverError', '', {
      status: 500,
      apiMessage: 'disk\nfull',
      requestId: 'r-1',
    });
    assert.equal(
      explanationText(explain(error, baseUrl)),
      'Cartesia has a problem of its own (HTTP 500). Cartesia says: "disk full" Request ID: r-1',
    );
  });
});
