import { CellValueType } from '@univerjs/presets';
import type { ICellData, Nullable } from '@univerjs/presets';
import { isErrorText } from '../excel-host/sheetStore';
import type { CellInput, CellState, Scalar } from '../excel-host/sheetStore';

/** The engine's views of one cell. */
export interface CellViews {
  readonly stored: Nullable<ICellData>;
  /** As drawn: number format applied, spilled values filled in; a formatted number is text here. */
  readonly shown: Nullable<ICellData>;
  /** What a formula in another cell puts here, unformatted. */
  readonly spill: Nullable<ICellData>;
  readonly format: string | undefined;
  readonly sharedFormula: () => string;
}

export const EMPTY_CELL: CellState = {
  value: '',
  formula: '',
  format: 'General',
  text: '',
  error: false,
  spilled: false,
};

export function cellState({ stored, shown, spill, format, sharedFormula }: CellViews): CellState {
  const spilled = isBlank(stored?.v) && !isBlank(spill);
  const source = spilled ? spill : stored;
  const value = scalarOf(source?.v ?? '', source?.t);
  return {
    value,
    // cells filled down share one formula and hold its id instead
    formula: stored?.f ?? (stored?.si ? sharedFormula() : ''),
    format: format ?? 'General',
    text: typeof value === 'boolean' ? String(value).toUpperCase() : String(shown?.v ?? ''),
    error: isErrorText(value),
    spilled,
  };
}

/** The engine's form of an input; fields that are absent leave that aspect of the cell alone. */
export function cellData(input: CellInput): ICellData {
  const cell: ICellData = {};
  if (input.formula !== undefined) Object.assign(cell, NO_CONTENTS, { f: input.formula });
  else if (input.value !== undefined) Object.assign(cell, NO_CONTENTS, contentsOf(input.value));
  if (input.format !== undefined) cell.s = { n: input.format === 'General' ? null : { pattern: input.format } };
  return cell;
}

const NO_CONTENTS: ICellData = { v: null, f: null, p: null, si: null };

function contentsOf(value: Scalar): ICellData {
  if (value === '') return {};
  if (typeof value === 'boolean') return { v: Number(value), t: CellValueType.BOOLEAN };
  return { v: value, t: typeof value === 'number' ? CellValueType.NUMBER : CellValueType.STRING };
}

function scalarOf(value: Scalar, type: Nullable<CellValueType>): Scalar {
  if (type === CellValueType.BOOLEAN) return value === 1 || value === '1' || value === true;
  const numeric = type === CellValueType.NUMBER && typeof value === 'string' && value !== '';
  return numeric && !Number.isNaN(Number(value)) ? Number(value) : value;
}

function isBlank(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
