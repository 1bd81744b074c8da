/**
 * What the add-in asks of the workbook, in words of our own: no Office types, so that the write protocol is plain code.
 * `excelGateway.ts` answers it with Excel; nothing else in the product touches `Excel.*`.
 *
 * Addresses are zero-based. A sheet or table is named by its id (a name also works). '' is an empty cell.
 */
import type { CellLook } from '../sheets/draftLooks';

export type Cell = number | string | boolean;
export type Cells = readonly (readonly Cell[])[];
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}
export interface Area {
  readonly sheet: string;
  readonly rect: Rect;
}

/** As a person names it: "Sheet1!A1:B3". */
export interface Place extends Area {
  readonly address: string;
}

export interface WorkbookGateway {
  /** One conversation with the workbook; sessions do not overlap and are not kept afterwards. */
  run<T>(work: (book: WorkbookSession) => Promise<T>): Promise<T>;
  /** This Excel knows notes on cells. */
  hasNotes(): boolean;
  /** Tells of edits, new and deleted tables until the returned function is called. */
  watchTables(listener: (change: TableChange) => void): Promise<() => Promise<void>>;
}

/** Every call is one round trip unless it says otherwise. Excel has no rollback: a failed call may be half applied. */
export interface WorkbookSession {
  /** First in every session. Tables that are expected are described in the same round trip. */
  overview(expectedTables: readonly string[]): Promise<WorkbookOverview>;
  /** Shape and surroundings of tables, in the order asked. */
  tables(ids: readonly string[]): Promise<readonly TableState[]>;
  /** Reads areas in as many round trips as the host's response limit asks for. */
  read(areas: readonly Area[], aspects: readonly Aspect[]): Promise<readonly CellBlock[]>;
  /** What sheets use, and the defined names: everything that can hold a formula. */
  formulaPlaces(sheets: readonly string[]): Promise<FormulaPlaces>;
  activeCell(): Promise<Place>;
  selection(): Promise<Place>;
  /** The part of what is selected that holds something; undefined when nothing does. */
  filledSelection(): Promise<Place | undefined>;
  archived(key: ArchiveKey): Promise<string | undefined>;
  /** The steps in order, in one round trip. */
  apply(steps: readonly WorkbookStep[]): Promise<void>;
  /** The same, answering what an area held just before: nobody can come between. */
  applyAfterReading(area: Area, steps: readonly WorkbookStep[]): Promise<Cells>;
}

/** A failure that Excel reports has this code among the details of its `excel-refused`. */
export const TOO_LARGE = 'RequestPayloadSizeLimitExceeded';
/** Something in a conversation that is one undo step cannot be undone; the next conversation is several steps. */
export const UNDO_NOT_SUPPORTED = 'UndoNotSupported';

export interface WorkbookOverview {
  readonly readOnly: boolean;
  /** The workbook's structure is protected: no sheet can be added. */
  readonly structureLocked: boolean;
  /** Days are counted from 1904, an old Mac setting: a date's number is 1,462 less. */
  readonly countsFrom1904: boolean;
  readonly sheets: readonly { readonly id: string; readonly name: string; readonly isProtected: boolean }[];
  readonly tables: readonly { readonly id: string; readonly name: string }[];
  /** Of the tables that were expected, those that are there. */
  readonly described: readonly TableState[];
  /** Text kept in the document settings under our own keys. */
  readonly settings: Readonly<Record<string, string>>;
}
export interface TableState {
  readonly id: string;
  readonly name: string;
  readonly sheet: string;
  readonly headers: readonly string[];
  /** The header row with everything below it. */
  readonly rect: Rect;
  readonly isFiltered: boolean;
  readonly hasTotals: boolean;
  /** No cell of the body holds anything. */
  readonly isBlank: boolean;
  /** What the whole sheet uses, values only; undefined when empty. */
  readonly sheetUsed: Rect | undefined;
}

export interface FormulaPlaces {
  /** Values only; sheets without content are left out. */
  readonly used: readonly Area[];
  readonly names: readonly { readonly name: string; readonly formula: string }[];
}

export type Aspect = 'values' | 'formulas' | 'formats';
/** What was asked for. `formulas` holds the constant where a cell has no formula. */
export interface CellBlock {
  readonly values?: Cells;
  readonly formulas?: Cells;
  readonly formats?: readonly (readonly string[])[];
}

/** Names a text kept out of sight in the workbook: letters, digits, dots and hyphens. */
type ArchiveKey = string;

export type WorkbookStep =
  | { readonly do: 'addSheet'; readonly name: string }
  | { readonly do: 'deleteSheet'; readonly sheet: string }
  | {
      readonly do: 'addTable';
      readonly sheet: string;
      readonly rect: Rect;
      readonly name: string;
      readonly style: string;
    }
  | { readonly do: 'resizeTable'; readonly table: string; readonly area: Area }
  /** Constants and formulas as they would be typed; put a text format first where text must stay text. */
  | { readonly do: 'cells'; readonly area: Area; readonly cells: Cells }
  | { readonly do: 'format'; readonly area: Area; readonly format: string }
  | { readonly do: 'clear'; readonly area: Area }
  | { readonly do: 'columnWidth'; readonly area: Area; readonly points: number }
  | { readonly do: 'look'; readonly area: Area; readonly look: CellLook }
  /** On one cell that has none; only where `hasNotes`. */
  | { readonly do: 'note'; readonly area: Area; readonly text: string }
  | { readonly do: 'freezeRows'; readonly sheet: string; readonly rows: number }
  /** The person sees the sheet. */
  | { readonly do: 'showSheet'; readonly sheet: string }
  /** Without a text the archive is removed. */
  | { readonly do: 'archive'; readonly key: ArchiveKey; readonly text: string | undefined }
  | { readonly do: 'setting'; readonly key: string; readonly text: string }
  /** Marks cells for recalculation. */
  | { readonly do: 'markDirty'; readonly areas: readonly Area[] }
  | { readonly do: 'calculate' };

export interface TableChange {
  /** Cells of the sheet were edited, or a table (or the whole sheet with it) came or went. */
  readonly kind: 'edited' | 'added' | 'deleted';
  readonly sheet: string;
  /** Written by this add-in itself; undefined where the host cannot tell. */
  readonly byUs?: boolean;
}
