/**
 * A new sheet described without a host: the starter sheets, the example workbooks and the sheets of an independent copy
 * are all drafts, and each place that can hold a sheet (Excel, an .xlsx file, the workbench) has one writer of drafts.
 */

/** What a cell looks like; `draftLooks.ts` says how. */
export type DraftLook =
  | 'title'
  | 'subtitle'
  | 'heading'
  /** The names over a table or a spill. */
  | 'columnHeader'
  /** A cell that a person may change: blue. */
  | 'input'
  /** The figure that the sheet is about. */
  | 'result'
  | 'total'
  | 'note'
  /** Words beside a figure that say what it means. */
  | 'explanation'
  | 'pass'
  | 'fail';

export type DraftValue = number | string | boolean;

export interface DraftCell {
  /** With a formula: what the formula shows, exact or absent. */
  readonly value?: DraftValue | { readonly error: '#N/A' | '#VALUE!' | '#DIV/0!' };
  /** As one types it in an English Excel, with the equals sign. */
  readonly formula?: string;
  /** The formula answers rows and columns: how many. The neighbours' values stand in their own cells. */
  readonly spill?: { readonly rows: number; readonly columns: number };
  /** An Excel number format. */
  readonly format?: string;
  readonly look?: DraftLook;
  /** Otherwise as the look says, or as Excel does it: numbers right, text left. */
  readonly align?: 'left' | 'right';
  /** Steps of one character from the left edge, so that a text keeps off the number before it. */
  readonly indent?: 1;
  readonly wrap?: true;
}

export interface DraftTable {
  readonly name: string;
  /** Zero-based, with the header row. */
  readonly rect: { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };
}

export interface SheetDraft {
  readonly name: string;
  /** From A1; null is an empty cell, a bare value a cell without looks. */
  readonly rows: readonly (readonly (DraftCell | DraftValue | null)[])[];
  readonly columnWidthsPoints?: readonly number[];
  readonly frozenRows?: number;
  readonly tables?: readonly DraftTable[];
}
