import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import { pricesChecksum } from './checksum';
import type { WorkbookGateway, WorkbookSession } from './gateway';
import { bodyOfRows, emptyContent, mergeTable, type MergedTable } from './mergeTable';
import { MOVES_A_PRICE } from './editedRows';
import { isEdited, priceTables } from './isEdited';
import { keyedRows } from './keyedRows';
import { PaneError } from './paneError';
import {
  CHANGES_TABLE,
  GPU_TABLE,
  LLM_TABLE,
  SOURCES_TABLE,
  TABLE_ROLES,
  type TableLayout,
  type TableRole,
} from './priceTableLayout';
import type { PriceUpdate } from './priceUpdate';
import { snapshotIdOf, stampText } from './stamp';
import { currentSnapshot, isWhole, type TablesSurvey } from './surveyTables';
import { noteHeaders } from './noteHeaders';
import { rowNamer, type KeyedRow } from './tableContent';
import { parseWritten, writtenKey, writtenText } from './tableImages';
import { changeRow, gpuRow, llmRow, sourceRow, type PriceChange } from './tableRows';
import {
  writeTables,
  type PlannedTable,
  type ReportProgress,
  type TablesPlan,
  type TablesWritten,
} from './writeTables';

export interface Replaced {
  readonly written: TablesWritten;
  readonly snapshotId: string;
  /** Prices that differ from before, and rows that came or went. */
  readonly changes: number;
  readonly keptEdits: readonly string[];
}

/**
 * Puts a new set of prices into the workbook: all tables or none. Tables that are missing are made; what the user wrote
 * beside the prices stays; every difference is added to the log.
 * @param now ISO date-time for the log
 */
export async function replaceTables(
  gateway: WorkbookGateway,
  update: PriceUpdate,
  now: string,
  report: ReportProgress,
): Promise<Replaced> {
  let result = { snapshotId: '', changes: 0, keptEdits: [] as readonly string[] };
  let made: readonly TableRole[] = [];
  const written = await writeTables(
    gateway,
    async (survey, book) => {
      const { plan, ...facts } = await planReplacement(survey, book, update, now);
      made = TABLE_ROLES.filter((role) => !survey.tables[role]);
      result = { snapshotId: plan.snapshotId, ...facts };
      return plan;
    },
    report,
  );
  if (written.outcome === 'written') await noteHeaders(gateway, written.survey, made);
  return { written, ...result };
}

async function planReplacement(survey: TablesSurvey, book: WorkbookSession, update: PriceUpdate, now: string) {
  if (survey.stamp === 'unclear') throw new PaneError('tables-stamp');
  if (!isWhole(survey)) throw new PaneError('tables-unfinished');
  if (update.sources.length === 0) throw new PaneError('tables-no-source');

  const known = await rowsWrittenLast(survey, book);
  const incomingRows = <T extends PriceRow | GpuOffer>(
    layout: TableLayout,
    rows: readonly T[],
    toRow: (row: T) => KeyedRow,
  ) => withoutCarriedOver(layout, rows, rows.map(toRow), update, survey, known.rows);
  const incoming = {
    llm: incomingRows(LLM_TABLE, update.llmRows, llmRow),
    gpu: update.gpuOffers && incomingRows(GPU_TABLE, update.gpuOffers, gpuRow),
  };
  const written = { llm: incoming.llm, gpu: incoming.gpu ?? known.rows.gpu ?? [] };
  const sha256 = await pricesChecksum(priceTables(written));
  const snapshotId = snapshotIdOf(update.asOf, sha256);

  const merge = (
    layout: TableLayout,
    rows: readonly KeyedRow[],
    last?: readonly KeyedRow[],
  ): MergedTable & PlannedTable => {
    const content = survey.tables[layout.role]?.content ?? emptyContent(layout);
    return { layout, headers: content.headers, ...mergeTable(layout, content, last, rows) };
  };
  const lastRows = (role: 'llm' | 'gpu') => (known.wasEdited ? (known.rows[role] ?? []) : undefined);
  const llm = merge(LLM_TABLE, incoming.llm, lastRows('llm'));
  const gpu = incoming.gpu ? [merge(GPU_TABLE, incoming.gpu, lastRows('gpu'))] : [];
  const sources = merge(
    SOURCES_TABLE,
    update.sources.map((source) => sourceRow(source, snapshotId, update.asOf)),
  );

  const changes = [llm, ...gpu].flatMap((table) => table.changes);
  const before = currentSnapshot(survey);
  const log = [snapshotChange(before, snapshotId, update), ...changes].map((change) =>
    changeRow(change, now, snapshotId),
  );
  const retired = survey.document.previous;
  const plan: TablesPlan = {
    snapshotId,
    tables: [sources, llm, ...gpu],
    log: bodyOfRows(CHANGES_TABLE, survey.tables.changes?.state.headers, log),
    sheetsToDelete: [],
    archives: [
      { do: 'archive', key: writtenKey(snapshotId), text: writtenText(written) },
      ...(retired && retired !== before && retired !== snapshotId
        ? [{ do: 'archive' as const, key: writtenKey(retired), text: undefined }]
        : []),
    ],
    finalStamp: stampText({ state: 'ok', snapshotId, rows: incoming.llm.length, sha256 }),
    document: {
      ...survey.document,
      current: snapshotId,
      previous: before,
      replacedCopies: replacedCopies(survey, update),
    },
  };
  return {
    plan,
    changes: changes.filter(isOfPrice).length,
    keptEdits: [llm, ...gpu].flatMap((table) => table.keptEdits),
  };
}

/** Names and sizes of models are logged, too. */
function isOfPrice({ field }: PriceChange): boolean {
  return field === 'row' || MOVES_A_PRICE.includes(field);
}

/** The newest of them, for a workbook that is refreshed every day for a month from all sources. */
const MOST_REPLACED_COPIES = 300;

function replacedCopies({ document, tables }: TablesSurvey, { sources }: PriceUpdate): string[] {
  const now = new Set(sources.flatMap(({ sha256 }) => sha256 ?? []));
  const before = keyedRows(tables.sources).flatMap(({ sha256 }) => (typeof sha256 === 'string' ? [sha256] : []));
  const replaced = [...document.replacedCopies, ...before].filter((sha256) => !now.has(sha256));
  return [...new Set(replaced)].slice(-MOST_REPLACED_COPIES);
}

/** What was carried over stands for what we wrote last, not for what the user has made of it. */
function withoutCarriedOver(
  layout: TableLayout,
  given: readonly (PriceRow | GpuOffer)[],
  rows: readonly KeyedRow[],
  { carriedOver }: PriceUpdate,
  survey: TablesSurvey,
  written: Readonly<Partial<Record<TableRole, readonly KeyedRow[]>>>,
): KeyedRow[] {
  const shown = new Set(namedRows(layout, keyedRows(survey.tables[layout.role])).keys());
  const writtenRows = namedRows(layout, written[layout.role] ?? []);
  const names = [...namedRows(layout, rows).keys()];
  return rows.flatMap((row, index): KeyedRow[] => {
    if (!carriedOver?.has(given[index]) || !shown.has(names[index])) return [row];
    const known = writtenRows.get(names[index]);
    return known ? [known] : [];
  });
}

function namedRows(layout: TableLayout, rows: readonly KeyedRow[]): ReadonlyMap<string, KeyedRow> {
  const nameOf = rowNamer(layout);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

/** As we wrote them, so that the user's edits can be told from ours; the tables themselves when nobody edited them. */
async function rowsWrittenLast(survey: TablesSurvey, book: WorkbookSession) {
  const shown = { llm: keyedRows(survey.tables.llm), gpu: keyedRows(survey.tables.gpu) };
  const snapshotId = currentSnapshot(survey);
  if (!snapshotId) return { wasEdited: true, rows: {} };
  if (!(await isEdited(survey))) return { wasEdited: false, rows: shown };
  const text = await book.archived(writtenKey(snapshotId));
  // without the record every difference has to be taken for the user's
  return { wasEdited: true, rows: text === undefined ? {} : parseWritten(text) };
}

function snapshotChange(before: string | undefined, after: string, update: PriceUpdate): PriceChange {
  const sources = update.sources.map(({ source }) => source).join(', ');
  return { provider: '', model: '', conditions: '', field: 'snapshot', old: before ?? '', new: after, source: sources };
}
