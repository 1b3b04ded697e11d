/** Rows that compare before others; the direction is given because not all turn round with it. */
export type Compare<Row> = (a: Row, b: Row, direction: 1 | -1) => number;

/** The rows that hold every word of the filter in their name, in the order of a column. */
export function arrangeRows<Row extends { readonly name: string }>(
  rows: readonly Row[],
  filter: string,
  compare: Compare<Row>,
  descending: boolean,
): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = rows.filter(({ name }) => {
    if (words.length === 0) return true;
    const text = name.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const direction = descending ? -1 : 1;
  // Stable: rows that compare equal keep their order.
  return matching.sort((a, b) => compare(a, b, direction));
}

/** By a text; digits count as numbers, so that "take 10" comes after "take 9". */
export function byText<Row>(text: (row: Row) => string, locale: string): Compare<Row> {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return (a, b, direction) => compare(text(a), text(b)) * direction;
}

/** By a number; rows without it come last, whichever way round the others go. */
export function byNumber<Row>(number: (row: Row) => number | undefined): Compare<Row> {
  return (a, b, direction) => {
    const [numberA = NaN, numberB = NaN] = [number(a), number(b)];
    if (Number.isNaN(numberA) || Number.isNaN(numberB)) {
      return Number(Number.isNaN(numberA)) - Number(Number.isNaN(numberB));
    }
    return (numberA - numberB) * direction;
  };
}
