import type { DraftCell } from '../sheets/sheetDraft';
import type { FigureColumn } from './changeableFigures';
import { inPieces, MOST_CHARACTERS } from './conditionPieces';
import { valueLiteral } from './formulaInputs';

/** The names of the columns that `watchedColumnRows` fill. */
export const WATCHED_COLUMN_HEADERS = [
  'Sheet',
  'Column',
  'Numbers of filled cells',
  'Now',
  'Fingerprint',
  'Now',
  'As it was?',
];
/** Of "As it was?", among them. */
export const WATCHED_COLUMN_VERDICT = 'G';
export const FINGERPRINT_EXPLANATION =
  'A fingerprint is the net present value of the column at 0.05 %: it moves when a price is changed and also when two change places. Of a column with many #N/A it is the sum. Whether the prices still stand in the same cells is counted.';

/**
 * Whether a column of prices is what it was. Its fingerprint needs no array formula and is one figure, however many
 * cells rest on it; texts are compared one by one, in further rows where one
 * formula cannot hold them all.
 * @param row of the sheet, from 1
 */
export function watchedColumnRows(column: FigureColumn, row: number): DraftCell[][] {
  const { sheet, label, range, figures, runs, texts, errors, filled } = column;
  const counts = `${figures.filter((figure) => figure !== undefined).length} of ${filled}`;
  const valued = errors.length === 0 ? range : rangesOf(runs);
  const isSum = errors.length > 0 && (runs.length > MOST_RANGES || valued.length > MOST_CHARACTERS);
  const fingerprint = isSum ? sumOf(figures) : presentValue(figures);
  const isEmpty = runs.length === 0;
  const [beside, ...further] = inPieces([
    `D${row}=C${row}`,
    ...(isEmpty ? [] : [`ABS(F${row}-E${row})<=${CLOSE}*ABS(E${row})`]),
    ...areInPlace(runs),
    ...(errors.length > MOST_RANGES ? [] : errors.map((address) => `ISERROR(${address})`)),
    ...texts.flatMap(isStill),
  ]);
  return [
    [
      { value: sheet },
      { value: label },
      { value: counts, align: 'right' },
      { formula: `=COUNT(${range})&" of "&COUNTA(${range})`, value: counts, align: 'right' },
      ...(isEmpty
        ? [{}, {}]
        : [
            { value: fingerprint, format: FIGURE },
            {
              formula: isSum ? `=SUMIF(${range},">-1E+300")` : `=NPV(${RATE},${valued})`,
              value: fingerprint,
              format: FIGURE,
            },
          ]),
      verdict(beside),
    ],
    ...further.map((conditions) => [
      { value: sheet },
      { value: `${label}, more cells` },
      ...NO_FIGURES,
      verdict(conditions),
    ]),
  ];
}

/** A cell that holds an error now is not what it was. */
function verdict(conditions: string): DraftCell {
  return { formula: `=IFERROR(AND(${conditions}),FALSE)`, value: true, align: 'right' };
}

const NO_FIGURES: readonly DraftCell[] = [{}, {}, {}, {}];
const RATE = 0.0005;
/** As arguments of one NPV, which takes 254. */
const MOST_RANGES = 200;
const RANGES_AT_ONCE = 50;
/** Spreadsheets add up in their own order, which moves the last digits; the least change of a price moves many more. */
const CLOSE = '0.00000000001';
const FIGURE = '#,##0.00########';
/** What one condition can hold, even of quotation marks alone, which a formula writes twice. */
const PART = /[^]{1,2000}/gu;

/** NPV counts figures in their order, wherever blanks are: as many in each stretch as there were cannot have moved. */
function areInPlace(runs: FigureColumn['runs']): string[] {
  const groups = Array.from({ length: Math.ceil(runs.length / RANGES_AT_ONCE) }, (_, index) =>
    runs.slice(index * RANGES_AT_ONCE, (index + 1) * RANGES_AT_ONCE),
  );
  return groups.map((group) => `COUNT(${rangesOf(group)})=${group.reduce((sum, { cells }) => sum + cells, 0)}`);
}

function rangesOf(runs: FigureColumn['runs']): string {
  return runs.map(({ range }) => range).join(',');
}

function sumOf(figures: FigureColumn['figures']): number {
  return figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);
}

/** As NPV counts: blanks and texts take no place. */
function presentValue(figures: FigureColumn['figures']): number {
  const given = figures.filter((figure) => figure !== undefined);
  return given.reduce((sum, figure, index) => sum + figure / (1 + RATE) ** (index + 1), 0);
}

function isStill({ address, text }: FigureColumn['texts'][number]): string[] {
  const parts = text.match(PART) ?? [''];
  if (parts.length === 1) return [`${address}=${valueLiteral(text)}`];
  let start = 1;
  const areStill = parts.map((part) => {
    const isPartStill = `MID(${address},${start},${part.length})=${valueLiteral(part)}`;
    start += part.length;
    return isPartStill;
  });
  return [`LEN(${address})=${text.length}`, ...areStill];
}
