import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatJson, formatJsonStart, otherFields } from '../../../src/api/json';

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
    assert.deepEqual(otherFields(text, new Set(['id']), 10, 100), [
      { name: '9', value: '[\n  1\n]' },
      { name: 'note', value: 'two\nlines' },
      { name: '2', value: '{\n  "a": null\n}' },
    ]);
  });

  it('cuts endless values and leaves out further fields', () => {
    const text = '{"a":"xxxxxxxxxx","b":[1,2,3,4,5],"c":1}';
    assert.deepEqual(otherFields(text, new Set(), 2, 5), [
      { name: 'a', value: 'xxxxx…' },
      { name: 'b', value: '[\n  1…' },
    ]);
  });

  it('stops where a text has become long enough', () => {
    const text = `[${'1,'.repeat(1_000_000)}1]`;
    const start = formatJsonStart(text, 10);
    assert.deepEqual(start, { text: '[\n  1,\n  1', complete: false });
    assert.deepEqual(formatJsonStart('[1]', 10), { text: '[\n  1\n]', complete: true });
  });

  it('gives back what would fill the memory as it is', () => {
    const deep = `${'['.repeat(95)}${'1,'.repeat(400_000)}1${']'.repeat(95)}`;
    assert.equal(formatJson(deep), deep);
  });
});
