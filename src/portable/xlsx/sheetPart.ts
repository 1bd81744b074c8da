import { cellAddress, parseRect, rectAddress } from './cellAddress';
import { cellContent } from './cellValue';
import type { ScannedCell, ScannedRow, ScannedSheet, ValidationRule } from './scanSheet';
import type { ArrayArea, CellValue, FormulaElsewhere } from './workbookFile';
import { spliced, type Splice } from './xmlPart';
import { cellTextToXml } from './xmlText';

export interface CellChange {
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  readonly formula?: string;
  readonly array?: ArrayArea;
  /** The number of the record that makes the array a dynamic one. */
  readonly cellMetadata?: number;
}

interface ChangedCell {
  readonly cell: ScannedCell;
  readonly change: CellChange;
}

/** A worksheet part with changes of cells and formulas; its other characters stay as they are. */
export class SheetPart {
  private readonly changes = new Map<number, CellChange>();
  private readonly formulas = new Map<FormulaElsewhere, string>();
  private readonly lifted = new Set<ValidationRule>();

  constructor(
    private readonly xml: string,
    private readonly scanned: ScannedSheet,
  ) {}

  get cells(): readonly ScannedCell[] {
    return this.scanned.cells;
  }

  get formulasElsewhere(): readonly FormulaElsewhere[] {
    return this.scanned.formulas.map(({ place }) => place);
  }

  get isChanged(): boolean {
    return this.changes.size > 0 || this.formulas.size > 0 || this.lifted.size > 0;
  }

  cellAt(row: number, column: number): ScannedCell | undefined {
    const { cells } = this.scanned;
    const index = firstIndex(cells, (cell) => cell.row > row || (cell.row === row && cell.column >= column));
    const cell = cells[index];
    return cell?.row === row && cell.column === column ? cell : undefined;
  }

  change(change: CellChange): void {
    this.changes.set(cellKey(change), change);
  }

  /** @returns false if the formula is not one of this sheet */
  setFormulaElsewhere(place: FormulaElsewhere, formula: string): boolean {
    if (!this.scanned.formulas.some((each) => each.place === place)) return false;
    this.formulas.set(place, formula);
    return true;
  }

  /** @returns false if the formula is not one of this sheet's validations */
  allowEverything(place: FormulaElsewhere): boolean {
    const rule = this.scanned.formulas.find((each) => each.place === place)?.rule;
    if (rule) this.lifted.add(rule);
    return rule !== undefined;
  }

  text(): string {
    const { existing, added } = this.existingAndAdded();
    return spliced(this.xml, [
      ...this.changedCells(existing),
      ...this.orphansOfSharedFormulas(existing),
      ...this.addedCells(added),
      ...this.changedFormulas(),
      ...this.liftedRules(),
      ...this.grownDimension(added),
    ]);
  }

  private existingAndAdded(): { readonly existing: readonly ChangedCell[]; readonly added: readonly CellChange[] } {
    const existing: ChangedCell[] = [];
    const added: CellChange[] = [];
    for (const change of this.changes.values()) {
      const cell = this.cellAt(change.row, change.column);
      if (cell) existing.push({ cell, change });
      else if (change.value !== null || change.formula !== undefined) added.push(change);
    }
    return { existing, added: added.sort((a, b) => a.row - b.row || a.column - b.column) };
  }

  private changedCells(existing: readonly ChangedCell[]): Splice[] {
    return existing.map(({ cell, change }) => {
      const tag = this.xml.slice(cell.start, cell.openEnd);
      const attributes = tag
        .replace(/^<[^\s/>]+/, '')
        .replace(/\/?>$/, '')
        .replace(/\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
        .trimEnd();
      return [cell.start, cell.end, cellXml(this.scanned.prefix, attributes, change)];
    });
  }

  /** When the first cell of a shared formula goes, the others get theirs written out. */
  private orphansOfSharedFormulas(existing: readonly ChangedCell[]): Splice[] {
    const gone = new Set(existing.flatMap(({ cell }) => (cell.shared?.isMaster ? [cell.shared.formula] : [])));
    if (gone.size === 0) return [];
    const { prefix, cells } = this.scanned;
    return cells.flatMap((cell): Splice[] => {
      const { shared, formula = '' } = cell;
      if (!shared || !gone.has(shared.formula) || this.changes.has(cellKey(cell))) return [];
      return [[shared.start, shared.end, `<${prefix}f>${cellTextToXml(formula)}</${prefix}f>`]];
    });
  }

  /** @param added cells that the file does not have yet, by row and column */
  private addedCells(added: readonly CellChange[]): Splice[] {
    const rows = new Map(this.scanned.rows.map((row) => [row.row, row]));
    const splices: Splice[] = [];
    for (const [number, changes] of byRow(added)) {
      const row = rows.get(number);
      splices.push(...(row ? this.intoRow(row, changes) : this.newRow(number, changes)));
    }
    return splices.length > 0 ? this.withOpenSheetData(splices) : [];
  }

  private intoRow(row: ScannedRow, changes: readonly CellChange[]): Splice[] {
    const { prefix, cells } = this.scanned;
    // `spans` only helps a reader to plan ahead; a wrong one would mislead it.
    const tag = this.xml.slice(row.start, row.openEnd).replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '');
    const xml = (change: CellChange) => newCell(prefix, change);
    if (row.openEnd === row.end) {
      const opened = `${tag.replace(/\s*\/>$/, '')}>${changes.map(xml).join('')}</${prefix}row>`;
      return [[row.start, row.end, opened]];
    }
    const splices: Splice[] = changes.map((change) => {
      const next =
        cells[
          firstIndex(cells, (cell) => cell.row > change.row || (cell.row === change.row && cell.column > change.column))
        ];
      const at = next?.row === change.row ? next.start : row.closeStart;
      return [at, at, xml(change)];
    });
    return [[row.start, row.openEnd, tag], ...splices];
  }

  private newRow(number: number, changes: readonly CellChange[]): Splice[] {
    const { prefix, rows, sheetData } = this.scanned;
    const next = rows[firstIndex(rows, ({ row }) => row > number)];
    const at = next?.start ?? sheetData.closeStart;
    const cells = changes.map((change) => newCell(prefix, change)).join('');
    return [[at, at, `<${prefix}row r="${number + 1}">${cells}</${prefix}row>`]];
  }

  private withOpenSheetData(splices: readonly Splice[]): Splice[] {
    const { prefix, sheetData } = this.scanned;
    if (sheetData.openEnd !== sheetData.end) return [...splices];
    const added = splices.map(([, , text]) => text).join('');
    return [[sheetData.start, sheetData.end, `<${prefix}sheetData>${added}</${prefix}sheetData>`]];
  }

  private changedFormulas(): Splice[] {
    return this.scanned.formulas.flatMap(({ place, start, end, rule }): Splice[] => {
      const formula = this.formulas.get(place);
      const isLifted = rule !== undefined && this.lifted.has(rule);
      return formula === undefined || isLifted ? [] : [[start, end, cellTextToXml(formula)]];
    });
  }

  /** A rule whose one formula is TRUE: every other kind of rule would compare what is typed with it. */
  private liftedRules(): Splice[] {
    return [...this.lifted].flatMap((rule): Splice[] => {
      const tag = this.xml
        .slice(rule.start, rule.openEnd)
        .replace(/\s(?:type|operator)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
        .replace(/^<[^\s/>]+/, '$& type="custom"');
      const [first] = this.scanned.formulas.filter((each) => each.rule === rule);
      const others = rule.formulas.filter(({ start, end }) => first.start < start || first.end > end);
      return [
        [rule.start, rule.openEnd, tag],
        [first.start, first.end, 'TRUE'],
        ...others.map(({ start, end }): Splice => [start, end, '']),
      ];
    });
  }

  private grownDimension(added: readonly CellChange[]): Splice[] {
    const { dimension } = this.scanned;
    const rect = dimension && parseRect(dimension.ref);
    if (!rect || added.length === 0) return [];
    let { row: top, column: left } = rect;
    let bottom = top + rect.rows;
    let right = left + rect.columns;
    for (const { row, column } of added) {
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row + 1);
      right = Math.max(right, column + 1);
    }
    const tag = this.xml.slice(dimension.start, dimension.openEnd);
    const grown = rectAddress({ row: top, column: left, rows: bottom - top, columns: right - left });
    return [[dimension.start, dimension.openEnd, tag.replace(/\sref\s*=\s*(?:"[^"]*"|'[^']*')/, ` ref="${grown}"`)]];
  }
}

const newCell = (prefix: string, change: CellChange): string =>
  cellXml(prefix, ` r="${cellAddress(change.row, change.column)}"`, change);

function cellXml(
  prefix: string,
  attributes: string,
  { row, column, value, formula, array, cellMetadata }: CellChange,
): string {
  const reference = array && rectAddress({ row, column, rows: array.rows, columns: array.columns });
  const { type, xml } = cellContent(
    prefix,
    value,
    formula === undefined ? undefined : { text: formula, attributes: reference && ` t="array" ref="${reference}"` },
  );
  const cm = cellMetadata === undefined ? '' : ` cm="${cellMetadata}"`;
  const t = type === '' ? '' : ` t="${type}"`;
  return `<${prefix}c${attributes}${cm}${t}${xml === '' ? '/>' : `>${xml}</${prefix}c>`}`;
}

/** One number per cell: Excel has fewer than 2^14 + 1 columns. */
const cellKey = ({ row, column }: { readonly row: number; readonly column: number }): number => row * 16_384 + column;

function byRow(changes: readonly CellChange[]): Map<number, CellChange[]> {
  const rows = new Map<number, CellChange[]>();
  for (const change of changes) {
    const row = rows.get(change.row) ?? [];
    row.push(change);
    rows.set(change.row, row);
  }
  return rows;
}

/** Of a sorted list: the first index from which on `isAt` holds, or the length. */
function firstIndex<T>(sorted: readonly T[], isAt: (each: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAt(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
