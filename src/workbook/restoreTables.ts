import { EngineError } from '../engine/errors';
import { emptyShells } from './createTables';
import type { WorkbookGateway, WorkbookSession } from './gateway';
import { bodyOfRows } from './mergeTable';
import { PaneError } from './paneError';
import { CHANGES_TABLE, layoutOf, TABLE_ROLES } from './priceTableLayout';
import { parseStamp } from './stamp';
import { currentSnapshot, isWhole, type TablesSurvey } from './surveyTables';
import { parseImage, type TablesImage } from './tableImages';
import { changeRow } from './tableRows';
import {
  writeTables,
  type PlannedTable,
  type ReportProgress,
  type TablesPlan,
  type TablesWritten,
} from './writeTables';

export interface Restored {
  readonly written: TablesWritten;
  readonly snapshotId: string;
}

/**
 * Brings back the tables as they were before the last write, or before one that did not finish, with everything the
 * user had written in them. Restoring twice returns to where one started.
 * @param now ISO date-time for the log
 */
export async function restoreTables(gateway: WorkbookGateway, now: string, report: ReportProgress): Promise<Restored> {
  let snapshotId = '';
  const written = await writeTables(
    gateway,
    async (survey, book) => {
      const plan = await planRestore(survey, book, now);
      snapshotId = plan.snapshotId;
      return plan;
    },
    report,
  );
  return { written, snapshotId };
}

async function planRestore(survey: TablesSurvey, book: WorkbookSession, now: string): Promise<TablesPlan> {
  const text = await book.archived('previous');
  if (text === undefined) throw new PaneError('tables-nothing-to-restore');
  const image = parseImage(text);
  const hadTables = Object.keys(image.tables).length > 0;
  const hasTables = Object.keys(survey.tables).length > 0;
  const isRepair = !isWhole(survey) || (!hadTables && !hasTables);
  const leftOver = isRepair ? await sheetsOfUnfinished(book, image, survey) : [];
  if (!hadTables && leftOver.length === 0) throw new PaneError('tables-nothing-to-restore');
  const stamp = parseStamp(image.stamp);
  const current = currentSnapshot(survey);
  const snapshotId = stamp?.snapshotId ?? 'none';
  const change = {
    provider: '',
    model: '',
    conditions: '',
    field: 'snapshot',
    old: current ?? '',
    new: snapshotId,
    source: 'restored',
  };
  return {
    snapshotId,
    tables: tablesOf(image, survey),
    log: isRepair
      ? undefined
      : bodyOfRows(CHANGES_TABLE, survey.tables.changes?.state.headers, [changeRow(change, now, snapshotId)]),
    cutLogTo: isRepair ? image.changesRows : undefined,
    sheetsToDelete: leftOver,
    archives: [],
    finalStamp: hadTables ? image.stamp : undefined,
    document: {
      ...survey.document,
      tables: hadTables ? survey.document.tables : {},
      current: stamp?.snapshotId,
      previous: isRepair ? undefined : current,
    },
  };
}

/** @throws tables-header when columns were moved or renamed since: the old cells would land in the wrong ones */
function tablesOf(image: TablesImage, survey: TablesSurvey): PlannedTable[] {
  return TABLE_ROLES.flatMap((role) => {
    const old = image.tables[role];
    if (!old) return [];
    const layout = layoutOf(role);
    const headers = survey.tables[role]?.state.headers ?? old.headers;
    const moved = old.headers.find((header, column) => headers[column] !== header);
    if (moved !== undefined || headers.length !== old.headers.length) {
      throw new EngineError('tables-header', {
        sheet: layout.sheet,
        problem: `"${moved ?? headers[old.headers.length]}" moved`,
      });
    }
    return [{ layout, headers, body: old.body }];
  });
}

/** Sheets that the unfinished write made; the one with the stamp last: until then no function reads the others. */
async function sheetsOfUnfinished(book: WorkbookSession, image: TablesImage, survey: TablesSurvey): Promise<string[]> {
  const made = TABLE_ROLES.filter((role) =>
    role === 'changes' ? image.changesRows === undefined : image.tables[role] === undefined,
  );
  const sourcesLast = [...made].sort((a, b) => Number(a === 'sources') - Number(b === 'sources'));
  const ours = sourcesLast.flatMap((role) => survey.tables[role]?.state.sheet ?? []);
  const located = Object.values(survey.tables).map(({ state }) => state.sheet);
  const shells = await emptyShells(
    book,
    survey.overview.sheets.filter(({ id }) => !located.includes(id)),
  );
  return [...shells, ...ours];
}
