import fc from 'fast-check';

/*
 * JSON as text, in every spelling that JSON allows: what a parser would forget, like blanks,
 * escapes and the digits of a number, is part of it.
 */
const blank = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

const letter = fc.oneof(
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 1 })
    .map((text) => JSON.stringify(text).slice(1, -1)),
  fc.constantFrom(
    '\\/',
    '/',
    '\\"',
    '\\\\',
    '\\n',
    '\\u0041',
    '\\u00e9',
    '\\ud83d\\ude00',
    '\\ud800',
  ),
  fc.constantFrom('{', '}', '[', ']', ',', ':', '//', '/*', '\u2028', '\u00a0', '\ufeff', '  '),
);

const string = fc.array(letter, { maxLength: 8 }).map((letters) => `"${letters.join('')}"`);

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength });

const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits(25).map((text) => text.replace(/^0+(?=\d)/, '')),
    fc.option(digits(10), { nil: undefined }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), digits(2)), { nil: undefined }),
  )
  .map(([sign, whole, fraction, exponent]) =>
    [sign, whole, fraction === undefined ? '' : `.${fraction}`, ...(exponent ?? [])].join(''),
  );

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    string,
    number,
    fc.constantFrom('true', 'false', 'null'),
    fc
      .tuple(blank, fc.array(tie('value'), { maxLength: 4 }))
      .map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
    fc
      .tuple(
        blank,
        fc.uniqueArray(fc.tuple(string, tie('value')), {
          maxLength: 4,
          selector: ([name]) => JSON.parse(name) as string,
        }),
      )
      .map(([gap, fields]) => {
        const members = fields.map((field) => field.join(`${gap}:${gap}`));
        return `{${gap}${members.join(`${gap},${gap}`)}${gap}}`;
      }),
  ),
}));

/** Arbitrary JSON text. Names within an object differ, as they must in an answer. */
export const jsonText = { blank, string, value };

/** JSON text without the blanks between its tokens. */
export function withoutBlanks(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g, (_all, quoted?: string) => quoted ?? '');
}
