import { MOST_ROWS, parseCellAddress, parseRect, type CellPosition } from './cellAddress';
import { readCellValue, type CellContext } from './cellValue';
import { isMain, NAMESPACE } from './namespaces';
import { SharedFormulas, type SharedFormula } from './sharedFormulas';
import { scanXml, type XmlTag, type XmlVisitor } from './xml';
import { cellTextFromXml } from './xmlText';
import type { FileCell, FormulaElsewhere } from './workbookFile';
import { refusals } from './workbookRefusal';

/** Where an element stands in the sheet's text. */
export interface Extent {
  readonly start: number;
  readonly openEnd: number;
  closeStart: number;
  end: number;
}

export interface ScannedCell extends FileCell {
  readonly start: number;
  readonly openEnd: number;
  readonly end: number;
  /** For one of a shared formula: which, and where its f element stands. */
  readonly shared?: {
    readonly formula: SharedFormula;
    readonly isMaster: boolean;
    readonly start: number;
    readonly end: number;
  };
}

export interface ScannedRow extends Extent {
  readonly row: number;
}

export interface ScannedFormula {
  readonly place: FormulaElsewhere;
  /** Of the formula's text. */
  readonly start: number;
  readonly end: number;
  /** Of a validation: the rule that it is a part of. */
  readonly rule?: ValidationRule;
}

/** Where the opening tag of a validation stands, and its one or two formulas. */
export interface ValidationRule {
  readonly start: number;
  readonly openEnd: number;
  /** Elements, each with its tags. */
  readonly formulas: readonly { readonly start: number; readonly end: number }[];
}

export interface ScannedSheet {
  /** Row by row, in a row from left to right. */
  readonly cells: readonly ScannedCell[];
  readonly rows: readonly ScannedRow[];
  readonly formulas: readonly ScannedFormula[];
  readonly sheetData: Extent;
  readonly dimension?: Extent & { readonly ref: string };
  /** '' or such as 'x:'. */
  readonly prefix: string;
}

/** Reads a worksheet part in one pass. */
export function scanSheet(xml: string, partName: string, sheetName: string, context: CellContext): ScannedSheet {
  const scan = new SheetScan(xml, partName, sheetName, context);
  scanXml(xml, partName, scan);
  return scan.result();
}

/** The cell being read. */
interface OpenCell {
  readonly tag: XmlTag;
  readonly start: number;
  readonly openEnd: number;
  value?: string;
  inline?: string;
  formula?: { readonly tag: XmlTag; readonly start: number; text: string; end: number };
}

class SheetScan implements XmlVisitor {
  private readonly cells: ScannedCell[] = [];
  private readonly rows: ScannedRow[] = [];
  private readonly formulas: ScannedFormula[] = [];
  private readonly sharedFormulas = new SharedFormulas();
  private sheetData: Extent | undefined;
  private dimension: ScannedSheet['dimension'];
  private prefix = '';
  private depth = 0;
  private row = -1;
  private column = -1;
  private isSorted = true;
  private cell: OpenCell | undefined;
  private inReading = false;
  /** Text is gathered here while it matters. */
  private gathered: string | undefined;
  private block: FormulaBlock | undefined;

  constructor(
    private readonly xml: string,
    private readonly partName: string,
    private readonly sheetName: string,
    private readonly context: CellContext,
  ) {}

  result(): ScannedSheet {
    const { cells, rows, formulas, sheetData, dimension, prefix } = this;
    if (!sheetData) throw refusals.damaged(`${this.partName} has no cells`);
    if (!this.isSorted) cells.sort((a, b) => a.row - b.row || a.column - b.column);
    return { cells, rows, formulas, sheetData, dimension, prefix };
  }

  open(tag: XmlTag, start: number, openEnd: number): void {
    this.depth += 1;
    if (this.depth === 1) this.prefix = tag.name.slice(0, tag.name.length - tag.local.length);
    if (this.block) this.openInBlock(tag, start, openEnd);
    else if (this.cell) this.openInCell(tag, start);
    else if (tag.local === 'c' && isMain(tag.uri) && this.row >= 0) this.cell = { tag, start, openEnd };
    else if (tag.local === 'row' && isMain(tag.uri) && this.sheetData) this.openRow(tag, start, openEnd);
    else if (tag.local === 'sheetData' && isMain(tag.uri)) this.sheetData = extent(start, openEnd);
    else if (tag.local === 'dimension' && isMain(tag.uri)) {
      this.dimension = { ...extent(start, openEnd), ref: tag.attributes.ref?.value ?? '' };
    } else if (tag.local === 'conditionalFormatting')
      this.block = formulaBlock('conditional format', tag, start, openEnd);
    else if (tag.local === 'dataValidation') this.block = formulaBlock('data validation', tag, start, openEnd);
  }

  text(text: string): void {
    if (this.gathered !== undefined) this.gathered += text;
  }

  close(tag: XmlTag, closeStart: number, end: number): void {
    this.depth -= 1;
    if (this.block) this.closeInBlock(tag, closeStart, end);
    else if (this.cell) this.closeInCell(tag, this.cell, end);
    else if (tag.local === 'row' && isMain(tag.uri)) {
      Object.assign(this.rows[this.rows.length - 1] ?? {}, { closeStart, end });
    } else if (tag.local === 'sheetData' && this.sheetData) {
      Object.assign(this.sheetData, { closeStart, end });
      this.row = -1;
    }
  }

  private openRow(tag: XmlTag, start: number, openEnd: number): void {
    const number = tag.attributes.r;
    this.row = number ? Number(number.value) - 1 : this.row + 1;
    if (!(this.row >= 0 && this.row < MOST_ROWS)) throw refusals.damaged(`${this.partName}: a row without a number`);
    this.column = -1;
    this.rows.push({ row: this.row, ...extent(start, openEnd) });
  }

  private openInCell(tag: XmlTag, start: number): void {
    if (!isMain(tag.uri) || !this.cell) return;
    if (tag.local === 'f') {
      this.cell.formula = { tag, start, text: '', end: start };
      this.gathered = '';
    } else if (tag.local === 'v') this.gathered = '';
    else if (tag.local === 'rPh') this.inReading = true;
    else if (tag.local === 't' && !this.inReading) this.gathered = '';
  }

  private closeInCell(tag: XmlTag, cell: OpenCell, end: number): void {
    if (!isMain(tag.uri)) return;
    const text = this.gathered ?? '';
    if (tag.local === 'c') {
      this.addCell(cell, end);
      this.cell = undefined;
    } else if (tag.local === 'f' && cell.formula) Object.assign(cell.formula, { text: cellTextFromXml(text), end });
    else if (tag.local === 'v') cell.value = text;
    else if (tag.local === 'rPh') this.inReading = false;
    else if (tag.local === 't' && !this.inReading) cell.inline = (cell.inline ?? '') + text;
    this.gathered = undefined;
  }

  private addCell({ tag, start, openEnd, value, inline, formula }: OpenCell, end: number): void {
    const { row, column } = this.positionOf(tag);
    const attributes = tag.attributes;
    const last = this.cells[this.cells.length - 1];
    if (last && (row < last.row || (row === last.row && column <= last.column))) this.isSorted = false;
    this.column = column;
    const shown = readCellValue(attributes.t?.value, value, inline, this.context);
    if (shown === undefined) throw this.damagedCell(row, column);
    this.cells.push({
      row,
      column,
      value: shown,
      start,
      openEnd,
      end,
      ...this.formulaOf(formula, row, column, attributes),
    });
  }

  private positionOf(tag: XmlTag): CellPosition {
    const address = tag.attributes.r;
    if (!address) return { row: this.row, column: this.column + 1 };
    const position = parseCellAddress(address.value);
    if (!position) throw refusals.damaged(`${this.partName}: a cell at "${address.value.slice(0, 20)}"`);
    return position;
  }

  private formulaOf(
    formula: OpenCell['formula'],
    row: number,
    column: number,
    attributes: XmlTag['attributes'],
  ): Pick<ScannedCell, 'formula' | 'array' | 'shared'> {
    if (!formula) return {};
    const { text, start, end } = formula;
    const { t: type, si: group, ref } = formula.tag.attributes;
    if (type?.value === 'array') {
      const rect = parseRect(ref?.value ?? '') ?? { row, column, rows: 1, columns: 1 };
      const dynamic = attributes.cm !== undefined && this.context.isDynamicArray(Number(attributes.cm.value));
      return { formula: text, array: { rect, dynamic } };
    }
    if (type?.value === 'shared' && group) {
      const isMaster = text !== '';
      if (isMaster) this.sharedFormulas.define(group.value, text, row, column);
      const shared = this.sharedFormulas.get(group.value);
      if (!shared) throw this.damagedCell(row, column);
      return { formula: isMaster ? text : shared.at(row, column), shared: { formula: shared, isMaster, start, end } };
    }
    // A what-if table (t="dataTable") has no formula of its own; Excel fills its cells.
    return text === '' ? {} : { formula: text };
  }

  private damagedCell(row: number, column: number) {
    return refusals.damaged(`${this.partName}: the cell in row ${row + 1}, column ${column + 1} cannot be read`);
  }

  private openInBlock(tag: XmlTag, start: number, openEnd: number): void {
    const block = this.block as FormulaBlock;
    block.depth += 1;
    if (/^formula\d$/.test(tag.local)) block.elements.push({ start, end: openEnd });
    const isFormula = isMain(tag.uri) && /^formula\d?$/.test(tag.local);
    const isExtensionFormula = tag.uri === NAMESPACE.excel2006 && tag.local === 'f';
    if (isFormula || isExtensionFormula) {
      block.formulaStart = openEnd;
      this.gathered = '';
    } else if (tag.uri === NAMESPACE.excel2006 && tag.local === 'sqref') this.gathered = '';
    else if (tag.local === 'cfvo' && tag.attributes.type?.value === 'formula' && tag.attributes.val) {
      // The bound of a colour scale or data bar: the one formula that stands in an attribute.
      const [before, quoted] = /^[^]*\sval\s*=\s*("[^"]*"|'[^']*')/.exec(this.xml.slice(start, openEnd)) ?? ['', ''];
      const end = start + before.length - 1;
      block.formulas.push({ formula: cellTextFromXml(tag.attributes.val.value), start: end + 2 - quoted.length, end });
    }
  }

  private closeInBlock(tag: XmlTag, closeStart: number, tagEnd: number): void {
    const block = this.block as FormulaBlock;
    const text = this.gathered ?? '';
    if (/^formula\d$/.test(tag.local)) block.elements[block.elements.length - 1].end = tagEnd;
    if (block.formulaStart !== undefined) {
      if (text !== '')
        block.formulas.push({ formula: cellTextFromXml(text), start: block.formulaStart, end: closeStart });
      block.formulaStart = undefined;
    } else if (tag.local === 'sqref') block.range = text;
    this.gathered = undefined;
    block.depth -= 1;
    if (block.depth > 0) return;
    const { kind, range: where, start: ruleStart, openEnd, elements } = block;
    const rule = kind === 'data validation' ? { start: ruleStart, openEnd, formulas: elements } : undefined;
    const anchor = parseRect(where.trim().split(/\s+/)[0]);
    for (const { formula, start, end } of block.formulas) {
      const place = {
        kind,
        sheetName: this.sheetName,
        where,
        anchor: anchor && { row: anchor.row, column: anchor.column },
        formula,
      };
      this.formulas.push({ place, start, end, rule });
    }
    this.block = undefined;
  }
}

/** A conditional format or validation being read: its range may come behind its formulas. */
interface FormulaBlock {
  readonly kind: 'conditional format' | 'data validation';
  readonly start: number;
  readonly openEnd: number;
  /** Those of a validation. */
  readonly elements: { readonly start: number; end: number }[];
  range: string;
  depth: number;
  formulaStart: number | undefined;
  readonly formulas: { readonly formula: string; readonly start: number; readonly end: number }[];
}

const formulaBlock = (kind: FormulaBlock['kind'], tag: XmlTag, start: number, openEnd: number): FormulaBlock => ({
  kind,
  start,
  openEnd,
  elements: [],
  range: tag.attributes.sqref?.value ?? '',
  depth: 1,
  formulaStart: undefined,
  formulas: [],
});

const extent = (start: number, openEnd: number): Extent => ({ start, openEnd, closeStart: openEnd, end: openEnd });
