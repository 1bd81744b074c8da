import type { Aspect, Cell, CellBlock, TableState, WorkbookOverview, WorkbookSession } from './gateway';
import { readDocumentState, type DocumentState } from './documentState';
import { TABLE_LAYOUTS, type TableLayout, type TableRole } from './priceTableLayout';
import { parseStamp, type Stamp } from './stamp';
import { columnKeys, type TableContent } from './tableContent';

/** Everything about the price tables that decides whether they can be read or written. */
export interface TablesSurvey {
  readonly overview: WorkbookOverview;
  readonly document: DocumentState;
  readonly tables: Readonly<Partial<Record<TableRole, LocatedTable>>>;
  /** `none`: there is no Price Sources table; `unclear`: its stamp was edited. */
  readonly stamp: Stamp | 'none' | 'unclear';
}
export interface LocatedTable {
  readonly layout: TableLayout;
  readonly state: TableState;
  readonly content: TableContent;
}

/** Functions and status need values only; a write has to be able to put everything back. */
export type SurveyDepth = 'values' | 'everything';

/** At least two round trips, three when there are tables, more when they are very large. */
export async function surveyTables(book: WorkbookSession, depth: SurveyDepth): Promise<TablesSurvey> {
  const overview = await book.overview();
  const document = readDocumentState(overview.settings);
  const found = TABLE_LAYOUTS.flatMap((layout) => {
    const id = tableIdOf(layout, overview, document);
    return id === undefined ? [] : [{ layout, id }];
  });
  const located = found.length === 0 ? [] : await locate(book, found, depth);
  const tables = Object.fromEntries(located.map((table) => [table.layout.role, table]));
  return { overview, document, tables, stamp: stampOf(tables.sources) };
}

/** By the id we noted, so that a table renamed by the user is still ours; a foreign workbook has only the name. */
function tableIdOf(layout: TableLayout, overview: WorkbookOverview, document: DocumentState): string | undefined {
  const noted = overview.tables.find(({ id }) => id === document.tables[layout.role]);
  const named = overview.tables.find(({ name }) => name.toLowerCase() === layout.table.toLowerCase());
  return (noted ?? named)?.id;
}

async function locate(
  book: WorkbookSession,
  found: readonly { layout: TableLayout; id: string }[],
  depth: SurveyDepth,
): Promise<LocatedTable[]> {
  const states = await book.tables(found.map(({ id }) => id));
  const aspects: Aspect[] = depth === 'everything' ? ['values', 'formulas', 'formats'] : ['values'];
  // the log only grows at its end: it is never read
  const toRead = found.flatMap(({ layout }, index) => (layout.role === 'changes' ? [] : [states[index]]));
  const blocks = await book.read(toRead.map(bodyOf), aspects);
  return found.map(({ layout }, index) => {
    const state = states[index];
    const { values = [], formulas = [], formats = [] }: CellBlock = blocks[toRead.indexOf(state)] ?? {};
    return { layout, state, content: { headers: state.headers, values, formulas, formats } };
  });
}

export function bodyOf({ sheet, rect }: TableState) {
  return { sheet, rect: { ...rect, row: rect.row + 1, rows: rect.rows - 1 } };
}

function stampOf(sources: LocatedTable | undefined): Stamp | 'none' | 'unclear' {
  if (!sources) return 'none';
  const column = columnKeys(sources.content.headers, sources.layout).indexOf('stamp');
  const texts = sources.content.values.map((cells): Cell => cells[column] ?? '').filter((cell) => cell !== '');
  return (texts.length === 1 ? parseStamp(String(texts[0])) : undefined) ?? 'unclear';
}
