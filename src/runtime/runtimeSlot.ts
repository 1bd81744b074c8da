/**
 * The one slot on globalThis through which the pane reaches what the functions entry has loaded. Both are separate
 * bundles on one page, so a shared module would be two instances; the slot is the only shared state.
 */
import type { GpuPriceTable } from '../catalog/gpuPriceCatalog';
import type { PriceTable } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import type { PricesInForce } from '../feeds/refreshProposal';
import type { ExcelRows } from '../functions/adapter';
import type { FunctionContext } from '../functions/context';
import type { WorkbookGateway } from '../workbook/gateway';
import type { PriceUpdate } from '../workbook/priceUpdate';
import type { LogEntry } from '../workbook/readHistory';
import type { TypedRow } from '../workbook/typedRows';
import type { BundledPrices } from './bundledPrices';

declare global {
  var llmCostRuntime: PriceRuntime | undefined;
}

/** Undefined until functions.js has run (it is loaded before the pane's bundle). */
export function priceRuntime(): PriceRuntime | undefined {
  return globalThis.llmCostRuntime;
}

export interface PriceRuntime {
  /** Immutable; a new object after every change, so it can be used with `useSyncExternalStore`. */
  status(): PriceStatus;
  /** Called after every change of `status()`. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Settles (never rejects) when the workbook was read once, or at once outside Excel. */
  readonly ready: Promise<void>;

  /** The prices in force, for previews and lists; undefined while none may be used. */
  prices(): ActivePrices | undefined;
  /**
   * List prices as they stand in the tables (the bundled ones while there are no tables): what `collectPrices` compares
   * with. Undefined while the tables cannot be used: `status().problem` says why.
   */
  pricesInForce(): PricesInForce | undefined;
  /** Rows in which somebody typed over prices of the list, so that a difference can say what becomes of them. */
  typedRows(): Promise<readonly TypedRow[]>;
  /** The prices that came with the add-in, for `differenceFromBundle`. */
  bundledPrices(): BundledPrices;

  /** Creates the tables that are missing and fills them with the prices in force. A stranger's table is not touched. */
  insertTables(options?: WriteOptions): Promise<WriteResult>;
  /** Replaces all price tables as one unit, making those that are missing, then recalculates. A second call joins. */
  refresh(update: PriceUpdate, options?: WriteOptions): Promise<WriteResult>;
  /** Puts back the tables as they were before the last write, or before one that did not finish. */
  restore(options?: WriteOptions): Promise<WriteResult>;
  /** Writes a discount or own prices into the user's columns, or takes them away; Restore takes the last one back. */
  setMyPrices(change: MyPriceChange, options?: WriteOptions): Promise<WriteResult>;
  /** The newest lines of the workbook's log; empty without one. */
  history(most?: number): Promise<PriceHistory>;
  /** What is selected in the sheet, for `ownPriceRange`. @throws EngineError with a sentence for the pane */
  selectedRange(): Promise<SelectedRange>;
  /** Reads the tables again (after an edit that no event told of) and recalculates if prices changed. */
  reload(): Promise<void>;

  /** Recalculates exactly the cells whose formulas use our functions; answers how many there are. */
  recalculate(): Promise<number>;
  /**
   * What a cell with this function shows now, on the prices in force; arguments as Excel passes them: rows of cells, or
   * null for an omitted one. An error in one cell of a range stays in its cell.
   * @throws a `CellError` with its sentence when the whole call is refused
   */
  call(id: string, args: readonly unknown[]): Promise<ExcelRows>;
  /** Every function of the add-in. */
  readonly functionIds: readonly string[];
  /** Conversations with the workbook take turns with those of the price tables. */
  readonly gateway: WorkbookGateway;
  /** May the bundled prices answer for models that the table does not have? Kept in the document; off at first. */
  setFillFromBundle(allowed: boolean): Promise<void>;
  /** After the tables were deleted on purpose: use the bundled prices again. */
  useBundledPrices(): Promise<void>;
}

export interface ActivePrices {
  readonly llm: PriceTable;
  readonly gpu: GpuPriceTable;
  readonly context: FunctionContext;
}

export interface PriceStatus {
  /** `no-office`: office.js could not be loaded; `standalone`: the page is open outside Excel. */
  readonly host: 'starting' | 'excel' | 'standalone' | 'no-office';
  /**
   * loading: functions wait · bundled: no tables in the workbook · workbook: the tables answer ·
   * kept: the tables cannot be used, the last good prices in memory answer ·
   * unusable: functions say #N/A with `problem`
   */
  readonly prices: 'loading' | 'bundled' | 'workbook' | 'kept' | 'unusable';
  /** What is wrong and what to do, in one sentence. */
  readonly problem?: string;
  /** A state before the last write is kept in the workbook. */
  readonly canRestore: boolean;
  readonly hasTables: boolean;
  /** Of the prices in force. */
  readonly snapshotId?: string;
  readonly asOf?: string;
  /** Whole days from `asOf` to today. */
  readonly ageDays?: number;
  readonly models: number;
  readonly rows: number;
  readonly gpuOffers: number;
  readonly sources: readonly SourceStatus[];
  /** Rows of the tables that are not used, with the reason. */
  readonly rejected: readonly RejectedRow[];
  /** Cells of the tables were edited by hand since they were written. */
  readonly editedByHand: boolean;
  readonly fillsFromBundle: boolean;
  /** The bundled prices are newer than the workbook's: the pane may offer the difference. */
  readonly bundledAsOf: string;
  /** Prices and sources older than this are marked as old. */
  readonly oldAfterDays: number;
  /** How many writes of the tables have ended in this session, well or not. */
  readonly writes: number;
  readonly writing?: WriteProgress;
}
/** A block of cells that the user selected: a price list of the company's own. */
export interface SelectedRange {
  /** "Sheet1!A1:F20" */
  readonly address: string;
  /** Header row and body; blanks are ''. */
  readonly cells: readonly (readonly (string | number | boolean)[])[];
  /** Its dates count from 1904. */
  readonly dates1904: boolean;
}

/**
 * A discount or own prices for a model, or a discount for everything of a provider. `null` removes one; a discount from
 * every row of the models beside which it stands.
 */
export interface MyPriceChange {
  /** As in the table: "openai". */
  readonly provider: string;
  /** Missing: all models of the provider. */
  readonly model?: string;
  /** 0..1, taken off the list price: 0.1 is 10 %. */
  readonly discount?: number | null;
  /** With `discount: null`: only where this one stands, so that another one of the provider's models stays. */
  readonly onlyDiscount?: number;
  /** USD per 1M tokens; only with a model. */
  readonly input?: number | null;
  readonly cachedInput?: number | null;
  readonly cacheWrite?: number | null;
  readonly output?: number | null;
}

/** What the company pays other than the list price, as it stands in the user's columns. */
export interface MyPriceInForce {
  readonly provider: string;
  /** Missing when the same discount stands at several models of the provider. */
  readonly model?: string;
  /** "discount", "input", "cached input", "cache write", "output", or another price column in words. */
  readonly what: string;
  /** A share 0..1 for a discount, otherwise a price in the column's unit. */
  readonly value: number | string;
  /** ISO 4217 code of a price; missing is USD. */
  readonly currency?: string;
  /** Beside how many rows of the table it stands. */
  readonly rows: number;
  /** At how many models it stands, of how many the provider has. */
  readonly models: number;
  readonly ofModels: number;
  /** How many of the provider's other models have a discount, a different one. */
  readonly otherDiscounts: number;
}

/** The log of the workbook, newest first. */
export interface PriceHistory {
  readonly entries: readonly LogEntry[];
  /** How many lines the whole log has. */
  readonly total: number;
}
/** A row of Price Sources with its age. */
export interface SourceStatus extends PriceSource {
  /** Whole days since it was retrieved; undefined when the date cannot be read. */
  readonly ageDays?: number;
  /** Older than `oldAfterDays`. */
  readonly isOld: boolean;
}

export interface RejectedRow {
  readonly table: string;
  /** Row of the sheet as Excel numbers it; undefined for bundled rows. */
  readonly sheetRow?: number;
  readonly what: string;
  readonly reason: string;
}

export interface WriteOptions {
  readonly onProgress?: (progress: WriteProgress) => void;
}
export interface WriteProgress {
  readonly step: 'checking' | 'writing' | 'verifying' | 'undoing' | 'recalculating';
  /** 0..1 */
  readonly done: number;
}
export type WriteResult =
  | {
      readonly outcome: 'done';
      readonly snapshotId: string;
      readonly rows: number;
      /** Price fields that differ from before, also in the Price Changes table. */
      readonly changes: number;
      /** Edits found in price cells and kept, in words. */
      readonly keptEdits: readonly string[];
      readonly recalculatedCells: number;
      /** The tables are written, but the cells could not be recalculated: what to do. */
      readonly problem?: string;
    }
  /** Nothing was written; `problem` says what stands in the way. */
  | { readonly outcome: 'declined'; readonly problem: string }
  /** Writing failed and the tables are as they were before. */
  | { readonly outcome: 'undone'; readonly problem: string }
  /** Writing failed and could not be undone: the tables are marked invalid, offer Restore. */
  | { readonly outcome: 'invalid'; readonly problem: string };
