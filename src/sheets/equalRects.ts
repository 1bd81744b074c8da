interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The fewest rectangles of equal text we can easily find: runs down each column, joined with the same run in the next
 * column. '' belongs to no rectangle.
 */
export function equalRects(lines: readonly (readonly string[])[]): { rect: Rect; text: string }[] {
  const rects: { rect: Rect; text: string }[] = [];
  const width = lines[0]?.length ?? 0;
  let previous: { rect: Rect; text: string }[] = [];
  for (let column = 0; column < width; column += 1) {
    const runs = runsDown(lines, column).filter(({ text }) => text !== '');
    const isSame =
      runs.length === previous.length &&
      runs.every(({ rect, text }, i) => {
        const left = previous[i];
        return left.text === text && left.rect.row === rect.row && left.rect.rows === rect.rows;
      });
    if (isSame) previous.forEach((run) => (run.rect = { ...run.rect, columns: run.rect.columns + 1 }));
    else rects.push(...(previous = runs));
  }
  return rects;
}

function runsDown(lines: readonly (readonly string[])[], column: number): { rect: Rect; text: string }[] {
  const runs: { rect: Rect; text: string }[] = [];
  lines.forEach((line, row) => {
    const last = runs[runs.length - 1];
    if (last?.text === line[column]) last.rect = { ...last.rect, rows: last.rect.rows + 1 };
    else runs.push({ rect: { row, column, rows: 1, columns: 1 }, text: line[column] });
  });
  return runs;
}
