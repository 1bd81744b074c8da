import type { WorkbookGateway } from './gateway';
import { CHANGES_TABLE } from './priceTableLayout';
import { surveyTables } from './surveyTables';
import { columnKeys, isBlankRow, keyedCells, type KeyedRow } from './tableContent';
import { logLength } from './tableImages';
import type { PriceChange } from './tableRows';

/** One line of the log; `field` is `snapshot` for a refresh or restore as a whole. */
export interface LogEntry extends PriceChange {
  /** ISO date-time. */
  readonly date: string;
  readonly snapshot: string;
}

/** The last lines of the log, newest first, and how many the whole log has. */
export async function readHistory(
  gateway: WorkbookGateway,
  most: number,
): Promise<{ readonly entries: readonly LogEntry[]; readonly total: number }> {
  return gateway.run(async (book) => {
    const { changes } = (await surveyTables(book, 'values')).tables;
    const total = changes ? logLength(changes) : 0;
    if (!changes || total === 0) return { entries: [], total: 0 };
    const { sheet, rect, headers } = changes.state;
    const rows = Math.min(most, total);
    const last = { sheet, rect: { ...rect, row: rect.row + 1 + total - rows, rows } };
    const [{ values = [] }] = await book.read([last], ['values']);
    const keys = columnKeys(headers, CHANGES_TABLE);
    const lines = values.filter((cells) => !isBlankRow(cells)).map((cells) => keyedCells(cells, keys));
    return { entries: lines.map(toEntry).reverse(), total };
  });
}

function toEntry(row: KeyedRow): LogEntry {
  const text = (key: string) => String(row[key] ?? '');
  return {
    date: text('date'),
    snapshot: text('snapshot'),
    provider: text('provider'),
    model: text('model'),
    conditions: text('conditions'),
    field: text('field'),
    old: row.old ?? '',
    new: row.new ?? '',
    source: text('source'),
  };
}
