import fc from 'fast-check';
import {
  absoluteAddress,
  columnIndex,
  columnName,
  localAddress,
  parseAddress,
  quoteSheet,
} from '../../../src/workbench/excel-host/address';

describe('addresses', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is %s', (index, name) => {
    expect(columnName(index)).toBe(name);
    expect(columnIndex(name)).toBe(index);
  });

  it.each([
    ['B3', { sheet: undefined, row: 2, col: 1, rows: 1, cols: 1 }],
    ['$b$3:C1', { sheet: undefined, row: 0, col: 1, rows: 3, cols: 2 }],
    ['Prices!A:C', { sheet: 'Prices', row: 0, col: 0, rows: 1_048_576, cols: 3 }],
    ["'It''s'!2:3", { sheet: "It's", row: 1, col: 0, rows: 2, cols: 16_384 }],
  ])('%s is read', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });

  it.each(['A0', 'XFE1', 'A1048577', 'A1:', 'Prices', 'A1!B2!C3', '', 'LlmPrices[Input]'])(
    '%s is no address',
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );

  it('every rectangle is read back from its address', () => {
    const rect = fc
      .record({ row: fc.nat(1_048_575), col: fc.nat(16_383), rows: fc.nat(1_048_575), cols: fc.nat(16_383) })
      .map(({ row, col, rows, cols }) => ({
        row,
        col,
        rows: Math.min(rows + 1, 1_048_576 - row),
        cols: Math.min(cols + 1, 16_384 - col),
      }));
    fc.assert(
      fc.property(rect, (given) => {
        expect(parseAddress(localAddress(given))).toEqual({ sheet: undefined, ...given });
        expect(parseAddress(`Prices!${absoluteAddress(given)}`)).toEqual({ sheet: 'Prices', ...given });
      }),
    );
  });

  it.each([
    ['Prices', 'Prices'],
    ['LLM Prices', "'LLM Prices'"],
    ["It's", "'It''s'"],
    ['A1', "'A1'"],
    ['R1C1', "'R1C1'"],
    ['2026', "'2026'"],
  ])('the sheet %s is written as %s', (name, written) => {
    expect(quoteSheet(name)).toBe(written);
  });
});
