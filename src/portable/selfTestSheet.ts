import type { DraftCell, SheetDraft } from '../sheets/sheetDraft';
import { assumptionCells, priceColumns, type FigureColumn } from './changeableFigures';
import { whatItGives, type ConvertedCell } from './convertFormulas';
import type { FileContent } from './fileContent';
import { differs, formulaInputs } from './formulaInputs';
import type { CellPlace, LocatedTable } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import { cellAddress } from './xlsx/cellAddress';
import { sheetReference } from './prices/locatedRows';

/**
 * A sheet that says in any spreadsheet whether the copy still calculates what it calculated when it was made. A figure
 * that moved because somebody changed a price or an input says CHANGED; one that moved without that says FAIL.
 */
export function selfTestSheet(
  candidates: readonly ConvertedCell[],
  content: FileContent,
  priceTables: readonly LocatedTable[],
  factSheets: readonly SheetDraft[],
): SheetDraft {
  const tests = representative(candidates);
  const sums = [
    ...priceTables.flatMap((table) => priceColumns(table, content)),
    ...factSheets.flatMap(assumptionCells),
  ];
  const firstTest = HEAD_ROWS + 1;
  const lastTest = firstTest + tests.length - 1;
  const firstSum = lastTest + 4;
  const lastSum = firstSum + sums.length - 1;
  const verdicts = `$E$${firstTest}:$E$${lastTest}`;
  const changedSums = sums.length === 0 ? 'FALSE' : `COUNTIF($E$${firstSum}:$E$${lastSum},"changed")>0`;
  const count = (verdict: string) => `COUNTIF(${verdicts},"${verdict}")`;
  return {
    name: 'Self-test',
    columnWidthsPoints: [120, 330, 110, 110, 80],
    frozenRows: HEAD_ROWS,
    rows: [
      [{ value: 'Self-test', look: 'title' }],
      [
        {
          value: 'Figures of this workbook as they were when the copy was made, and as they are now.',
          look: 'subtitle',
        },
      ],
      [
        { value: 'Result', look: 'result' },
        {
          formula: `=IF(${count('FAIL')}>0,"FAIL",IF(${count('CHANGED')}>0,"CHANGED","PASS"))`,
          value: 'PASS',
          look: 'result',
        },
        { formula: `=${count('PASS')}`, value: tests.length, look: 'result', format: `0" of ${tests.length} pass"` },
        { formula: `=${count('CHANGED')}`, value: 0, look: 'result', format: '0" changed"' },
        { formula: `=${count('FAIL')}`, value: 0, look: 'result', format: '0" fail"' },
      ],
      [
        {
          value:
            'CHANGED: somebody changed a price or an input after the copy was made. FAIL: the figure moved without that, so a formula was broken or a price sheet was sorted.',
          look: 'note',
        },
      ],
      [],
      ['Cell', 'What it gives', 'At the copy', 'Now', 'Verdict'].map((value, column): DraftCell => ({
        value,
        look: 'columnHeader',
        ...(column > 1 ? { align: 'right' } : {}),
      })),
      ...tests.map((test, index) => testRow(test, firstTest + index, changedSums, content)),
      [],
      [
        {
          value:
            'Have prices or facts been changed since the copy? The sum of every column of prices, how many cells of it are filled, and each blue fact tell.',
          look: 'heading',
        },
      ],
      ['Sheet', 'Column', 'At the copy', 'Now', 'Verdict'].map((value, column): DraftCell => ({
        value,
        look: 'columnHeader',
        ...(column > 1 ? { align: 'right' } : {}),
      })),
      ...sums.map((sum, index) => sumRow(sum, firstSum + index)),
    ],
  };
}

/** Title, subtitle, result, note, blank, names of the columns. */
const HEAD_ROWS = 6;
const MOST_TESTS = 60;
const MOST_OF_A_KIND = 4;
const MOST_INPUTS = 30;
const FIGURE = '#,##0.00########';

/** Some of every kind of formula on every sheet: a kind is what stood there before but for its numbers. */
function representative(candidates: readonly ConvertedCell[]): ConvertedCell[] {
  const kinds = new Map<string, number>();
  const chosen = candidates.filter(({ sheet, original, value, isVolatile }) => {
    if (value === undefined || value === null || isVolatile) return false;
    const kind = `${sheet}\n${original.replace(/\d+/g, '')}`;
    const before = kinds.get(kind) ?? 0;
    kinds.set(kind, before + 1);
    return before < MOST_OF_A_KIND;
  });
  return chosen.slice(0, MOST_TESTS);
}

function testRow(test: ConvertedCell, row: number, changedSums: string, content: FileContent): DraftCell[] {
  const { sheet, value } = test;
  const place = `${sheetReference(sheet)}!${cellAddress(test.row, test.column)}`;
  const isSame = sameAs(`D${row}`, `C${row}`, value);
  const inputs = formulaInputs(test.formula, test, content, MOST_INPUTS).map(differs);
  const changed = [changedSums, ...inputs].join(',');
  return [
    link(test),
    { value: whatItGives(test.original), look: 'explanation', wrap: true },
    { value: draftValue(value), format: FIGURE, align: 'right' },
    { formula: `=${place}`, value: draftValue(value), format: FIGURE, align: 'right' },
    {
      formula: `=IF(${isSame},"PASS",IF(OR(${changed}),"CHANGED","FAIL"))`,
      value: 'PASS',
      look: 'result',
      align: 'right',
    },
  ];
}

/** A cell that takes the reader to another one. */
export function link({ sheet, row, column }: CellPlace): DraftCell {
  const address = cellAddress(row, column);
  const target = `#${sheetReference(sheet)}!${address}`.replace(/"/g, '""');
  const shown = `${sheet}!${address}`;
  return { formula: `=HYPERLINK("${target}","${shown.replace(/"/g, '""')}")`, value: shown };
}

function sameAs(now: string, before: string, value: ConvertedCell['value']): string {
  if (isError(value)) return `ISERROR(${now})`;
  if (typeof value === 'number') return `IF(ISNUMBER(${now}),ABS(${now}-${before})<=0.000000001*ABS(${before}),FALSE)`;
  return `IF(ISERROR(${now}),FALSE,${now}=${before})`;
}

/**
 * Independent of the order of the rows: a table that was sorted has the same prices in other places. The sum does not see
 * a 0 or a text in a cell that was blank, the counts do.
 */
function sumRow({ sheet, label, range, figures, filled }: FigureColumn, row: number): DraftCell[] {
  const total = figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);
  const count = figures.filter((figure) => figure !== undefined).length;
  const isSame = `AND(COUNT(${range})=${count},COUNTA(${range})=${filled},ABS(D${row}-C${row})<=0.000000001*ABS(C${row}))`;
  return [
    { value: sheet },
    { value: label },
    { value: total, format: FIGURE },
    // every number, and no error that a cell may hold
    { formula: `=SUMIF(${range},">-1E+300")`, value: total, format: FIGURE },
    { formula: `=IF(${isSame},"same","changed")`, value: 'same', align: 'right' },
  ];
}

function draftValue(value: ConvertedCell['value']): DraftCell['value'] {
  if (!isError(value)) return value ?? '';
  return { error: value.error === '#VALUE!' || value.error === '#DIV/0!' ? value.error : '#N/A' };
}
