import { TABLE_LAYOUTS } from './priceTableLayout';
import { DOCUMENT_STATE_KEY, documentStateText } from './documentState';
import type { WorkbookGateway, WorkbookSession, WorkbookStep } from './gateway';
import { stampText } from './stamp';
import { stampSteps } from './stampSteps';
import { surveyTables, type LocatedTable, type TablesSurvey } from './surveyTables';
import { columnKeys } from './tableContent';
import { imageOf, sameTables } from './tableImages';
import { applyAll } from './applyAll';
import { emptyShells } from './createTables';
import { bodySteps, toRequests, truncateSteps, type TablePlace } from './writeSteps';

/**
 * Puts the tables back as they were, from what was read before the write. What is there is looked at first: a write
 * that failed before it changed anything needs no repair, and repairing could only harm.
 * @returns whether the tables were read back and are equal to before
 */
export async function undoWrite(gateway: WorkbookGateway, before: TablesSurvey, snapshotId: string): Promise<boolean> {
  try {
    return await gateway.run(async (book) => {
      const broken = await surveyTables(book, 'everything');
      const made = await sheetsMade(book, broken, before, snapshotId);
      if (made.length === 0 && sameTables(imageOf(broken), imageOf(before))) return true;
      await applyAll(book, toRequests(undoSteps(broken, before, made, snapshotId)));
      const undone = await surveyTables(book, 'everything');
      const left = await sheetsMade(book, undone, before, snapshotId);
      return left.length === 0 && sameTables(imageOf(undone), imageOf(before));
    });
  } catch {
    return false; // Excel failed again; the caller marks the tables
  }
}

/**
 * Best effort: a stamp `writing` that cannot be replaced is refused by functions just as well. The stamp is the first
 * and the last thing that a write and its undoing change, so one that is as before says that the tables are, too;
 * marked all the same, they would be "restored" from the image of an earlier write.
 * @returns whether the tables turned out to be as before
 */
export async function markInvalid(
  gateway: WorkbookGateway,
  before: TablesSurvey,
  snapshotId: string,
): Promise<boolean> {
  try {
    return await gateway.run(async (book) => {
      const { tables, stamp } = await surveyTables(book, 'values');
      if (!tables.sources) return false;
      if (
        typeof stamp === 'object' &&
        typeof before.stamp === 'object' &&
        stampText(stamp) === stampText(before.stamp)
      ) {
        return true;
      }
      const { state } = tables.sources;
      await book.apply(
        stampSteps(placeOf(tables.sources), state.headers, `invalid:${snapshotId}`, state.rect.rows - 1),
      );
      return false;
    });
  } catch {
    return false; // the stamp says `writing` or `undoing`, or nothing was written at all
  }
}

function undoSteps(
  now: TablesSurvey,
  before: TablesSurvey,
  made: readonly string[],
  snapshotId: string,
): WorkbookStep[] {
  const image = imageOf(before);
  const { sources, changes } = now.tables;
  const stamp = (text: string, rows: number) =>
    sources ? stampSteps(placeOf(sources), sources.state.headers, text, rows) : [];
  const bodies = TABLE_LAYOUTS.flatMap(({ role }) => {
    const table = now.tables[role];
    const old = image.tables[role];
    if (!table || !old || made.includes(table.state.sheet)) return [];
    const stampColumn = columnKeys(table.state.headers, table.layout).indexOf('stamp');
    return bodySteps(placeOf(table), old.body, stampColumn, table.content.formats);
  });
  const log =
    changes && before.tables.changes ? truncateSteps(placeOf(changes), Math.max(1, image.changesRows ?? 1)) : [];
  const blankLog = changes && image.changesRows === 0 ? blankFirstRow(changes) : [];
  const hadSources = before.tables.sources !== undefined;
  return [
    ...(sources ? stamp(`undoing:${snapshotId}`, sources.state.rect.rows - 1) : []),
    ...bodies,
    ...log,
    ...blankLog,
    // the sheet with the stamp goes last: until then the stamp says that the tables are not whole
    ...[...made].reverse().map((sheet): WorkbookStep => ({ do: 'deleteSheet', sheet })),
    { do: 'setting', key: DOCUMENT_STATE_KEY, text: documentStateText(before.document) },
    ...(hadSources ? stampAsBefore(before, stamp) : []),
  ];
}

function stampAsBefore(before: TablesSurvey, stamp: (text: string, rows: number) => WorkbookStep[]): WorkbookStep[] {
  const text = typeof before.stamp === 'string' ? '' : stampText(before.stamp);
  return stamp(text, (before.tables.sources?.state.rect.rows ?? 2) - 1);
}

function blankFirstRow({ state }: LocatedTable): WorkbookStep[] {
  return [{ do: 'clear', area: { sheet: state.sheet, rect: { ...state.rect, row: state.rect.row + 1, rows: 1 } } }];
}

/**
 * Sheets that the failed write made, in the order in which it made them. A sheet that a colleague made meanwhile under
 * the same name is not ours to delete: ours are all there once the stamp names our snapshot, and hold nothing before.
 */
async function sheetsMade(
  book: WorkbookSession,
  now: TablesSurvey,
  before: TablesSurvey,
  snapshotId: string,
): Promise<string[]> {
  const known = new Set(before.overview.sheets.map(({ id }) => id));
  const added = now.overview.sheets.filter(({ id }) => !known.has(id));
  if (added.length === 0) return [];
  const isOurWrite = typeof now.stamp === 'object' && now.stamp.snapshotId === snapshotId;
  const shells = await emptyShells(book, added);
  return TABLE_LAYOUTS.flatMap(({ role, sheet }) => {
    if (before.tables[role]) return [];
    const ours = isOurWrite ? now.tables[role]?.state.sheet : undefined;
    return added
      .filter(({ id, name }) => id === ours || (shells.includes(id) && name.startsWith(sheet)))
      .map(({ id }) => id);
  });
}

function placeOf({ state }: LocatedTable): TablePlace {
  return { table: state.id, sheet: state.sheet, rect: state.rect };
}
