import { columnNote } from './columnNotes';
import type { WorkbookGateway, WorkbookStep } from './gateway';
import type { TableRole } from './priceTableLayout';
import type { TablesSurvey } from './surveyTables';

/**
 * Notes on the headers of tables that were just made. They are a comfort: an Excel without notes, or one that refuses
 * them, has the tables all the same, so that this is a conversation of its own and never fails.
 */
export async function noteHeaders(
  gateway: WorkbookGateway,
  { tables }: TablesSurvey,
  made: readonly TableRole[],
): Promise<void> {
  const steps = made.flatMap((role): WorkbookStep[] => {
    const state = tables[role]?.state;
    return (state?.headers ?? []).flatMap((header, index): WorkbookStep[] => {
      const text = columnNote(role, header);
      if (!state || !text) return [];
      const rect = { row: state.rect.row, column: state.rect.column + index, rows: 1, columns: 1 };
      return [{ do: 'note', area: { sheet: state.sheet, rect }, text }];
    });
  });
  if (steps.length === 0 || !gateway.hasNotes()) return;
  await gateway.run((book) => book.apply(steps)).catch(() => undefined);
}
