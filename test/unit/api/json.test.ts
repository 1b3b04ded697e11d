import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatJson, otherFields } from '../../../src/api/json';

describe('JSON as text', () => {
  it('is laid out as JSON.stringify would, whatever its layout was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 4 }), (value, indent) => {
        const sent = JSON.stringify(value, null, indent);
        // Both sides read the same text: a parsed object may order its keys anew.
        assert.equal(formatJson(sent), JSON.stringify(JSON.parse(sent), null, 2));
      }),
      { examples: [[{ a: [], b: {}, c: [[{}]] }, 0]] },
    );
  });

  it('keeps what parsing would lose: order, digits and escapes', () => {
    const text = '{"10":1.0,"2":12345678901234567890,"s":"a\\/\\u00e9","10":1e-7}';
    assert.equal(
      formatJson(text),
      '{\n  "10": 1.0,\n  "2": 12345678901234567890,\n  "s": "a\\/\\u00e9",\n  "10": 1e-7\n}',
    );
  });

  it('gives the unknown fields in the order they came, strings as their characters', () => {
    const text = '{"id":"x","9":[1],"note":"two\\nlines","2":{"a":null}}';
    assert.deepEqual(otherFields(text, new Set(['id'])), [
      { name: '9', value: '[\n  1\n]' },
      { name: 'note', value: 'two\nlines' },
      { name: '2', value: '{\n  "a": null\n}' },
    ]);
  });
});
