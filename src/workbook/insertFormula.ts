import { isRange, parseA1Ref, tokenize } from '@borgar/fx';
import type { Cells, Rect, TableState, WorkbookSession } from './gateway';
import { TEXT_FORMAT } from './cellText';
import { TABLE_LAYOUTS } from './priceTableLayout';
import { columnKeys } from './tableContent';

export type FormulaInsertion =
  | { readonly outcome: 'inserted'; readonly address: string }
  /** Nothing was written: cells hold something. `target` is the selected cell; the others stand in the way of a spill. */
  | { readonly outcome: 'occupied'; readonly address: string; readonly target: boolean; readonly others: number }
  /** Nothing was written: the formula names the selected cell itself. */
  | { readonly outcome: 'circular'; readonly address: string }
  /** Nothing was written: a formula that reads the prices would stand among them. */
  | { readonly outcome: 'priceTable'; readonly address: string };

/** How many cells the answer fills, as far as that is known. */
export interface AnswerSize {
  readonly rows: number;
  readonly columns: number;
}

const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;

/**
 * Writes a formula (en-US) into the active cell.
 * @param replace write also where cells hold something: the active cell is overwritten, others make Excel say #SPILL!
 * @throws excel-refused, such as on a protected sheet
 */
export async function insertFormula(
  book: WorkbookSession,
  formula: string,
  size: AnswerSize,
  replace: boolean,
): Promise<FormulaInsertion> {
  const { sheets, described } = await book.overview(TABLE_LAYOUTS.map(({ table }) => table));
  const { address, sheet, rect } = await book.activeCell();
  const sheetName = sheets.find(({ id }) => id === sheet)?.name ?? '';
  if (refersTo(formula, sheetName, rect)) return { outcome: 'circular', address };
  if (described.some((table) => table.sheet === sheet && isPrice(rect, table)))
    return { outcome: 'priceTable', address };
  const [{ formulas = [], formats = [] }] = await book.read(
    [{ sheet, rect: answerRect(rect, size) }],
    ['formulas', 'formats'],
  );
  const target = formulas[0][0] !== '';
  const others = filledCells(formulas) - (target ? 1 : 0);
  if (!replace && (target || others > 0)) return { outcome: 'occupied', address, target, others };
  const cell = { sheet, rect };
  await book.apply([
    // Excel would keep a formula as text there
    ...(formats[0][0] === TEXT_FORMAT ? [{ do: 'format', area: cell, format: 'General' } as const] : []),
    { do: 'cells', area: cell, cells: [[formula]] },
  ]);
  return { outcome: 'inserted', address };
}

function refersTo(formula: string, sheetName: string, { row, column }: Rect): boolean {
  return tokenize(formula).some((token) => {
    const found = isRange(token) ? parseA1Ref(token.value, { allowNamed: false }) : undefined;
    if (!found || !('range' in found)) return false;
    const { top, left, bottom, right } = found.range;
    const isHere = (found.context ?? []).every((name) => name.toLowerCase() === sheetName.toLowerCase());
    const within = (from: number | null | undefined, to: number | null | undefined, at: number) =>
      (from ?? 0) <= at && at <= (to ?? Infinity);
    return isHere && within(top, bottom, row) && within(left, right, column);
  });
}

/** Columns that the user added to a price table hold whatever the user wants. */
function isPrice({ row, column }: Rect, { name, headers, rect }: TableState): boolean {
  const [down, right] = [row - rect.row, column - rect.column];
  const layout = TABLE_LAYOUTS.find(({ table }) => table.toLowerCase() === name.toLowerCase());
  return layout !== undefined && down >= 0 && down < rect.rows && Boolean(columnKeys(headers, layout)[right]);
}

function answerRect({ row, column }: Rect, { rows, columns }: AnswerSize): Rect {
  return { row, column, rows: Math.min(rows, SHEET_ROWS - row), columns: Math.min(columns, SHEET_COLUMNS - column) };
}

function filledCells(formulas: Cells): number {
  return formulas.flat().filter((entry) => entry !== '').length;
}
