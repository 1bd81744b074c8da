import { hasExchangeRates } from '../catalog/readExchangeRates';
import type { Aspect, Cell, CellBlock, TableState, WorkbookOverview, WorkbookSession } from './gateway';
import { readDocumentState, type DocumentState } from './documentState';
import { RATES_TABLE, TABLE_LAYOUTS, type TableLayout, type TableRole } from './priceTableLayout';
import { parseStamp, type Stamp } from './stamp';
import { columnKeys, type TableContent } from './tableContent';

/** Everything about the price tables that decides whether they can be read or written. */
export interface TablesSurvey {
  readonly overview: WorkbookOverview;
  readonly document: DocumentState;
  readonly tables: Readonly<Partial<Record<TableRole, LocatedTable>>>;
  /** The user's exchange rates. */
  readonly rates?: Pick<LocatedTable, 'state' | 'content'>;
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

/** Two round trips; one more when a table was renamed, and when tables are very large. */
export async function surveyTables(book: WorkbookSession, depth: SurveyDepth): Promise<TablesSurvey> {
  const overview = await book.overview([...TABLE_LAYOUTS, RATES_TABLE].map(({ table }) => table));
  const document = readDocumentState(overview.settings);
  const found = TABLE_LAYOUTS.flatMap((layout) => {
    const id = tableIdOf(layout, overview, document);
    return id === undefined ? [] : [{ layout, id }];
  });
  return surveyKnownTables(book, { overview, document }, found, depth);
}

/** The tables again after they were written, by id or name. */
export async function surveyKnownTables(
  book: WorkbookSession,
  known: Pick<TablesSurvey, 'overview' | 'document'>,
  found: readonly { layout: TableLayout; id: string }[],
  depth: SurveyDepth,
): Promise<TablesSurvey> {
  const rates = known.overview.described.find(
    ({ name, headers }) => isNamed(name, RATES_TABLE) && hasExchangeRates(headers),
  );
  const { located, ...others } =
    found.length === 0 && !rates ? { located: [] } : await locate(book, known.overview, found, rates, depth);
  const tables: TablesSurvey['tables'] = Object.fromEntries(located.map((table) => [table.layout.role, table]));
  return { ...known, ...others, tables, stamp: stampOf(tables.sources) };
}

/** Functions may read the tables, and a refresh may replace them: no write is under way and none has failed. */
export function isWhole({ stamp }: TablesSurvey): boolean {
  return stamp === 'none' || (typeof stamp === 'object' && stamp.state === 'ok');
}

/** What is in the tables now; undefined before the first insert. */
export function currentSnapshot({ stamp, document, tables }: TablesSurvey): string | undefined {
  if (typeof stamp === 'object') return stamp.snapshotId;
  return tables.llm ? document.current : undefined;
}

/** By the id we noted, so that a table renamed by the user is still ours; a foreign workbook has only the name. */
function tableIdOf(layout: TableLayout, overview: WorkbookOverview, document: DocumentState): string | undefined {
  const noted = overview.tables.find(({ id }) => id === document.tables[layout.role]);
  const named = overview.tables.find(({ name }) => isNamed(name, layout));
  return (noted ?? named)?.id;
}

function isNamed(name: string, { table }: Pick<TableLayout, 'table'>): boolean {
  return name.toLowerCase() === table.toLowerCase();
}

async function locate(
  book: WorkbookSession,
  overview: WorkbookOverview,
  found: readonly { layout: TableLayout; id: string }[],
  rates: TableState | undefined,
  depth: SurveyDepth,
): Promise<{ located: LocatedTable[]; rates?: TablesSurvey['rates'] }> {
  const described = found.map(({ id }) => overview.described.find((state) => state.id === id));
  const isComplete = described.every((state) => state !== undefined);
  const states = isComplete ? described : await book.tables(found.map(({ id }) => id));
  const aspects: Aspect[] = depth === 'everything' ? ['values', 'formulas', 'formats'] : ['values'];
  // the log only grows at its end: it is never read
  const toRead = found.flatMap(({ layout }, index) => (layout.role === 'changes' ? [] : [states[index]]));
  const blocks = await book.read([...toRead, ...(rates ? [rates] : [])].map(bodyOf), aspects);
  const located = found.map(({ layout }, index) => {
    const state = states[index];
    return { layout, state, content: contentOf(state, blocks[toRead.indexOf(state)]) };
  });
  return rates ? { located, rates: { state: rates, content: contentOf(rates, blocks[toRead.length]) } } : { located };
}

function contentOf(
  { headers }: TableState,
  { values = [], formulas = [], formats = [] }: CellBlock = {},
): TableContent {
  return { headers, values, formulas, formats };
}

function bodyOf({ sheet, rect }: TableState) {
  return { sheet, rect: { ...rect, row: rect.row + 1, rows: rect.rows - 1 } };
}

function stampOf(sources: LocatedTable | undefined): Stamp | 'none' | 'unclear' {
  if (!sources) return 'none';
  const column = columnKeys(sources.content.headers, sources.layout).indexOf('stamp');
  const texts = sources.content.values.map((cells): Cell => cells[column] ?? '').filter((cell) => cell !== '');
  return (texts.length === 1 ? parseStamp(String(texts[0])) : undefined) ?? 'unclear';
}
