import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { documentOf, rememberListed, withFields } from '../../../src/api/listedText';
import { jsonText, withoutBlanks } from './jsonText';

const { blank, string, value } = jsonText;

/** The fields of an item as text, none of them called like those that are replaced. */
const others = fc.uniqueArray(fc.tuple(string, value), {
  maxLength: 4,
  selector: ([name]) => JSON.parse(name) as string,
});
const named = others.filter((fields) =>
  fields.every(([name]) => !['name', '__proto__'].includes(JSON.parse(name) as string)),
);

/** A field of an object, in every spelling of its name. */
const nameField = fc.tuple(fc.constantFrom('"name"', '"n\\u0061me"'), string);

const item = fc
  .tuple(blank, named, nameField, fc.nat(4))
  .map(([gap, fields, field, position]) =>
    [...fields.slice(0, position), field, ...fields.slice(position)]
      .map((each) => each.join(`${gap}:${gap}`))
      .join(`${gap},${gap}`),
  )
  .map((fields) => `{${fields}}`);

interface Named {
  readonly name: string;
}

describe('the text of a listed item', () => {
  it('is the very text that stands in the page', () => {
    const page = fc.record({
      gap: blank,
      items: fc.array(item, { maxLength: 4 }),
      before: fc.array(
        fc.constantFrom('"has_more": true', '"next_page":null', '"x":{"data":[1]}'),
        {
          maxLength: 2,
        },
      ),
      after: fc.constantFrom('', ',"total": 1.0'),
    });
    fc.assert(
      fc.property(page, ({ gap, items, before, after }) => {
        const data = `"data"${gap}:${gap}[${gap}${items.join(`${gap},${gap}`)}${gap}]`;
        const text = `${gap}{${[...new Set(before), data].join(',')}${after}}${gap}`;
        const { data: read } = JSON.parse(text) as { data: object[] };
        rememberListed(read, text);
        assert.deepEqual(
          read.map((each) => documentOf(each)),
          read.map((each, index) => ({ value: each, text: items[index] })),
        );
      }),
    );
  });

  it('is written anew where the item came another way', () => {
    assert.equal(documentOf({ id: 'x' }).text, '{"id":"x"}');
  });

  it('stays with the item, not with one that looks like it', () => {
    const text = '{"data": [{"a": 1.0}]}';
    const { data } = JSON.parse(text) as { data: [object] };
    rememberListed(data, text);
    assert.equal(documentOf(data[0]).text, '{"a": 1.0}');
    assert.equal(documentOf({ ...data[0] }).text, '{"a":1}');
  });
});

describe('a document with other fields', () => {
  it('has them in its value and its text, and every other character as it was', () => {
    fc.assert(
      fc.property(item, fc.string({ unit: 'binary' }), (text, name) => {
        const before = JSON.parse(text) as Named;
        const edited = withFields({ value: before, text }, { name });
        assert.equal(edited.value.name, name);
        assert.deepEqual(JSON.parse(edited.text), edited.value);
        const field = /"n(?:a|\\u0061)me"([ \t\r\n]*):([ \t\r\n]*)"(?:[^"\\]|\\.)*"/;
        const around = text.split(field);
        assert.equal(around.length, 4);
        assert.ok(edited.text.startsWith(around[0] ?? 'nothing'));
        assert.ok(edited.text.endsWith(around[3] ?? 'nothing'));
        assert.deepEqual(before, JSON.parse(text), 'what was read stays as it was');
        assert.deepEqual(documentOf(edited.value), edited);
      }),
    );
  });

  it('has those too that were not there', () => {
    const before: { id: string; name?: string } = { id: 'x' };
    const { value: after, text } = withFields({ value: before, text: '{"id":"x"}' }, { name: 'n' });
    assert.deepEqual(
      [after, withoutBlanks(text)],
      [{ id: 'x', name: 'n' }, '{"id":"x","name":"n"}'],
    );
  });

  it('is the same where none is given', () => {
    const text = '{ "id": "x", "n": 1.0 }';
    const before = JSON.parse(text) as { id: string };
    assert.equal(withFields({ value: before, text }, {}).text, text);
  });
});
