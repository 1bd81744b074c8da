import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import type { PriceStatus } from '../../../src/runtime/runtimeSlot';
import { extentOf, findingsOf, USE_GPU_OFFERS, type Checked } from '../../../src/taskpane/check/findings';
import type { NameErrors } from '../../../src/taskpane/check/sortNameErrors';
import type { FormulaCheck } from '../../../src/workbook/checkFormulas';
import type { FormulaCell } from '../../../src/workbook/formulaCells';

const CLEAR: FormulaCheck = {
  formulas: 3,
  bySheet: [{ name: 'Plan', formulas: 3 }],
  byFunction: [{ name: 'LLMCOST', formulas: 3 }],
  inError: [],
  nameErrors: [],
  otherNameErrors: [],
  waiting: [],
  asText: [],
  sheets: [],
  names: [],
  volatile: [],
  clashes: [],
  calculation: 'automatic',
  filteredTables: [],
};
const NO_NAME_ERRORS: NameErrors = { stuck: [], mistaken: [], inherited: [] };
const STATUS: PriceStatus = {
  host: 'excel',
  prices: 'workbook',
  canRestore: false,
  hasTables: true,
  asOf: '2026-11-20',
  ageDays: 3,
  models: 1,
  rows: 1,
  gpuOffers: 1,
  sources: [],
  rejected: [],
  editedByHand: false,
  writes: 0,
  fillsFromBundle: false,
  bundledAsOf: '2026-11-23',
  oldAfterDays: 30,
};
const CLEARED: Checked = { check: CLEAR, nameErrors: NO_NAME_ERRORS, status: STATUS };
const cell = (address: string): FormulaCell => ({
  sheet: 's',
  rect: { row: 0, column: 0, rows: 1, columns: 1 },
  address,
  formula: '=LLMCOST("a",1,2)',
  shown: '#N/A',
});

test('a workbook in order has no findings, and its extent is told in numbers', () => {
  expect(findingsOf(CLEARED, 30)).toEqual([]);
  expect(extentOf(CLEAR)).toBe('3 formulas of this add-in on 1 sheet.');
  expect(extentOf({ formulas: 0, bySheet: [] })).toBe('No cell uses a function of this add-in yet.');
});

test('everything that can be found is found, worst first', () => {
  const check: FormulaCheck = {
    ...CLEAR,
    inError: [cell('Plan!A2'), cell('Plan!A3')],
    waiting: [{ ...cell('Plan!A8'), shown: '#BUSY!' }],
    asText: [{ ...cell('Plan!A9'), shown: '=LLMCOST("a",1,2)' }],
    clashes: [{ name: 'LLMCOST', advice: 'Rename it.' }],
    calculation: 'manual',
    filteredTables: ['LlmPrices'],
    volatile: [
      { ...cell('Plan!A4'), call: 'TODAY' },
      { ...cell('Plan!A5'), call: 'TODAY' },
    ],
  };
  const nameErrors: NameErrors = {
    mistaken: [
      { ...cell('Plan!A6'), sentence: 'LLMCSOT is no function. Did you mean LLMCOST?', corrected: '=LLMCOST("a",1,2)' },
    ],
    stuck: [cell('Plan!A1')],
    inherited: [cell('Plan!A7')],
  };
  const findings = findingsOf({ check, nameErrors, status: { ...STATUS, ageDays: 31, editedByHand: true } }, 30);
  expect(findings.map(({ kind, title, cells }) => [kind, title, cells.length])).toEqual([
    ['mistaken', '1 formula with a name that Excel does not know', 1],
    ['stuck', '1 cell stuck at #NAME?', 1],
    ['in-error', '3 formulas in error', 3],
    ['clash', '“LLMCOST” is in the way', 0],
    ['as-text', '1 formula kept as text', 1],
    ['waiting', '1 formula without an answer yet', 1],
    ['manual', 'Excel does not calculate by itself', 0],
    ['old-prices', 'The model prices are 31 days old', 0],
    ['filtered', 'Rows are hidden by a filter in LlmPrices', 0],
    ['edited', 'Prices were edited by hand', 0],
    ['volatile', '2 formulas calculated after every edit', 2],
  ]);
  expect(findings[10].advice).toMatch(/^TODAY makes Excel/);
});

test('prices are old after the days that the user chose, and never when their date is unknown', () => {
  expect(findingsOf({ ...CLEARED, status: { ...STATUS, ageDays: 30 } }, 30)).toEqual([]);
  expect(findingsOf({ ...CLEARED, status: { ...STATUS, ageDays: 8 } }, 7)).toHaveLength(1);
  expect(findingsOf({ ...CLEARED, status: { ...STATUS, ageDays: undefined } }, 7)).toEqual([]);
});

test('old GPU offers are told where formulas use them, and only there', () => {
  const now = Date.parse('2026-11-27T00:00:00Z');
  const using: Checked = {
    ...CLEARED,
    check: { ...CLEAR, byFunction: [{ name: 'GPUPRICE', formulas: 1 }] },
    offersOf: '2026-09-25',
  };
  expect(findingsOf(using, 30, now)).toMatchObject([
    {
      kind: 'old-offers',
      title: 'The GPU offers are 63 days old',
      advice: expect.stringContaining('Most are of 2026-09-25'),
    },
  ]);
  expect(findingsOf(using, 90, now)).toEqual([]);
  expect(findingsOf({ ...CLEARED, offersOf: '2026-09-25' }, 30, now)).toEqual([]);
});

test('the functions that use GPU offers are those that can lack one', () => {
  const canLackOne = FUNCTION_DEFINITIONS.filter(({ errors = [] }) => errors.includes('gpu-price-no-offer')).map(
    ({ id }) => id,
  );
  expect([...USE_GPU_OFFERS].sort()).toEqual([...canLackOne].sort());
});
