import { toCol } from '@borgar/fx';
import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, USER_COLUMNS, normaliseHeader } from '../catalog/priceRow';
import type { DraftCell, DraftValue, SheetDraft } from '../sheets/sheetDraft';
import { USD_FORMAT } from './prices/figureLooks';
import { sheetReference } from './prices/locatedRows';
import type { LocatedTable } from './rewrite/rewriteTypes';

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
  /** Cells that hold anything, also an error or a formula without a figure. */
  readonly filled: number;
  readonly hasErrors: boolean;
}

/** The columns of a price table that hold prices, discounts and factors. */
export function priceColumns({ place, cells: [header, ...body] }: LocatedTable): FigureColumn[] {
  if (body.length === 0) return [];
  return header.flatMap((title, column) => {
    if (!PRICE_KEYS.has(normaliseHeader(String(title)))) return [];
    const values = body.map((cells) => cells[column]);
    return [columnAt(place.sheet, String(title), place.column + column, place.row + 1, values)];
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
        cells.map((cell) => (isCell(cell) ? cell.value : cell)),
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
  values: readonly unknown[],
): FigureColumn {
  const address = (index: number) => `$${toCol(column)}$${firstRow + index + 1}`;
  const prefix = `${sheetReference(sheet)}!`;
  return {
    sheet,
    label,
    range: values.length === 1 ? prefix + address(0) : `${prefix}${address(0)}:${address(values.length - 1)}`,
    figures: values.map((value) => (typeof value === 'number' ? value : undefined)),
    texts: values.flatMap((value, index) =>
      typeof value === 'string' && value !== '' ? [{ address: prefix + address(index), text: value }] : [],
    ),
    filled: values.filter((value) => (value ?? '') !== '').length,
    hasErrors: values.some((value) => typeof value === 'object' && value !== null),
  };
}

function isCell(cell: DraftCell | DraftValue | null): cell is DraftCell {
  return typeof cell === 'object' && cell !== null;
}
