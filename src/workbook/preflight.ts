/** What stands in the way of writing, found before anything is written. A refusal names the sheet and what to do. */
import { isFormula } from './mergeTable';
import { PaneError } from './paneError';
import { TABLE_LAYOUTS, type TableLayout } from './priceTableLayout';
import type { LocatedTable, TablesSurvey } from './surveyTables';
import { checkHeaders, columnKeys } from './tableContent';

/** Tables that are missing and have to be made. */
function missingTables(survey: TablesSurvey): TableLayout[] {
  return TABLE_LAYOUTS.filter(({ role }) => !survey.tables[role]);
}

/** @throws tables-… with the first thing that stands in the way */
export function checkWritable(survey: TablesSurvey): void {
  const { overview, tables } = survey;
  if (overview.readOnly) throw new PaneError('tables-read-only');
  if (overview.structureLocked && missingTables(survey).length > 0) throw new PaneError('tables-structure-locked');
  for (const table of Object.values(tables)) checkTable(table, survey);
}

/** A longer body must not run into what stands below the table: cells are never moved. */
export function checkRoom({ state }: LocatedTable, rows: number, sheet: string): void {
  const lastRow = state.rect.row + state.rect.rows - 1;
  const used = state.sheetUsed;
  const usedLastRow = used ? used.row + used.rows - 1 : lastRow;
  const grows = rows > state.rect.rows - 1;
  if (grows && usedLastRow > lastRow) throw new PaneError('tables-no-room', { sheet, row: usedLastRow + 1 });
}

export function sheetNameOf(survey: TablesSurvey, sheetId: string): string {
  return survey.overview.sheets.find(({ id }) => id === sheetId)?.name ?? sheetId;
}

function checkTable(table: LocatedTable, survey: TablesSurvey): void {
  const { layout, state, content } = table;
  const sheet = sheetNameOf(survey, state.sheet);
  checkHeaders(state.headers, layout);
  if (survey.overview.sheets.find(({ id }) => id === state.sheet)?.isProtected) {
    throw new PaneError('tables-sheet-protected', { sheet });
  }
  if (state.isFiltered) throw new PaneError('tables-filtered', { sheet });
  if (state.hasTotals) throw new PaneError('tables-totals', { sheet });
  columnKeys(state.headers, layout).forEach((key, column) => {
    if (key === '' || key.startsWith('my_')) return;
    const row = content.values.findIndex((_, index) => isFormula(content, index, column));
    if (row < 0) return;
    throw new PaneError('tables-formula', { sheet, column: state.headers[column], row: state.rect.row + row + 2 });
  });
}
