import fc from 'fast-check';
import { formulaMark } from '../../src/portable/formulaMark';

test('capitals and spaces outside quotes do not count, everything else does', () => {
  const mark = formulaMark('=IF(A1="a b",Sum(B1, 2),0)');
  expect(mark).toMatch(/^[0-9a-f]{1,10}$/);
  expect(formulaMark('=if( a1 = "a b",SUM(B1,2) ,0)')).toBe(mark);
  for (const other of [
    '=IF(A1="A b",Sum(B1, 2),0)',
    '=IF(A1="ab",Sum(B1, 2),0)',
    '=IF(A1="a b",Sum(B1, 3),0)',
    '=IF(A1="a b",Sum(B2, 1),0)',
    '',
  ]) {
    expect(formulaMark(other)).not.toBe(mark);
  }
});

test('formulas that differ in one address or figure have marks of their own', () => {
  const marks = new Set(
    Array.from({ length: 50_000 }, (_, row) =>
      formulaMark(`=(B${row}*'Effective prices'!$G$7+C${row}*'Effective prices'!$J$7)/1000000`),
    ),
  );
  expect(marks.size).toBe(50_000);
});

test('a change of any one character outside spaces and capitals changes the mark', () => {
  const character = fc
    .integer({ min: 0x21, max: 0x5a })
    .map((code) => String.fromCharCode(code))
    .filter((each) => each !== '"');
  fc.assert(
    fc.property(fc.array(character, { minLength: 1, maxLength: 60 }), fc.nat(), character, (text, place, other) => {
      const at = place % text.length;
      fc.pre(text[at] !== other);
      expect(formulaMark(text.map((each, index) => (index === at ? other : each)).join(''))).not.toBe(
        formulaMark(text.join('')),
      );
    }),
  );
});
