import { DOCUMENT_STATE_KEY } from '../documentState';
import type { Area, FormulaPlaces, Place, Rect, TableState, WorkbookOverview } from '../gateway';
import type { ArchiveParts } from './archiveParts';

/** What `rectOf` reads. */
export const RECT = 'rowIndex,columnIndex,rowCount,columnCount';

export async function readOverview(
  context: Excel.RequestContext,
  expectedTables: readonly string[],
  archives: ArchiveParts,
): Promise<WorkbookOverview> {
  const { workbook } = context;
  const { worksheets, tables, protection } = workbook;
  workbook.load('readOnly');
  protection.load('protected');
  worksheets.load('items/id,items/name,items/protection/protected');
  tables.load('items/id,items/name');
  // no property tells from which year days are counted, but the number of a known day does: 36526 or 35064
  const newYear2000 = workbook.functions.date(2000, 1, 1);
  newYear2000.load('value');
  const setting = workbook.settings.getItemOrNullObject(DOCUMENT_STATE_KEY);
  setting.load('value');
  archives.load();
  const expected = expectedTables.map((name) => loadTable(tables.getItemOrNullObject(name)));
  await context.sync();
  return {
    readOnly: workbook.readOnly,
    structureLocked: protection.protected,
    countsFrom1904: newYear2000.value === 35064,
    sheets: worksheets.items.map(({ id, name, protection: { protected: isProtected } }) => ({ id, name, isProtected })),
    tables: tables.items.map(({ id, name }) => ({ id, name })),
    described: expected.flatMap((table) => (table.table.isNullObject ? [] : [stateOf(table)])),
    settings: setting.isNullObject ? {} : { [DOCUMENT_STATE_KEY]: String(setting.value) },
  };
}

export async function readTables(context: Excel.RequestContext, ids: readonly string[]): Promise<TableState[]> {
  const loaded = ids.map((id) => loadTable(context.workbook.tables.getItem(id)));
  await context.sync();
  return loaded.map(stateOf);
}

export async function readFormulaPlaces(
  context: Excel.RequestContext,
  sheets: readonly string[],
): Promise<FormulaPlaces> {
  const names = context.workbook.names;
  names.load('items/name,items/formula');
  const used = sheets.map((sheet) => {
    const range = context.workbook.worksheets.getItemOrNullObject(sheet).getUsedRangeOrNullObject(true);
    range.load(RECT);
    return { sheet, range };
  });
  await context.sync();
  return {
    used: used.flatMap(({ sheet, range }): Area[] => (range.isNullObject ? [] : [{ sheet, rect: rectOf(range) }])),
    names: names.items.map(({ name, formula }) => ({ name, formula: String(formula) })),
  };
}

export async function readPlace(context: Excel.RequestContext, range: Excel.Range): Promise<Place> {
  range.load('address,worksheet/id,rowIndex,columnIndex,rowCount,columnCount');
  await context.sync();
  return { sheet: range.worksheet.id, rect: rectOf(range), address: range.address };
}

export async function readFilledSelection(context: Excel.RequestContext): Promise<Place | undefined> {
  // a whole column may be selected
  const range = context.workbook.getSelectedRange().getUsedRangeOrNullObject(true);
  range.load(`address,worksheet/id,${RECT}`);
  await context.sync();
  return range.isNullObject ? undefined : { sheet: range.worksheet.id, rect: rectOf(range), address: range.address };
}

interface LoadedTable {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly range: Excel.Range;
  readonly header: Excel.Range;
  readonly bodyUsed: Excel.Range;
  readonly sheetUsed: Excel.Range;
  readonly filter: Excel.AutoFilter;
}

/** All of a table that matters, queued; a table that is not there makes every part a null object. */
function loadTable(table: Excel.Table): LoadedTable {
  table.load('id,name,showTotals');
  const sheet = table.worksheet;
  sheet.load('id');
  const range = table.getRange();
  range.load(RECT);
  const header = table.getHeaderRowRange();
  header.load('values');
  const bodyUsed = table.getDataBodyRange().getUsedRangeOrNullObject(true);
  bodyUsed.load('rowCount');
  const sheetUsed = sheet.getUsedRangeOrNullObject(true);
  sheetUsed.load(RECT);
  const filter = table.autoFilter;
  filter.load('isDataFiltered');
  return { table, sheet, range, header, bodyUsed, sheetUsed, filter };
}

function stateOf({ table, sheet, range, header, bodyUsed, sheetUsed, filter }: LoadedTable): TableState {
  return {
    id: table.id,
    name: table.name,
    sheet: sheet.id,
    headers: header.values[0].map(String),
    rect: rectOf(range),
    isFiltered: filter.isDataFiltered,
    hasTotals: table.showTotals,
    isBlank: bodyUsed.isNullObject,
    sheetUsed: sheetUsed.isNullObject ? undefined : rectOf(sheetUsed),
  };
}

export function rectOf(range: Excel.Range): Rect {
  return { row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
}
