import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FetchError } from 'node-fetch';
import { errorFromFailure } from '../../../src/api/errorFromFailure';

describe('What a failed exchange says of whether it was ever sent', () => {
  const cases = [
    ['ECONNREFUSED', 'connect', true],
    ['EHOSTUNREACH', 'connect', true],
    ['EHOSTUNREACH', undefined, true],
    ['EHOSTUNREACH', 'read', false],
    ['EHOSTUNREACH', 'write', false],
    ['ENETUNREACH', 'connect', true],
    ['ENETUNREACH', 'read', false],
    ['ENETUNREACH', 'write', false],
    ['ETIMEDOUT', 'connect', true],
    ['ETIMEDOUT', 'read', false],
    ['ECONNRESET', 'connect', true],
    ['ECONNRESET', 'read', false],
    ['EPIPE', 'write', false],
    ['ENOTFOUND', 'getaddrinfo', true],
    ['EAI_AGAIN', 'getaddrinfo', true],
    ['EPROTO', 'write', true],
    ['CERT_HAS_EXPIRED', undefined, true],
  ] as const;

  for (const [code, syscall, neverSent] of cases) {
    it(`${code} of ${syscall ?? 'no system call'}: ${neverSent ? 'never' : 'perhaps'}`, () => {
      const details = { code, syscall };
      const error = Object.assign(new Error(code), details);
      const asNodeFetchWrapsIt = new FetchError(code, 'system', details);
      for (const thrown of [error, asNodeFetchWrapsIt, new AggregateError([error])]) {
        assert.equal(errorFromFailure(thrown).neverSent, neverSent);
      }
    });
  }
});
