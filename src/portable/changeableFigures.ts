import { toCol } from '@borgar/fx';
import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, USER_COLUMNS, normaliseHeader } from '../catalog/priceRow';
import type { DraftCell, DraftValue, SheetDraft } from '../sheets/sheetDraft';
import type { FileContent } from './fileContent';
import { USD_FORMAT } from './prices/figureLooks';
import { sheetReference } from './prices/locatedRows';
import type { LocatedTable } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import type { CellValue } from './xlsx/workbookFile';

/** Figures of the copy that somebody may change, in one column of a sheet. */
export interface FigureColumn {
  readonly sheet: string;
  /** What the sheet calls them. */
  readonly label: string;
  /** Absolute, with the sheet: `'LLM Prices'!$F$2:$F$900`. */
  readonly range: string;
  /** As they are when the copy is made, one for each cell; undefined where none stands. */
  readonly figures: readonly (number | undefined)[];
  /** Cells that hold text: lists of prices, such as "hd=0.08; standard=0.04". */
  readonly texts: readonly { readonly address: string; readonly text: string }[];
  /** Cells that hold anything, also an error or a formula that shows nothing: what COUNTA counts. */
  readonly filled: number;
  /** Cells that hold an error, by address. */
  readonly errors: readonly string[];
  /** The stretches of cells that all hold a figure, from the top. */
  readonly runs: readonly { readonly range: string; readonly cells: number }[];
}

/** The columns of a price table that hold prices, discounts and factors; one that the copy adds is not in its content. */
export function priceColumns({ place, cells: [header, ...body] }: LocatedTable, content: FileContent): FigureColumn[] {
  if (body.length === 0) return [];
  const [sheet, firstRow] = [place.sheet, place.row + 1];
  return header.flatMap((title, index) => {
    if (!PRICE_KEYS.has(normaliseHeader(String(title)))) return [];
    const column = place.column + index;
    const values = body.map((cells, down): CellValue => {
      const cell = content.cellAt({ sheet, row: firstRow + down, column });
      // a formula that shows nothing, or nothing yet, is not blank; a cell that only has a format is
      return cell && (cell.formula !== undefined || cell.value !== null)
        ? (cell.value ?? '')
        : blankIfEmpty(cells[index]);
    });
    return [columnAt(sheet, String(title), column, firstRow, values)];
  });
}

/** The columns of a generated sheet of prices in which every price is known. */
export function effectivePriceColumns({ name, rows, frozenRows = 0 }: SheetDraft): FigureColumn[] {
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => column).flatMap((column) => {
    const cells = rows.slice(frozenRows).map((row) => row[column] ?? null);
    const prices = cells.filter((cell): cell is DraftCell => isCell(cell) && cell.format === USD_FORMAT);
    if (prices.length === 0 || prices.some(({ value }) => value === undefined)) return [];
    const header = rows[frozenRows - 1]?.[column] ?? null;
    const label = String((isCell(header) ? header.value : header) ?? '');
    return [
      columnAt(
        name,
        label,
        column,
        frozenRows,
        cells.map((cell) => blankIfEmpty((isCell(cell) ? cell.value : cell) ?? null)),
      ),
    ];
  });
}

/** The blue figures of a sheet, each by itself. */
export function assumptionCells({ name, rows }: SheetDraft): FigureColumn[] {
  return rows.flatMap((line, row) =>
    line.flatMap((cell, column) => {
      if (!isCell(cell) || cell.look !== 'input' || typeof cell.value !== 'number' || cell.formula) return [];
      const words = line.slice(0, column).flatMap((each) => (isCell(each) && each.value ? [String(each.value)] : []));
      return [columnAt(name, words.join(', '), column, row, [cell.value])];
    }),
  );
}

const PRICE_KEYS: ReadonlySet<string> = new Set([
  ...TOKEN_RATE_COLUMNS,
  ...FEE_COLUMNS,
  ...MODIFIER_COLUMNS,
  ...USER_COLUMNS,
  'usd_per_gpu_hour',
  'my_usd_per_gpu_hour',
]);

function columnAt(
  sheet: string,
  label: string,
  column: number,
  firstRow: number,
  values: readonly CellValue[],
): FigureColumn {
  const address = (index: number) => `$${toCol(column)}$${firstRow + index + 1}`;
  const prefix = `${sheetReference(sheet)}!`;
  const between = (first: number, last: number) =>
    first === last ? prefix + address(first) : `${prefix}${address(first)}:${address(last)}`;
  return {
    sheet,
    label,
    range: between(0, values.length - 1),
    figures: values.map((value) => (typeof value === 'number' ? value : undefined)),
    texts: values.flatMap((value, index) =>
      typeof value === 'string' && value !== '' ? [{ address: prefix + address(index), text: value }] : [],
    ),
    filled: values.filter((value) => value !== null).length,
    errors: values.flatMap((value, index) => (isError(value) ? [prefix + address(index)] : [])),
    runs: values.flatMap((value, index) => {
      if (typeof value !== 'number' || typeof values[index - 1] === 'number') return [];
      const end = values.findIndex((next, place) => place > index && typeof next !== 'number');
      const after = end < 0 ? values.length : end;
      return [{ range: between(index, after - 1), cells: after - index }];
    }),
  };
}

/** What our own sheets write as '' is blank. */
function blankIfEmpty(value: CellValue): CellValue {
  return value === '' ? null : value;
}

function isCell(cell: DraftCell | DraftValue | null): cell is DraftCell {
  return typeof cell === 'object' && cell !== null;
}
