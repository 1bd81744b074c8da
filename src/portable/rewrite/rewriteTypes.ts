/** What the rewriter of formulas is told of the file, and what it answers. Rows and columns count from 0. */
import type { FunctionContext } from '../../functions/context';
import type { CellValue } from '../../functions/definition';
import type { CellError } from '../../functions/toCell';
import type { SheetDraft } from '../../sheets/sheetDraft';

export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}
export interface CellArea extends CellPlace {
  readonly rows: number;
  readonly columns: number;
}

/** A price table as it stands in the copy: the place of its first header cell, and its header row and body. */
export interface LocatedTable {
  readonly place: CellPlace;
  /** Blanks are ''. */
  readonly cells: readonly (readonly CellValue[])[];
}

export interface RewriteSource {
  /** The prices in force for the file, made from the rows of its price table where it has one. */
  readonly context: FunctionContext;
  /** What a cell of the file holds, as it was last calculated; undefined is blank or unknown. */
  valueAt(place: CellPlace): CellValue | CellError | undefined;
  /**
   * The cells behind a defined name ("Volume") or a structured reference ("Plan[[#This Row],[Tokens]]", "Plan[Tokens]")
   * that stands in a formula at `from`; undefined when it is none or stands for no cells.
   */
  areaOf(reference: string, from: CellPlace): CellArea | undefined;
  /** Where LlmPrices and GpuPrices stand in the copy; the rates of a table that is not there are written as numbers. */
  readonly priceTables: { readonly llm?: LocatedTable; readonly gpu?: LocatedTable };
  /** Of the copy, so that generated sheets and names get others. */
  readonly sheetNames: readonly string[];
  /** With those of tables. */
  readonly definedNames: readonly string[];
}

/** What becomes of one formula; a spill of ours is answered as formulas of one cell each. */
export type Rewritten =
  /** In the stored form, without an equals sign, as it came. */
  | {
      readonly kind: 'native';
      readonly formula: string;
      /** Gives another value each time it is calculated, as the formula before did. */
      readonly isVolatile?: true;
    }
  /** By row and column from the formula's own cell: what each cell of its spill becomes. */
  | { readonly kind: 'native-cells'; readonly formulas: readonly (readonly string[])[] }
  /** The value stays; `reason` is a clause to stand behind "because", `call` the call as it was written. */
  | { readonly kind: 'frozen'; readonly reason: string; readonly call: string }
  /** Not a formula that can be parsed although it names a function of ours: left alone by us, to be reported. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface DefinedName {
  readonly name: string;
  /** In the stored form, without an equals sign. */
  readonly formula: string;
  /** At most 255 characters. */
  readonly comment?: string;
}

export interface FormulaRewriter {
  /**
   * @param storedFormula as a file or the object model holds it: en-US, with or without the equals sign
   * @param mayHaveHelpers the formula stands in one cell, so that parts of it may move to cells of their own
   * @returns undefined when the formula has no call of ours
   */
  rewrite(storedFormula: string, at: CellPlace, mayHaveHelpers?: boolean): Rewritten | undefined;
  /** The generated sheets, to be asked for when every formula was rewritten; none when no formula needs one. */
  drafts(): readonly SheetDraft[];
  /** The names that the rewritten formulas use. */
  definedNames(): readonly DefinedName[];
}
