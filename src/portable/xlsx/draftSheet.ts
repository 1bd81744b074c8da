import { MOST_COLUMNS, MOST_ROWS, cellAddress, rectAddress } from './cellAddress';
import { cellContent } from './cellValue';
import type { DraftStyles } from './draftStyles';
import type { Dialect } from './namespaces';
import { XML_DECLARATION } from './packageParts';
import { renameReferences, type Renamed } from './renameReferences';
import { mayAnswerRows, storedFormula } from './storedFormula';
import type { CellValue, Rect } from './workbookFile';
import { refusals } from './workbookRefusal';
import { cellTextToXml, xmlAttribute } from './xmlText';
import { DRAFT_TABLE_STYLE } from '../../sheets/draftLooks';
import type { DraftCell, DraftTable, SheetDraft } from '../../sheets/sheetDraft';

/** What the sheets of one call have in common. */
export interface DraftContext {
  readonly dialect: Dialect;
  readonly styles: DraftStyles;
  readonly ourFunctionIds: readonly string[];
  readonly renamed: Renamed;
  /** Asked for only where there is a dynamic array, because the record makes a part. */
  readonly dynamicArrayRecord: () => number;
}

/** A table of a draft as its part will say it. */
export interface NamedTable {
  readonly name: string;
  readonly rect: Rect;
  readonly columns: readonly string[];
}

/** The tables of a draft with unique names; one without a row below its header gets a blank one, which Excel demands. */
export function namedTables(draft: SheetDraft, nameOf: (table: DraftTable) => string): NamedTable[] {
  return (draft.tables ?? []).map((table) => {
    const rect = { ...table.rect, rows: Math.max(2, table.rect.rows) };
    return { name: nameOf(table), rect, columns: columnNames(draft, rect) };
  });
}

/** @param relationIds of the tables, in their order */
export function draftSheetXml(
  draft: SheetDraft,
  tables: readonly NamedTable[],
  relationIds: readonly string[],
  isActive: boolean,
  context: DraftContext,
): string {
  const { dialect } = context;
  return [
    `${XML_DECLARATION}<worksheet xmlns="${dialect.main}" xmlns:r="${dialect.office}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    sheetView(draft.frozenRows ?? 0, isActive),
    '<sheetFormatPr defaultRowHeight="15"/>',
    columnWidths(draft.columnWidthsPoints ?? []),
    `<sheetData>${draftRows(draft, tables, context)}</sheetData>`,
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<pageSetup orientation="landscape" fitToHeight="0"/>',
    tables.length === 0 ? '' : `<tableParts count="${tables.length}">`,
    ...relationIds.map((id) => `<tablePart r:id="${id}"/>`),
    tables.length === 0 ? '' : '</tableParts>',
    '</worksheet>',
  ].join('');
}

export function tableXml({ name, rect, columns }: NamedTable, id: number, { main }: Dialect): string {
  const ref = rectAddress(rect);
  const column = (text: string, index: number) => `<tableColumn id="${index + 1}" name="${columnAttribute(text)}"/>`;
  return (
    `${XML_DECLARATION}<table xmlns="${main}" id="${id}" name="${xmlAttribute(name)}" displayName="${xmlAttribute(name)}" ` +
    `ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/>` +
    `<tableColumns count="${columns.length}">${columns.map(column).join('')}</tableColumns>` +
    `<tableStyleInfo name="${DRAFT_TABLE_STYLE}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" ` +
    'showColumnStripes="0"/></table>'
  );
}

function sheetView(frozenRows: number, isActive: boolean): string {
  const view = `<sheetView${isActive ? ' tabSelected="1"' : ''} workbookViewId="0"`;
  if (frozenRows === 0) return `<sheetViews>${view}/></sheetViews>`;
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<sheetViews>${view}>${pane}<selection pane="bottomLeft"/></sheetView></sheetViews>`;
}

/** A file counts widths in digits of 7 pixels, a draft in points of 96/72 pixels. */
function columnWidths(widthsPoints: readonly number[]): string {
  if (widthsPoints.length === 0) return '';
  const column = (points: number, index: number) => {
    const width = Math.round((points * (96 / 72) * 256) / 7) / 256;
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  };
  return `<cols>${widthsPoints.map(column).join('')}</cols>`;
}

function draftRows(draft: SheetDraft, tables: readonly NamedTable[], context: DraftContext): string {
  if (draft.rows.length > MOST_ROWS || draft.rows.some((cells) => cells.length > MOST_COLUMNS)) {
    throw refusals.notPossible(`The sheet ${draft.name} is larger than a sheet of Excel.`);
  }
  return draft.rows
    .map((cells, row) => {
      const width = Math.max(
        cells.length,
        ...tables.map(({ rect }) => (rect.row === row ? rect.column + rect.columns : 0)),
      );
      const xml = Array.from({ length: width }, (_, column) => {
        const cell = cells[column] ?? null;
        const table = tables.find(({ rect }) => isInside(rect, row, column));
        const header = table?.rect.row === row ? table.columns[column - table.rect.column] : undefined;
        const written = asCell(cell);
        if (header !== undefined)
          return cellXml({ ...written, value: header, formula: undefined }, row, column, context);
        return cell === null ? '' : cellXml(written, row, column, context, table?.name);
      });
      const filled = xml.join('');
      return filled === '' ? '' : `<row r="${row + 1}">${filled}</row>`;
    })
    .join('');
}

const asCell = (cell: SheetDraft['rows'][number][number]): DraftCell =>
  cell === null ? {} : typeof cell === 'object' ? cell : { value: cell };

function cellXml(cell: DraftCell, row: number, column: number, context: DraftContext, tableName?: string): string {
  const { value = null, formula, spill } = cell;
  const style = context.styles.indexOf(cell);
  const s = style === 0 ? '' : ` s="${style}"`;
  const reference = cellAddress(row, column);
  if (formula === undefined) return c(` r="${reference}"${s}`, cellContent('', value));

  const display = renameReferences(formula, context.renamed);
  const text = storedFormula(display, context.ourFunctionIds, tableName);
  if (!spill && !mayAnswerRows(display, context.ourFunctionIds)) {
    return c(` r="${reference}"${s}`, cellContent('', value, { text }));
  }
  const area = rectAddress({ row, column, rows: spill?.rows ?? 1, columns: spill?.columns ?? 1 });
  const content = cellContent('', value, { text, attributes: ` t="array" ref="${area}"` });
  return c(` r="${reference}"${s} cm="${context.dynamicArrayRecord()}"`, content);
}

function c(attributes: string, { type, xml }: ReturnType<typeof cellContent>): string {
  const t = type === '' ? '' : ` t="${type}"`;
  return `<c${attributes}${t}${xml === '' ? '/>' : `>${xml}</c>`}`;
}

function isInside(rect: Rect, row: number, column: number): boolean {
  const below = row - rect.row;
  const right = column - rect.column;
  return below >= 0 && below < rect.rows && right >= 0 && right < rect.columns;
}

/** A table's header cells must be texts, none blank and none twice, or Excel repairs the file. */
function columnNames(draft: SheetDraft, rect: Rect): string[] {
  const taken = new Set<string>();
  return Array.from({ length: rect.columns }, (_, index) => {
    const value: CellValue = asCell(draft.rows[rect.row]?.[rect.column + index] ?? null).value ?? null;
    const wanted = value === null || typeof value === 'object' || value === '' ? `Column${index + 1}` : String(value);
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted}${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Line breaks in a column's name stand as _x000a_ in the attribute. */
const columnAttribute = (text: string): string =>
  cellTextToXml(text).replace(/\n/g, '_x000a_').replace(/\t/g, '_x0009_');
