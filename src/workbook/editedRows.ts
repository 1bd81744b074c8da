import { PRICING_COLUMNS } from '../catalog/pricingColumns';
import type { Cell, WorkbookGateway } from './gateway';
import type { TableLayout } from './priceTableLayout';
import { currentSnapshot, type TablesSurvey } from './surveyTables';
import { parseWritten, writtenKey } from './tableImages';
import { columnKeys, isBlankRow, keyedCells, rowNamer, type KeyedRow } from './tableContent';

/** The tables with edits named in them, as far as the workbook still has the record of what we wrote. */
export async function surveyWithEditsNamed(gateway: WorkbookGateway, survey: TablesSurvey): Promise<TablesSurvey> {
  const written = await writtenLast(gateway, survey);
  if (written === undefined) return survey;
  const { llm, gpu } = survey.tables;
  const named = [llm, gpu].flatMap((table) => {
    const rows = table && written[table.layout.role];
    if (!rows) return [];
    const { layout, content } = table;
    const values = withEditsNamed(layout, content.headers, content.values, rows);
    return [[layout.role, { ...table, content: { ...content, values } }]];
  });
  return { ...survey, tables: { ...survey.tables, ...Object.fromEntries(named) } };
}

/** The record of what we wrote last; undefined where the workbook has none. */
export async function writtenLast(
  gateway: WorkbookGateway,
  survey: TablesSurvey,
): Promise<ReturnType<typeof parseWritten> | undefined> {
  const snapshotId = currentSnapshot(survey);
  if (!snapshotId) return undefined;
  const record = await gateway.run(async (book) => {
    await book.overview([]);
    return book.archived(writtenKey(snapshotId));
  });
  return record === undefined ? undefined : parseWritten(record);
}

/**
 * A price that a person typed over ours is not from the list whose name still stands beside it: its source says so, and
 * no day on which it was checked is claimed. Rows of the person's own, and those whose source they changed as well, say
 * themselves where they are from.
 * @param rows of the table, below its header
 * @param written the rows as we wrote them last
 */
export function withEditsNamed(
  layout: TableLayout,
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
  written: readonly KeyedRow[],
): (readonly Cell[])[] {
  const keys = columnKeys(headers, layout);
  const nameOfWritten = rowNamer(layout);
  const writtenRows = new Map(written.map((row) => [nameOfWritten(row), row]));
  const nameOf = rowNamer(layout);
  return rows.map((cells) => {
    if (isBlankRow(cells)) return cells;
    const row = keyedCells(cells, keys);
    const ours = writtenRows.get(nameOf(row));
    const is = (key: string) => ours !== undefined && (row[key] ?? '') === (ours[key] ?? '');
    if (!ours || !is('source') || MOVES_A_PRICE.every(is)) return cells;
    return cells.map((cell, column) => {
      if (keys[column] === 'source') return `edited by hand${cell === '' ? '' : ` (list: ${cell})`}`;
      return layout.role === 'llm' && NO_LONGER_KNOWN.includes(keys[column]) ? '' : cell;
    });
  });
}

/** Of either table. */
export const MOVES_A_PRICE: readonly string[] = [...PRICING_COLUMNS, 'usd_per_gpu_hour'];
/** Of the list's price, not of the edited one. An offer of GPUs is one of its day, without which it is none. */
const NO_LONGER_KNOWN: readonly string[] = ['checked', 'agree'];
