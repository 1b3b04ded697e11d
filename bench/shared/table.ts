/** Lines of text: a column of names and, aligned on the right, columns of figures. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column) + 2),
        )
        .join(''),
    )
    .join('\n');
}
