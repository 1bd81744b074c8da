import type { SheetDraft } from '../../sheets/sheetDraft';

/**
 * An .xlsx file as the independent copy sees it: what it holds can be read, the few things that are ours can be changed,
 * and `save` writes a new file in which everything that was not changed is equal byte for byte.
 * Get one from `openWorkbook` or `newWorkbook`. Rows and columns are zero-based; sheet names ignore case, as Excel does.
 */
export interface WorkbookFile {
  /** In the order of the tabs; chart sheets are left out. */
  readonly sheets: readonly FileSheet[];
  /** Dates count from 1904 instead of 1900. */
  readonly dates1904: boolean;
  /** Excel opens it only under a name that says so: .xlsm or .xltm. */
  readonly hasMacros: boolean;
  readonly tables: readonly FileTable[];
  readonly definedNames: readonly FileDefinedName[];

  /** Every cell that has a formula or a value, row by row, as the file was opened: changes do not show here. */
  cells(sheetName: string): readonly FileCell[];
  /** The stored value of one cell as the file was opened; null where it is blank. */
  value(sheetName: string, row: number, column: number): CellValue;
  /** The formulas that stand in no cell. */
  formulasElsewhere(): readonly FormulaElsewhere[];

  /**
   * Puts a formula into a cell, which may be blank yet. Its looks stay; array, dynamic array and linked data type go.
   * The other cells of an array formula keep their values as constants unless they are changed too.
   * @param formula stored form (see `storedFormula`), without the equals sign
   * @param value   exactly what the formula shows, or undefined where nobody knows: then the file says nothing
   * @param array   its first cell is this one; the values of the others are set by themselves
   */
  setFormula(
    sheetName: string,
    row: number,
    column: number,
    formula: string,
    value?: CellValue,
    array?: ArrayArea,
  ): void;
  /** Replaces what stands in a cell by a constant; null makes it blank. Its looks stay. */
  setValue(sheetName: string, row: number, column: number, value: CellValue): void;
  /** Replaces a formula that `formulasElsewhere` listed; stored form, without the equals sign. A chart's is refused. */
  setFormulaElsewhere(place: FormulaElsewhere, formula: string): void;
  /** Makes the validation of a listed formula one that allows whatever is typed: it may be a list, or a number's bounds. */
  allowEverything(place: FormulaElsewhere): void;

  /**
   * Adds sheets; a name that is taken, too long or not allowed is made unique and short.
   * Formulas of drafts are in display form. Tables' names are made unique too.
   * @param ourFunctionIds ids such as LLMCOST whose calls are stored as custom functions
   * @returns the names given, in the order of the drafts
   */
  addSheets(drafts: readonly SheetDraft[], at: 'front' | 'end', ourFunctionIds?: readonly string[]): readonly string[];
  /** Adds a name for the whole workbook. A name that is taken (ignoring case) is refused. Formula in stored form. */
  addDefinedName(name: string, formula: string, comment?: string): void;
  /** The custom XML part whose root element has this namespace, or undefined. */
  customXml(namespace: string): string | undefined;
  /** Adds the custom XML part, or replaces the one of the same namespace. `xml` is one element with that namespace. */
  setCustomXml(namespace: string, xml: string): void;
  /** Removes the custom XML parts of this namespace with their properties and relations. */
  removeCustomXml(namespace: string): void;
  /**
   * Removes add-ins from the file: their parts, task panes, relations and content types together.
   * @param isOurs says by the add-in's id in the file (a manifest's or a store's) which to remove
   * @returns how many were removed
   */
  removeAddIns(isOurs: (addInId: string) => boolean): number;
  /** Lets Excel calculate everything on opening. Never in a file that keeps calls of add-in functions. */
  calculateOnOpening(): void;

  /**
   * The changed file, without a calculation chain; the page stays responsive meanwhile. The same calls give the same bytes.
   * Throws the signal's reason when it is aborted.
   */
  save(onProgress?: (doneFraction: number) => void, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

export interface FileSheet {
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
}

/** null is blank. Dates are numbers (days), as in Excel. */
export type CellValue = number | string | boolean | { readonly error: string } | null;

/** Zero-based. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The area of an array formula, which is a dynamic one unless it says that it is of the old kind. */
export interface ArrayArea {
  readonly rows: number;
  readonly columns: number;
  readonly dynamic?: boolean;
}

export interface FileCell {
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  /** Stored form, without the equals sign; that of a shared formula is written out for this cell. */
  readonly formula?: string;
  /** Stands at the first cell of an array formula. */
  readonly array?: { readonly rect: Rect; readonly dynamic: boolean };
}

export interface FileTable {
  readonly name: string;
  readonly sheetName: string;
  /** With header and total rows. */
  readonly rect: Rect;
  readonly headerRows: number;
  readonly totalRows: number;
  readonly columns: readonly { readonly name: string; readonly calculatedFormula?: string }[];
}

export interface FileDefinedName {
  readonly name: string;
  /** The sheet that alone knows the name; undefined for the whole workbook. */
  readonly sheetName?: string;
  readonly formula: string;
  readonly hidden: boolean;
}

export interface FormulaElsewhere {
  readonly kind: 'conditional format' | 'data validation' | 'defined name' | 'table column' | 'chart';
  readonly sheetName?: string;
  /** The cells, the name, the table's column or the chart that it belongs to, for a sentence. */
  readonly where: string;
  /**
   * For a conditional format or a validation: the first cell of its range, to which relative references refer.
   * For a table column: the column's first cell below the header.
   */
  readonly anchor?: { readonly row: number; readonly column: number };
  /** Stored form, without the equals sign. */
  readonly formula: string;
}
