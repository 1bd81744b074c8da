/**
 * What checking and sharing ask of the workbook beyond the price tables. Kept apart from `gateway.ts` because only the
 * pane needs it: `excelFormulaGateway.ts` answers it, in a chunk of its own.
 */
import type { Area, WorkbookSession } from './gateway';

export interface FormulaGateway {
  /** One conversation with the workbook, never beside one of the price tables. */
  run<T>(work: (book: FormulaSession) => Promise<T>): Promise<T>;
}

/** Every call is one round trip, `spills` and `customXml` are two. */
export interface FormulaSession extends WorkbookSession {
  calculation(): Promise<Calculation>;
  /** The areas that formulas in these cells fill, for those that fill more than their own cell. */
  spills(areas: readonly Area[]): Promise<readonly Area[]>;
  /** Puts what the cells show in place of their formulas, as Paste Special, Values does. */
  freeze(areas: readonly Area[]): Promise<void>;
  /** The custom XML part of this namespace. */
  customXml(namespace: string): Promise<string | undefined>;
  /** Adds names of the whole workbook, none of which is taken. */
  addNames(names: readonly NameToAdd[]): Promise<void>;
  /** Shows the sheet and selects the cells. */
  select(area: Area): Promise<void>;
}

export interface NameToAdd {
  readonly name: string;
  /** As one types it in an English Excel, with the equals sign. */
  readonly formula: string;
  readonly comment: string;
}

/** When Excel calculates formulas. */
export type Calculation = 'automatic' | 'except-data-tables' | 'manual';
