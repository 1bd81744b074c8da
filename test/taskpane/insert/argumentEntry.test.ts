import fc from 'fast-check';
import { callText } from '../../../src/functions/callText';
import type { ArgumentDefinition } from '../../../src/functions/definition';
import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import { readEntry, typedText, type EntryContext } from '../../../src/taskpane/insert/argumentEntry';

const context: EntryContext = { isKnownName: (text) => ['h100', 'o3'].includes(text.toLowerCase()) };
const NUMBER: ArgumentDefinition = {
  kind: 'number',
  name: 'tokens',
  unit: 'tokens',
  min: 0,
  max: 1e6,
  description: '',
};
const SHARE: ArgumentDefinition = { ...NUMBER, name: 'share', max: 1, broadcast: true };
const MODEL: ArgumentDefinition = { kind: 'name', names: 'model', name: 'model', description: '' };
const TEXT: ArgumentDefinition = { kind: 'text', name: 'text', description: '' };
const CHOICE: ArgumentDefinition = { kind: 'choice', choices: ['bf16', 'fp8'], name: 'precision', description: '' };
const DATE: ArgumentDefinition = { kind: 'date', name: 'as_of', optional: true, description: '' };
const NAMES: ArgumentDefinition = { kind: 'block', holds: 'names of models', name: 'models', description: '' };
const SHARES: ArgumentDefinition = {
  ...{ kind: 'block', holds: 'a share for each model but the last', numbers: true, name: 'accept', description: '' },
};
const OPTIONS: ArgumentDefinition = {
  ...{ kind: 'pairs', keys: ['tier', 'region'], name: 'options', description: '', example: '"tier=batch"' },
};

const NOT_A_NUMBER = 'Type a number with a dot and without commas, such as 1200 or 0.5, or a cell such as A2.';
const NOT_NUMBERS =
  'Type numbers with a dot and a semicolon between them, such as 0.7; 0.8, or 70%; 80%, or cells such as A2:A4.';
const textOf = (argument: ArgumentDefinition, typed: string) => {
  const entry = readEntry(argument, typed, context);
  return 'text' in entry
    ? `${entry.kind} ${entry.text}`
    : 'sentence' in entry
      ? `${entry.kind} ${entry.sentence}`
      : entry.kind;
};

test.each([
  [NUMBER, '1200', 'literal 1200'],
  [NUMBER, ' 1.5e3 ', 'literal 1500'],
  [SHARE, '7 %', 'literal 0.07'],
  [SHARE, '{0.1;0.2}', 'literal {0.1;0.2}'],
  [NUMBER, 'A2', 'reference A2'],
  [NUMBER, "'My sheet'!$B$3", "reference 'My sheet'!$B$3"],
  [NUMBER, 'Plan[Requests]', 'reference Plan[Requests]'],
  [NUMBER, '=B2*1000', 'reference B2*1000'],
  [NUMBER, '=MAX(B2,C2)', 'reference MAX(B2,C2)'],
  [MODEL, 'gpt-5.1', 'literal "gpt-5.1"'],
  [MODEL, 'H100', 'literal "H100"'],
  [MODEL, 'o3', 'literal "o3"'],
  [MODEL, 'B7', 'reference B7'],
  [MODEL, '"B7"', 'literal "B7"'],
  [MODEL, '=H100', 'reference H100'],
  [CHOICE, 'fp8', 'literal "fp8"'],
  [CHOICE, 'FP9', 'reference FP9'],
  [TEXT, 'say "hi"', 'literal "say ""hi"""'],
  [DATE, '2026-11-23', 'literal "2026-11-23"'],
  [DATE, '46349', 'literal 46349'],
  [DATE, '', 'omitted'],
  [NAMES, 'gpt-5.1; o3', 'literal {"gpt-5.1";"o3"}'],
  [NAMES, 'A2:A6', 'reference A2:A6'],
  [NAMES, '1; 2', 'literal {1;2}'],
  [SHARES, '70%', 'literal 0.7'],
  [SHARES, '0.7', 'literal 0.7'],
  [SHARES, '70 %; 80 %', 'literal {0.7;0.8}'],
  [SHARES, '0.001, 0.01', 'literal {0.001;0.01}'],
  [SHARES, '{0.7,0.8}', 'literal {0.7,0.8}'],
  [SHARES, 'A2:A4', 'reference A2:A4'],
  [OPTIONS, 'tier=batch; region=us', 'literal "tier=batch; region=us"'],
])('%# typed as %j, %s', (argument, typed, expected) => {
  expect(textOf(argument, typed)).toBe(expected);
});

test.each([
  [NUMBER, '1,200', NOT_A_NUMBER],
  [NUMBER, 'many', NOT_A_NUMBER],
  [NUMBER, '-1', 'tokens must be at least 0; it is -1.'],
  [SHARE, '50', 'share must be at most 1; it is 50. Write 10 % as 0.1.'],
  [NUMBER, '{1;2}', 'tokens takes one cell, not a range.'],
  [NUMBER, '{1;2', NOT_A_NUMBER],
  [NUMBER, '5e1%', NOT_A_NUMBER],
  [NUMBER, '"5"', 'tokens must be a number, not text: type it without quotes, with a dot.'],
  [NUMBER, '=MAX(B2', 'Excel cannot read this calculation: check its brackets, commas and quotes.'],
  [NUMBER, '=B2,C2', 'Excel cannot read this calculation: check its brackets, commas and quotes.'],
  [SHARES, '0,7; 0,8', NOT_NUMBERS],
  [SHARES, '0.7;', NOT_NUMBERS],
  [SHARES, '1,200', NOT_NUMBERS],
  [SHARES, 'most of them', NOT_NUMBERS],
  [CHOICE, 'int3x', 'precision must be one of bf16, fp8.'],
  [DATE, '2026-02-30', 'as_of must be a date: an Excel date or "2026-11-23".'],
  [OPTIONS, 'speed=high', 'Unknown key "speed" in options. Known: tier, region.'],
  [TEXT, 'x'.repeat(256), 'Excel takes at most 255 characters here: put the text into a cell and name the cell.'],
])('%# %j is refused with a sentence', (argument, typed, sentence) => {
  expect(readEntry(argument, typed, context)).toEqual({ kind: 'problem', sentence });
});

test.each([
  [NUMBER, 'tokens is missing: give a number (tokens).'],
  [MODEL, 'Choose or type a model.'],
  [OPTIONS, 'options is missing: give rows of key and value, or "tier=batch".'],
])('a required field that is blank says what belongs there', (argument, sentence) => {
  expect(readEntry(argument, ' ', context)).toEqual({ kind: 'missing', sentence });
});

test('whatever text a person means, its formula text is read by Excel as exactly this text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (text) => {
      const entry = readEntry(TEXT, typedText(TEXT, [[text]], context), context);
      const read = entry.kind === 'literal' ? callText(`=F(${entry.text})`).args[0] : null;
      expect(read).toEqual([[text]]);
    }),
  );
});

test.each(
  FUNCTION_DEFINITIONS.flatMap((definition) =>
    definition.examples.map(({ formula }) => [formula, definition] as const),
  ),
)('the example %s can be filled in and comes out as it was', (formula, definition) => {
  const { args } = callText(formula);
  definition.arguments.forEach((argument, index) => {
    const cells = args[index] ?? null;
    const entry = readEntry(argument, typedText(argument, cells, context), context);
    expect(cells === null ? entry.kind : entry).toEqual(
      cells === null ? 'omitted' : expect.objectContaining({ kind: 'literal', cells }),
    );
  });
});
