import { printInLibreOffice, recalculateAll, saveThroughLibreOffice } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { bookOf } from '../support/smallBook';

jest.setTimeout(180_000);

const PLANTED = bookOf(
  '<c r="A1"><v>2</v></c><c r="B1"><f>A1*3</f><v>7</v></c><c r="C1" t="str"><f>"a"&amp;"&lt;b"</f><v>old</v></c>' +
    '<c r="D1"><f>1/0</f><v>1</v></c><c r="E1"><f>NOSUCHFUNCTION(A1)</f><v>5</v></c><c r="F1"><f>A1&gt;1</f></c>' +
    '<c r="G1"><f>1/3</f></c>',
);

test('LibreOffice calculates every formula itself, whatever numbers were stored behind them', async () => {
  const [values, ofSecond] = await recalculateAll([PLANTED, bookOf('<c r="A1"><f>40+2</f></c>')]);
  expect(values.get('Plan')).toEqual(
    new Map<string, unknown>([
      ['A1', 2],
      ['B1', 6],
      ['C1', 'a<b'],
      ['D1', { error: '#DIV/0!' }],
      ['E1', { error: '#NAME?' }],
      ['F1', true],
      ['G1', 0.333333333333333],
    ]),
  );
  expect(ofSecond.get('Plan')?.get('A1')).toBe(42);
});

test('opening and saving keeps a stored number, which is why a check must take it away first', async () => {
  const saved = readSheetValues(await saveThroughLibreOffice(PLANTED));
  expect(saved.get('Plan')?.get('B1')).toBe(7);
});

test('a workbook prints as PDF', async () => {
  expect(
    Buffer.from(await printInLibreOffice(PLANTED))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
