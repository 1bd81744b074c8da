import { EngineError } from '../engine/errors';
import type { Cell, WorkbookGateway } from './gateway';
import { asRead, bodyOfRows, type TableBody } from './mergeTable';
import { PaneError } from './paneError';
import { CHANGES_TABLE, LLM_TABLE } from './priceTableLayout';
import { stampText } from './stamp';
import { currentSnapshot, isWhole, type LocatedTable, type TablesSurvey } from './surveyTables';
import { columnKeys, isBlankRow, keyedCells, type KeyedRow } from './tableContent';
import { writtenKey } from './tableImages';
import { changeRow, type PriceChange } from './tableRows';
import { writeTables, type ReportProgress, type TablesPlan, type TablesWritten } from './writeTables';

/** What a company pays: by column of the table ("my_discount", "my_input"); null takes one away. */
export interface MyPrices {
  readonly provider: string;
  /** Missing: every model of the provider. */
  readonly model?: string;
  readonly cells: Readonly<Record<string, number | null>>;
  /** Only a discount of this size is taken away; missing: any. */
  readonly onlyDiscount?: number;
}
export interface MyPricesWritten {
  readonly written: TablesWritten;
  readonly snapshotId: string;
  /** Cells that differ from before, also in the log. */
  readonly changes: number;
}

/**
 * Writes discounts and own prices into the user's columns, beside the base cards of each model. A discount is one for the
 * whole model: it takes the place of those beside its other rows, and is taken away wherever it stands. Written with the
 * protocol of a refresh: all or nothing, logged, and taken back by Restore. Prices and stamp stay what they are.
 * @param now ISO date-time for the log
 */
export async function writeMyPrices(
  gateway: WorkbookGateway,
  mine: MyPrices,
  now: string,
  report: ReportProgress,
): Promise<MyPricesWritten> {
  let facts = { snapshotId: '', changes: 0 };
  const written = await writeTables(
    gateway,
    async (survey) => {
      const { plan, changes } = planMyPrices(survey, mine, now);
      facts = { snapshotId: plan.snapshotId, changes };
      return plan;
    },
    report,
  );
  return { written, ...facts };
}

function planMyPrices(survey: TablesSurvey, mine: MyPrices, now: string): { plan: TablesPlan; changes: number } {
  if (survey.stamp === 'unclear') throw new PaneError('tables-stamp');
  if (!isWhole(survey)) throw new PaneError('tables-unfinished');
  const { llm } = survey.tables;
  const snapshotId = currentSnapshot(survey);
  if (!llm || !snapshotId || typeof survey.stamp !== 'object') throw new PaneError('my-prices-no-table');
  checkCells(mine);
  const rows = rowsOf(llm, mine);
  if (rows.length === 0) {
    throw new PaneError('my-prices-no-model', { model: [mine.provider, mine.model].filter(Boolean).join('/') });
  }
  const { body, changes } = withMyPrices(llm, rows, mine);
  const { previous } = survey.document;
  const plan: TablesPlan = {
    snapshotId,
    tables: [{ layout: LLM_TABLE, headers: llm.state.headers, body }],
    log: bodyOfRows(
      CHANGES_TABLE,
      survey.tables.changes?.state.headers,
      changes.map((change) => changeRow(change, now, snapshotId)),
    ),
    sheetsToDelete: [],
    // the state to go back to has the same prices as the one now
    archives:
      previous && previous !== snapshotId ? [{ do: 'archive', key: writtenKey(previous), text: undefined }] : [],
    finalStamp: stampText(survey.stamp),
    document: { ...survey.document, current: snapshotId, previous: snapshotId },
  };
  return { plan: changes.length > 0 ? plan : unchanged(plan), changes: changes.length };
}

/** Nothing to log. */
function unchanged(plan: TablesPlan): TablesPlan {
  return { ...plan, log: undefined };
}

function checkCells({ model, cells }: MyPrices): void {
  for (const [key, value] of Object.entries(cells)) {
    const isShare = key === 'my_discount';
    if (!isShare && model === undefined) throw new PaneError('my-prices-need-model');
    if (value === null || (Number.isFinite(value) && value >= 0 && (!isShare || value <= 1))) continue;
    throw new PaneError('my-prices-not-valid', { value });
  }
}

interface FoundRow {
  readonly index: number;
  readonly row: KeyedRow;
  /** A base card: a price beside it holds for the whole model. */
  readonly isBase: boolean;
}

/** All rows of the models. */
function rowsOf({ content }: LocatedTable, { provider, model }: MyPrices): FoundRow[] {
  const keys = columnKeys(content.headers, LLM_TABLE);
  const found = content.values
    .map((cells, index) => ({ index, row: isBlankRow(cells) ? {} : keyedCells(cells, keys) }))
    .filter(({ row }) => same(row.provider, provider) && (model === undefined || same(row.model, model)));
  const isCard = ({ row }: { row: KeyedRow }) => CONDITIONS.every((key) => row[key] === undefined);
  const withCard = new Set(found.filter(isCard).map(({ row }) => folded(row.model)));
  return found.map((each) => ({
    ...each,
    isBase: withCard.has(folded(each.row.model)) ? isCard(each) : each.row.ctx_from === undefined,
  }));
}

const CONDITIONS = ['tier', 'region', 'ctx_from', 'days', 'hours', 'calendar'];

function withMyPrices({ content, layout }: LocatedTable, rows: readonly FoundRow[], mine: MyPrices) {
  const keys = columnKeys(content.headers, layout);
  const typed = content.values.map((line, row) => line.map((_, column) => asRead(content, row, column).typed));
  const formats = content.formats.map((line) => [...line]);
  const changes: PriceChange[] = [];
  for (const [key, value] of Object.entries(mine.cells)) {
    const column = keys.indexOf(key);
    const planned = layout.columns.find((candidate) => candidate.key === key);
    if (!planned?.isUsers) throw new PaneError('my-prices-not-valid', { value: key });
    if (column < 0)
      throw new EngineError('tables-header', { sheet: layout.sheet, problem: `"${planned.header}" is missing` });
    for (const found of rows) {
      const { index, row } = found;
      const [old, now]: Cell[] = [typed[index][column], cellAfter(key, value, found, mine) ?? typed[index][column]];
      if (old === now) continue;
      typed[index][column] = now;
      formats[index][column] = planned.format;
      changes.push({ ...named(row), field: key, old, new: now, source: 'set in the pane' });
    }
  }
  const body: TableBody = { typed, formats };
  return { body, changes };
}

/** Undefined where the cell stays as it is. */
function cellAfter(
  key: string,
  value: number | null,
  { row, isBase }: FoundRow,
  { onlyDiscount }: MyPrices,
): Cell | undefined {
  if (key === 'my_discount' && (value === null || !isBase)) {
    const isLeft = value === null && onlyDiscount !== undefined && row[key] !== onlyDiscount;
    return isLeft ? undefined : '';
  }
  return isBase ? (value ?? '') : undefined;
}

function named(row: KeyedRow): Pick<PriceChange, 'provider' | 'model' | 'conditions'> {
  const conditions = [...CONDITIONS, 'valid_from', 'valid_to'].filter((key) => row[key] !== undefined);
  return {
    provider: text(row.provider),
    model: text(row.model),
    conditions: conditions.map((key) => `${key} ${row[key]}`).join(', '),
  };
}

function same(cell: Cell | undefined, name: string): boolean {
  return folded(cell) === folded(name);
}

function folded(cell: Cell | undefined): string {
  return text(cell).normalize('NFC').trim().toLowerCase();
}

function text(cell: Cell | undefined): string {
  return String(cell ?? '');
}
