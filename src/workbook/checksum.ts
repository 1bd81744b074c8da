import type { TableLayout } from './priceTableLayout';
import type { KeyedRow } from './tableContent';

/** sha256 of the prices in our own columns, whatever the order of rows and columns and whatever users wrote beside. */
export async function pricesChecksum(
  tables: readonly { layout: TableLayout; rows: readonly KeyedRow[] }[],
): Promise<string> {
  const text = tables.map(({ layout, rows }) => `${layout.table}\n${canonicalText(layout, rows)}`).join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function canonicalText(layout: TableLayout, rows: readonly KeyedRow[]): string {
  const keys = layout.columns.filter(({ isUsers }) => !isUsers).map(({ key }) => key);
  return rows
    .map((row) => JSON.stringify(keys.map((key) => row[key] ?? '')))
    .sort()
    .join('\n');
}
