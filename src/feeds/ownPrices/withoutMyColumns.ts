import { PRICE_COLUMNS, USER_COLUMNS, type PriceRow } from '../../catalog/priceRow';
import { PRICING_COLUMNS } from '../../catalog/pricingColumns';
import { modelKey, rowKey } from '../../catalog/rowKey';
import { describeRow } from '../priceChanges';
import { shownWords } from '../shownName';

/**
 * My columns stand beside the prices of the workbook and are written there alone, so that no refresh changes them. What a
 * list says in them is named as not taken, unless the workbook says the same; a model of which nothing else is said is
 * left out.
 */
export function withoutMyColumns(rows: readonly PriceRow[], inForce: readonly PriceRow[]) {
  if (!rows.some(statesMine)) return { rows, notTaken: [] };
  const known = new Map(inForce.map((row) => [rowKey(row), row]));
  const models = new Set(inForce.map(modelKey));
  const taken: PriceRow[] = [];
  const notTaken: { readonly what: string; readonly reason: string }[] = [];
  for (const row of rows) {
    const mine = USER_COLUMNS.filter((column) => row[column] !== undefined);
    const news = mine.filter((column) => row[column] !== known.get(rowKey(row))?.[column]);
    if (news.length > 0) notTaken.push({ what: shownWords(describeRow(row)), reason: whyNot(news) });
    const saysMore = PRICING_COLUMNS.some((column) => row[column] !== undefined);
    if (mine.length === 0) taken.push(row);
    else if (saysMore || models.has(modelKey(row))) taken.push(listColumnsOf(row));
  }
  return { rows: taken, notTaken };
}

function statesMine(row: PriceRow): boolean {
  for (const column in row) if (column.startsWith('my_')) return true;
  return false;
}

function whyNot(columns: readonly string[]): string {
  const inList = columns.map((column) => column.replace(/^my_/, ''));
  return `${columns.join(', ')} not taken from a list: state it there as ${inList.join(', ')}, or fill in My columns on the sheet LLM Prices`;
}

function listColumnsOf(row: PriceRow): PriceRow {
  const cells = PRICE_COLUMNS.flatMap((column) => (row[column] === undefined ? [] : [[column, row[column]] as const]));
  return { ...(Object.fromEntries(cells) as Partial<PriceRow>), provider: row.provider, model: row.model };
}
