/** Prices and provenance as rows of cells by column key, with every text made safe to store. */
import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import { toCellText } from './cellText';
import type { Cell } from './gateway';
import { PaneError } from './paneError';
import type { KeyedRow } from './tableContent';

export function llmRow(row: PriceRow): KeyedRow {
  return keyedRow(row);
}

export function gpuRow(offer: GpuOffer): KeyedRow {
  return keyedRow(offer);
}

export function sourceRow(source: PriceSource, snapshotId: string, asOf: string): KeyedRow {
  const { quarantineReasons, ...rest } = source;
  return keyedRow({ snapshot: snapshotId, as_of: asOf, ...rest, quarantine_reasons: quarantineReasons });
}

/** One line of the log of price changes. */
export interface PriceChange {
  readonly provider: string;
  readonly model: string;
  /** "tier batch, ctx_from 200001"; blank for a base price. */
  readonly conditions: string;
  /** The column, or `row` when the whole row came or went. */
  readonly field: string;
  readonly old: Cell;
  readonly new: Cell;
  readonly source: string;
}
export function changeRow(change: PriceChange, date: string, snapshotId: string): KeyedRow {
  return keyedRow({ date, snapshot: snapshotId, ...change });
}

function keyedRow(fields: object): KeyedRow {
  const row: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(fields)) {
    const cell = toCell(key, value);
    if (cell !== '') row[key] = cell;
  }
  return row;
}

function toCell(key: string, value: unknown): Cell {
  if (value === undefined || value === '') return '';
  if (typeof value === 'string') return toCellText(value);
  // null, NaN and Infinity would travel as null, which tells Excel to leave the old value in the cell
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  throw new PaneError('tables-not-a-number', { field: key });
}
