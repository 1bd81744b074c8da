import type { CellValue } from './xlsx/workbookFile';
import type { YoungerFunctions } from './youngerFunctions';

/** What became of the formulas of a workbook, for the Read me of the copy and for whoever made it. */
export interface CopyReport {
  /** Formulas in cells that are plain formulas now. */
  readonly converted: number;
  /** Conditional formats, validations, names and table columns that are plain formulas now. */
  readonly convertedElsewhere: number;
  readonly younger: YoungerFunctions;
  readonly frozen: readonly FrozenFormula[];
  /** Formulas that name a function of ours and could not be read: they stand in the copy as they were. */
  readonly left: readonly { readonly place: string; readonly formula: string; readonly reason: string }[];
  /** Values that the file stored and that were not what the formula gives. */
  readonly corrected: readonly { readonly place: string; readonly stored: CellValue; readonly now: CellValue }[];
  /** Values of converted formulas taken over from the file, if it has one, because a spreadsheet has to calculate them. */
  readonly unchecked: number;
  /** They are in the copy as they were. */
  readonly hasMacros: boolean;
  readonly prices: {
    /** ISO date for which the prices are meant. */
    readonly asOf: string;
    readonly snapshotId: string;
    /** Whether the workbook had its own price table, or the prices that came with the add-in were put into the copy. */
    readonly origin: 'workbook' | 'embedded';
    /** Rows of the price sheets in which a person typed over a list price, as the sheet counts them. */
    readonly editedRows: readonly { readonly sheet: string; readonly rows: readonly number[] }[];
  };
  /** Sheets that the copy has and the workbook has not, as they are called. */
  readonly addedSheets: readonly string[];
}

/** A formula whose value stands in the copy instead of a formula. */
export interface FrozenFormula {
  /** `Plan!B7`, or the area of a spill, `Plan!B7:D12`. */
  readonly place: string;
  readonly sheet: string;
  /** As one types it, for messages outside the copy: no name of a function of ours may stand in the copy's XML. */
  readonly formula: string;
  /** What it gave, as a short phrase: "What one request to a model costs in USD". */
  readonly gave: string;
  /** A clause that stands behind "because". */
  readonly reason: string;
  /** Of how many cells; more than one for a spill. */
  readonly cells: number;
  /** The first one. */
  readonly value: CellValue;
}
