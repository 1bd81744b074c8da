/**
 * The write protocol of engineering.md §12, for refresh and restore alike: all price tables as one unit.
 * Check, keep what is there in the workbook, stamp `writing`, write, stamp `ok`, read back; after any failure put
 * everything back, and if even that fails leave a stamp that no function accepts.
 */
import { EngineError } from '../engine/errors';
import { afterTyping } from './cellText';
import { applyAll } from './applyAll';
import { createSteps, emptyTableRect, freeSheetName } from './createTables';
import { DOCUMENT_STATE_KEY, documentStateText, type DocumentState } from './documentState';
import { UNDO_NOT_SUPPORTED, type WorkbookGateway, type WorkbookSession, type WorkbookStep } from './gateway';
import type { TableBody } from './mergeTable';
import { PaneError } from './paneError';
import { checkRoom, checkWritable, sheetNameOf } from './preflight';
import { layoutOf, TABLE_LAYOUTS, type TableLayout, type TableRole } from './priceTableLayout';
import { parseStamp, stampText } from './stamp';
import { stampArea, stampSteps } from './stampSteps';
import { isWhole, surveyKnownTables, surveyTables, type LocatedTable, type TablesSurvey } from './surveyTables';
import { columnKeys } from './tableContent';
import { imageOf, imageText, logLength } from './tableImages';
import { markInvalid, undoWrite } from './undoWrite';
import { appendSteps, bodySteps, toRequests, truncateSteps, type TablePlace } from './writeSteps';

/** What to write; made from a survey, and nothing is written while it is made. */
export interface TablesPlan {
  readonly snapshotId: string;
  /** Tables that are missing are made; a table without a body is left as it is. */
  readonly tables: readonly PlannedTable[];
  /** Rows for the end of the log, in the order of its columns. */
  readonly log: TableBody | undefined;
  /** How long the log is before these rows; undefined for its whole length. */
  readonly cutLogTo?: number;
  /** Tables of a write that never finished. */
  readonly sheetsToDelete: readonly string[];
  readonly archives: readonly WorkbookStep[];
  /** Undefined when the tables are gone afterwards. */
  readonly finalStamp: string | undefined;
  readonly document: DocumentState;
}
export interface PlannedTable {
  readonly layout: TableLayout;
  readonly headers: readonly string[];
  readonly body: TableBody;
}

type WriteProgressStep = 'checking' | 'writing' | 'verifying' | 'undoing';
export type ReportProgress = (step: WriteProgressStep, done: number) => void;

export type TablesWritten =
  | { readonly outcome: 'written'; readonly survey: TablesSurvey }
  | { readonly outcome: 'declined' | 'undone' | 'invalid'; readonly problem: EngineError }
  /** Somebody else's snapshot is in the tables, whole. */
  | { readonly outcome: 'superseded'; readonly snapshotId: string };

type PlanFor = (survey: TablesSurvey, book: WorkbookSession) => Promise<TablesPlan>;

export async function writeTables(
  gateway: WorkbookGateway,
  planFor: PlanFor,
  report: ReportProgress,
): Promise<TablesWritten> {
  const written = await writeOnce(gateway, planFor, report);
  const isRefusedAsOneStep =
    (written.outcome === 'declined' || written.outcome === 'undone') &&
    written.problem.details.code === UNDO_NOT_SUPPORTED;
  return isRefusedAsOneStep ? writeOnce(gateway, planFor, report) : written;
}

async function writeOnce(gateway: WorkbookGateway, planFor: PlanFor, report: ReportProgress): Promise<TablesWritten> {
  let begun: { survey: TablesSurvey; plan: TablesPlan } | undefined;
  try {
    return await gateway.run(async (book) => {
      report('checking', 0);
      const survey = await surveyTables(book, 'everything');
      checkWritable(survey);
      const plan = await planFor(survey, book);
      const { places, steps } = stepsOf(survey, plan);
      const ours = Object.values(survey.tables).map(({ state }) => state.id);
      const notWritten = survey.overview.described.filter(({ id }) => !ours.includes(id));
      const claimed = await claim(book, survey, plan, () => (begun = { survey, plan }));
      if (!claimed) {
        begun = undefined; // what is in the tables now is another's to finish or to undo
        throw new PaneError('tables-unfinished');
      }
      await applyAll(book, toRequests(steps), (done) => report('writing', done));
      report('verifying', 0);
      const remaining = [...places].filter(([, { sheet }]) => !plan.sheetsToDelete.includes(sheet));
      const known = remaining.map(([role, { table }]) => ({ layout: layoutOf(role), id: table }));
      const readBack = () =>
        surveyKnownTables(
          book,
          { overview: { ...survey.overview, described: notWritten }, document: plan.document },
          known,
          'values',
        );
      let after = await readBack();
      const other = othersSnapshot(after, plan);
      if (other) return other;
      checkBodies(after, plan);
      if (isPutBack(after, plan)) {
        await applyAll(book, [finalStampSteps(after, plan)]);
        after = await readBack();
      }
      checkStamp(after, plan);
      await noteTableIds(book, after, plan, places);
      return { outcome: 'written', survey: after };
    });
  } catch (thrown) {
    const problem = asEngineError(thrown);
    if (!begun) return { outcome: 'declined', problem };
    report('undoing', 0);
    const { survey, plan } = begun;
    const isUndone =
      (await undoWrite(gateway, survey, plan.snapshotId)) || (await markInvalid(gateway, survey, plan.snapshotId));
    return { outcome: isUndone ? 'undone' : 'invalid', problem };
  }
}

/**
 * Keeps what is there and takes the stamp. Requests are served one after the other, so of two writers only one finds
 * the stamp that both had read; the other puts back what it found and has written nothing.
 */
async function claim(
  book: WorkbookSession,
  survey: TablesSurvey,
  plan: TablesPlan,
  begin: () => void,
): Promise<boolean> {
  // after a write that never finished, the state before it is still the one to go back to
  const archive: WorkbookStep[] = isWhole(survey)
    ? [{ do: 'archive', key: 'previous', text: imageText(imageOf(survey)) }]
    : [];
  const { sources } = survey.tables;
  if (!sources) {
    begin();
    if (archive.length > 0) await book.apply(archive);
    return true;
  }
  const rows = sources.state.rect.rows - 1;
  const area = stampArea(placeOf(sources), sources.state.headers, rows);
  begin();
  const steps = [
    ...archive,
    ...stampSteps(placeOf(sources), sources.state.headers, `writing:${plan.snapshotId}`, rows),
  ];
  const found = await book.applyAfterReading(area, steps);
  const column = area.rect.column - sources.state.rect.column;
  if (found.every(([text], row) => text === sources.content.values[row][column])) return true;
  await book.apply([{ do: 'cells', area, cells: found }]);
  return false;
}

function stepsOf(
  survey: TablesSurvey,
  plan: TablesPlan,
): { places: Map<TableRole, TablePlace>; steps: WorkbookStep[] } {
  const writing = `writing:${plan.snapshotId}`;
  const places = new Map<TableRole, TablePlace>();
  const creation: WorkbookStep[] = [];
  const bodies: WorkbookStep[] = [];
  const planned = new Map(plan.tables.map((table) => [table.layout.role, table]));
  for (const layout of TABLE_LAYOUTS) {
    const located = survey.tables[layout.role];
    const headers =
      planned.get(layout.role)?.headers ?? located?.state.headers ?? layout.columns.map(({ header }) => header);
    if (located) places.set(layout.role, placeOf(located));
    else if (planned.has(layout.role) || (layout.role === 'changes' && plan.log)) {
      const sheet = freeSheetName(layout.sheet, survey.overview);
      creation.push(...createSteps(layout, headers, sheet, writing));
      places.set(layout.role, { table: layout.table, sheet, rect: emptyTableRect(headers) });
    }
  }
  for (const { layout, headers, body } of plan.tables) {
    const place = places.get(layout.role);
    const located = survey.tables[layout.role];
    if (!place) continue;
    if (located) checkRoom(located, body.typed.length, sheetNameOf(survey, place.sheet));
    bodies.push(...bodySteps(place, body, columnKeys(headers, layout).indexOf('stamp'), located?.content.formats));
  }
  bodies.push(...logSteps(survey, plan, places.get('changes')));
  const sources = places.get('sources');
  const sourcesHeaders = planned.get('sources')?.headers ?? survey.tables.sources?.state.headers ?? [];
  const stamp = (text: string, rows: number) => (sources ? stampSteps(sources, sourcesHeaders, text, rows) : []);
  const sourceRows = planned.get('sources')?.body.typed.length ?? (sources?.rect.rows ?? 2) - 1;
  return {
    places,
    steps: [
      ...creation,
      ...bodies,
      ...plan.sheetsToDelete.map((sheet): WorkbookStep => ({ do: 'deleteSheet', sheet })),
      ...plan.archives,
      { do: 'setting', key: DOCUMENT_STATE_KEY, text: documentStateText(plan.document) },
      ...(plan.finalStamp === undefined ? [] : stamp(plan.finalStamp, sourceRows)),
    ],
  };
}

function logSteps(survey: TablesSurvey, plan: TablesPlan, place: TablePlace | undefined): WorkbookStep[] {
  if (!place) return [];
  const located = survey.tables.changes;
  const length = plan.cutLogTo ?? (located ? logLength(located) : 0);
  const added = plan.log?.typed.length ?? 0;
  if (located) checkRoom(located, length + added, sheetNameOf(survey, place.sheet));
  const kept = Math.max(1, length);
  const cut = truncateSteps(place, kept);
  const shorter = { ...place, rect: { ...place.rect, rows: Math.min(place.rect.rows, kept + 1) } };
  return plan.log && added > 0 ? [...cut, ...appendSteps(shorter, plan.log, length === 0)] : cut;
}

function placeOf({ state }: LocatedTable): TablePlace {
  return { table: state.id, sheet: state.sheet, rect: state.rect };
}

/** A writer who came second has put back the stamp that he found, after we had replaced it. */
function isPutBack({ stamp }: TablesSurvey, { snapshotId, finalStamp }: TablesPlan): boolean {
  return (
    finalStamp !== undefined &&
    typeof stamp === 'object' &&
    stamp.state === 'writing' &&
    stamp.snapshotId === snapshotId
  );
}

function finalStampSteps({ tables: { sources } }: TablesSurvey, { finalStamp = '' }: TablesPlan): WorkbookStep[] {
  return sources ? stampSteps(placeOf(sources), sources.state.headers, finalStamp, sources.state.rect.rows - 1) : [];
}

/** A colleague wrote between our check and our write: the last writer checks the whole, so theirs is left to them. */
function othersSnapshot({ stamp }: TablesSurvey, plan: TablesPlan): TablesWritten | undefined {
  const ours = parseStamp(plan.finalStamp ?? '');
  if (typeof stamp === 'string' || stamp.snapshotId === ours?.snapshotId || stamp.snapshotId === plan.snapshotId)
    return undefined;
  return { outcome: 'superseded', snapshotId: stamp.snapshotId };
}

/** @throws tables-not-as-written with the first cell that differs */
function checkBodies(after: TablesSurvey, plan: TablesPlan): void {
  for (const { layout, headers, body } of plan.tables) {
    const located = after.tables[layout.role];
    const isStamp = columnKeys(headers, layout).map((key) => key === 'stamp');
    body.typed.forEach((line, row) =>
      line.forEach((typed, column) => {
        if (isStamp[column]) return;
        const expected = afterTyping(typed, body.formats[row][column]);
        if (expected === undefined || located?.content.values[row]?.[column] === expected) return;
        throw notAsWritten(layout.sheet, (located?.state.rect.row ?? 0) + row + 2, headers[column]);
      }),
    );
    const rows = located?.content.values.length ?? 0;
    if (rows !== body.typed.length) throw notAsWritten(layout.sheet, rows + 1, headers[0]);
  }
}

function checkStamp({ stamp, tables: { sources } }: TablesSurvey, { finalStamp = '' }: TablesPlan): void {
  const isAsWritten = typeof stamp === 'object' && stampText(stamp) === finalStamp;
  if (sources && !isAsWritten) throw notAsWritten(sources.layout.sheet, sources.state.rect.row + 2, 'Stamp');
}

function notAsWritten(sheet: string, row: number, column: string): EngineError {
  return new PaneError('tables-not-as-written', { sheet, row, column });
}

/** New tables have ids only now. A failure here harms nothing: the tables are found by name as well. */
async function noteTableIds(
  book: WorkbookSession,
  after: TablesSurvey,
  plan: TablesPlan,
  places: ReadonlyMap<TableRole, TablePlace>,
): Promise<void> {
  const ids = Object.fromEntries(Object.values(after.tables).map(({ layout, state }) => [layout.role, state.id]));
  const isKnown = [...places.keys()].every((role) => plan.document.tables[role] === ids[role]);
  if (isKnown) return;
  const text = documentStateText({ ...plan.document, tables: ids });
  await book.apply([{ do: 'setting', key: DOCUMENT_STATE_KEY, text }]).catch(() => undefined);
}

/** Whatever was thrown, the tables have to be put back; an unexpected fault is named in the pane like any other. */
function asEngineError(thrown: unknown): EngineError {
  return thrown instanceof EngineError
    ? thrown
    : new EngineError('internal', { reference: String(thrown).slice(0, 60) });
}
