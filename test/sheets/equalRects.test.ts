import fc from 'fast-check';
import { equalRects } from '../../src/sheets/equalRects';

test('equal neighbours are one rectangle', () => {
  expect(
    equalRects([
      ['@', '0.00', '0.00'],
      ['@', '0.00', '0.00'],
      ['', '0.00', '0.00'],
    ]),
  ).toEqual([
    { rect: { row: 0, column: 0, rows: 2, columns: 1 }, text: '@' },
    { rect: { row: 0, column: 1, rows: 3, columns: 2 }, text: '0.00' },
  ]);
});

test('the rectangles cover every cell once, with its own text, and no cell without one', () => {
  const grids = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.constantFrom('@', '0.00', ''), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(grids, (lines) => {
      const painted = lines.map((line) => line.map(() => ''));
      for (const { rect, text } of equalRects(lines)) {
        for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
          for (let column = rect.column; column < rect.column + rect.columns; column += 1) {
            expect(painted[row][column]).toBe('');
            painted[row][column] = text;
          }
        }
      }
      expect(painted).toEqual(lines);
    }),
  );
});
