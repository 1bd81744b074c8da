import { parseRect } from './cellAddress';
import { RELATION } from './namespaces';
import type { PackageParts } from './packageParts';
import type { FileTable, FormulaElsewhere } from './workbookFile';
import { childNamed, childrenNamed, type XmlElement } from './xml';
import { cellTextFromXml, cellTextToXml } from './xmlText';

/** A table and the part that holds it. */
export interface TablePart extends FileTable {
  readonly part: string;
}

export function readTables(parts: PackageParts, sheetPart: string, sheetName: string): TablePart[] {
  return parts.relations(sheetPart).flatMap(({ kind, target: part }) => {
    if (kind !== RELATION.table || part === undefined || !parts.has(part)) return [];
    const { attributes } = parts.xml(part).root;
    const rect = parseRect(attributes.ref ?? '');
    if (!rect) return [];
    const columns = columnElements(parts, part).map((column) => ({
      name: columnName(column),
      calculatedFormula: textOf(column, 'calculatedColumnFormula'),
    }));
    const headerRows = Number(attributes.headerRowCount ?? 1);
    const totalRows = Number(attributes.totalsRowCount ?? 0);
    return [
      { name: attributes.displayName ?? attributes.name ?? '', sheetName, rect, headerRows, totalRows, columns, part },
    ];
  });
}

/** The formulas that a table keeps for new rows and for its total row, and how to replace each. */
export function tableFormulas(
  parts: PackageParts,
  table: TablePart,
): { place: FormulaElsewhere; set(formula: string): void }[] {
  const { name, sheetName, rect, headerRows, part } = table;
  return columnElements(parts, part).flatMap((column, index) =>
    COLUMN_FORMULAS.flatMap(({ local, row }) => {
      const formula = textOf(column, local);
      if (formula === undefined) return [];
      const where = `${name}[${columnName(column)}]${row === 'total' ? ', total' : ''}`;
      const anchor = { row: rect.row + (row === 'total' ? rect.rows - 1 : headerRows), column: rect.column + index };
      const set = (text: string) => {
        const element = childNamed(columnElements(parts, part)[index], local);
        if (element) parts.xml(part).setContent(element, cellTextToXml(text));
      };
      return [{ place: { kind: 'table column' as const, sheetName, where, anchor, formula }, set }];
    }),
  );
}

const COLUMN_FORMULAS = [
  { local: 'calculatedColumnFormula', row: 'first' },
  { local: 'totalsRowFormula', row: 'total' },
] as const;

function columnElements(parts: PackageParts, part: string): XmlElement[] {
  const columns = childNamed(parts.xml(part).root, 'tableColumns');
  return columns ? childrenNamed(columns, 'tableColumn') : [];
}

const columnName = ({ attributes }: XmlElement): string => cellTextFromXml(attributes.name ?? '');

function textOf(column: XmlElement, local: string): string | undefined {
  const text = childNamed(column, local)?.text;
  return text === undefined || text === '' ? undefined : cellTextFromXml(text);
}
