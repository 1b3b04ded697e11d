import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseApiKey } from '../../../src/model/apiKey';
import { parseBaseUrl } from '../../../src/model/baseUrl';
import { parseDatasetId } from '../../../src/api/datasetId';

describe('an API key', () => {
  it('is trimmed, whatever its prefix', () => {
    assert.deepEqual(parseApiKey('  sk_car_a.b\r\n'), { key: 'sk_car_a.b' });
    assert.deepEqual(parseApiKey('other-prefix'), { key: 'other-prefix' });
  });

  it('is refused when empty, broken by blanks, or an admin key', () => {
    assert.deepEqual(parseApiKey(' \t'), { problem: 'empty' });
    for (const broken of ['sk_car_a b', 'sk_car_a\nb', 'sk_car_a\tb', 'sk_car_ä', 'sk\u00a0b']) {
      assert.deepEqual(parseApiKey(broken), { problem: 'blankInside' }, JSON.stringify(broken));
    }
    assert.deepEqual(parseApiKey('sk_car_admin_x.y'), { problem: 'adminKey' });
  });
});

describe('a dataset ID', () => {
  it('is opaque: only the blanks around it go', () => {
    for (const id of ['ds_1', 'a/b?c#d%e', 'ünï 👩‍🚀', '../x', '%2e%2e']) {
      assert.deepEqual(parseDatasetId(` ${id}\n`), { id });
    }
  });

  it('is refused where it cannot be one', () => {
    assert.deepEqual(parseDatasetId('  '), { problem: 'empty' });
    assert.deepEqual(parseDatasetId('a\nb'), { problem: 'controlCharacter' });
    assert.deepEqual(parseDatasetId('x'.repeat(513)), { problem: 'tooLong' });
    assert.deepEqual(parseDatasetId('..'), { problem: 'notAnId' });
    assert.deepEqual(parseDatasetId('sk_car_a.b'), { problem: 'apiKey' });
    assert.deepEqual(parseDatasetId('a\ud800'), { problem: 'notAnId' });
  });
});

describe('a base URL', () => {
  it('is https, or http on this machine, and keeps its path prefix', () => {
    const accepted: [string, string][] = [
      ['https://api.cartesia.ai', 'https://api.cartesia.ai'],
      [' https://eu.example.com:8443/v1// ', 'https://eu.example.com:8443/v1'],
      ['http://localhost:8080/', 'http://localhost:8080'],
      ['http://127.1.2.3', 'http://127.1.2.3'],
      ['http://[::1]:9', 'http://[::1]:9'],
    ];
    for (const [text, baseUrl] of accepted) assert.deepEqual(parseBaseUrl(text), { baseUrl });
  });

  it('is refused where the key would not be safe', () => {
    const refused: [string, string][] = [
      ['', 'notAUrl'],
      ['api.cartesia.ai', 'notAUrl'],
      ['ftp://api.cartesia.ai', 'notAUrl'],
      ['http://api.cartesia.ai', 'insecure'],
      ['http://127.0.0.1.evil.example', 'insecure'],
      ['http://localhost.evil.example', 'insecure'],
      ['https://user@api.cartesia.ai', 'credentials'],
      ['https://api.cartesia.ai/?a=b', 'queryOrFragment'],
      ['https://api.cartesia.ai/?', 'queryOrFragment'],
      ['https://api.cartesia.ai/#x', 'queryOrFragment'],
    ];
    for (const [text, problem] of refused) assert.deepEqual(parseBaseUrl(text), { problem }, text);
  });
});
