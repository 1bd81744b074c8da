/**
 * The workbook gateway over Office.js; with the files in `excel/` the only code that touches `Excel.*`. Needs ExcelApi
 * 1.13 (Table.resize); anything newer is asked for first.
 */
import { applySteps, applyStepsAfterReading } from './excel/applySteps';
import { ArchiveParts } from './excel/archiveParts';
import { readFilledSelection, readFormulaPlaces, readOverview, readPlace, readTables } from './excel/describe';
import { asEngineErrors, inExcel } from './excel/inExcel';
import { readCells } from './excel/readCells';
import type { TableChange, WorkbookGateway, WorkbookSession } from './gateway';

export function excelGateway(): WorkbookGateway {
  return {
    run: (work) => inExcel((context) => work(sessionOf(context))),
    hasNotes: () => Office.context?.requirements?.isSetSupported('ExcelApi', '1.18') === true,
    watchTables: (listener) => asEngineErrors(watchTables(listener)),
  };
}

/** The session of one conversation. */
export function sessionOf(context: Excel.RequestContext): WorkbookSession {
  const archives = new ArchiveParts(context);
  return wrapErrors({
    overview: (expected) => readOverview(context, expected, archives),
    tables: (ids) => readTables(context, ids),
    read: (areas, aspects) => readCells(context, areas, aspects),
    formulaPlaces: (sheets) => readFormulaPlaces(context, sheets),
    activeCell: () => readPlace(context, context.workbook.getActiveCell()),
    selection: () => readPlace(context, context.workbook.getSelectedRange()),
    filledSelection: () => readFilledSelection(context),
    archived: (key) => archives.read(key),
    apply: (steps) => applySteps(context, steps, archives),
    applyAfterReading: (area, steps) => applyStepsAfterReading(context, area, steps, archives),
  });
}

/** Also inside a conversation, so that the protocol can tell a payload that is too large from other refusals. */
function wrapErrors(session: WorkbookSession): WorkbookSession {
  return {
    overview: (expected) => asEngineErrors(session.overview(expected)),
    tables: (ids) => asEngineErrors(session.tables(ids)),
    read: (areas, aspects) => asEngineErrors(session.read(areas, aspects)),
    formulaPlaces: (sheets) => asEngineErrors(session.formulaPlaces(sheets)),
    activeCell: () => asEngineErrors(session.activeCell()),
    selection: () => asEngineErrors(session.selection()),
    filledSelection: () => asEngineErrors(session.filledSelection()),
    archived: (key) => asEngineErrors(session.archived(key)),
    apply: (steps) => asEngineErrors(session.apply(steps)),
    applyAfterReading: (area, steps) => asEngineErrors(session.applyAfterReading(area, steps)),
  };
}

/** Sheet events say who made a change (since ExcelApi 1.14), which table events do not. */
async function watchTables(listener: (change: TableChange) => void): Promise<() => Promise<void>> {
  return Excel.run(async (context) => {
    const { tables, worksheets } = context.workbook;
    const handlers: { remove(): void; context: OfficeExtension.ClientRequestContext }[] = [
      worksheets.onChanged.add(async ({ worksheetId, triggerSource }) => {
        listener({ kind: 'edited', sheet: worksheetId, byUs: triggerSource && triggerSource === 'ThisLocalAddin' });
      }),
      worksheets.onDeleted.add(async ({ worksheetId }) => listener({ kind: 'deleted', sheet: worksheetId })),
      tables.onAdded.add(async ({ worksheetId }) => listener({ kind: 'added', sheet: worksheetId })),
      tables.onDeleted.add(async ({ worksheetId }) => listener({ kind: 'deleted', sheet: worksheetId })),
    ];
    await context.sync();
    return async () => {
      for (const handler of handlers) handler.remove();
      await handlers[0].context.sync();
    };
  });
}
