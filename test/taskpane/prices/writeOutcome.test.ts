import { describeResult } from '../../../src/taskpane/prices/writeOutcome';

const done = {
  outcome: 'done',
  snapshotId: '2026-11-23-1a2b3c4d',
  rows: 1160,
  changes: 1,
  keptEdits: [],
  recalculatedCells: 2,
} as const;

const now = { models: 692, rows: 1160, gpuOffers: 43 };

test('a finished write says how much changed', () => {
  expect(describeResult(done, 'refreshed', now)).toEqual({
    intent: 'success',
    text: 'Prices refreshed: 692 models in 1,160 rows, 43 GPU offers; 1 price changed, 2 cells recalculated.',
  });
});

test.each([
  ['refreshed', '; 0 prices changed, 2 cells recalculated.'],
  ['restored', '; 2 cells recalculated.'],
  ['inserted', '; 2 cells recalculated.'],
])('tables that were %s: no change is told only where it was looked for', (verb, end) => {
  const { text } = describeResult({ ...done, changes: 0 }, verb, now);
  expect(text).toBe(`Prices ${verb}: 692 models in 1,160 rows, 43 GPU offers${end}`);
});

test('edits that were kept, and what did not work afterwards, are told', () => {
  const { intent, text } = describeResult(
    {
      ...done,
      keptEdits: ['openai gpt-4o: My output 11', 'own model-a: your own row'],
      problem: 'Excel did not recalculate.',
    },
    'refreshed',
    now,
  );
  expect(intent).toBe('warning');
  expect(text).toMatch(
    /Excel did not recalculate\. Kept, because you wrote it: openai gpt-4o: My output 11; own model-a: your own row\.$/,
  );
});

test.each([
  ['declined', 'warning', 'Nothing was written. The sheet is protected.'],
  ['undone', 'error', 'The sheet is protected. The tables are as they were.'],
  ['invalid', 'error', 'The sheet is protected. The tables are marked as not usable: choose Restore previous prices.'],
] as const)('a write that was %s says what became of the tables', (outcome, intent, text) => {
  expect(describeResult({ outcome, problem: 'The sheet is protected.' }, 'refreshed', now)).toEqual({ intent, text });
});
