import { createHash } from 'node:crypto';
import type { PackedPrices } from '../../catalog/embeddedPrices';
import { PRICE_COLUMNS, type PriceColumn, type PriceRow } from '../../catalog/priceRow';

export interface SnapshotSource {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/**
 * Rows as lines of pipe-separated cells, grouped by provider: about a fifth of the size of JSON objects, and a
 * changed price is one changed line in a diff.
 */
export function packPrices(rows: readonly PriceRow[], asOf: string, sources: readonly SnapshotSource[]): PackedPrices {
  const provenance = [...new Set(rows.map(provenanceOf))];
  const isUsed = (column: PriceColumn) => rows.some((row) => row[column] !== undefined);
  const columns = PRICE_COLUMNS.filter((column) => !KEPT_APART.has(column) && isUsed(column));
  const lines: Record<string, string[]> = {};
  let previousModel = '';
  for (const row of rows) {
    const group = (lines[row.provider] ??= []);
    const cells = columns.map((column) => String(row[column] ?? ''));
    if (group.length > 0 && row.model === previousModel) cells[columns.indexOf('model')] = '';
    previousModel = row.model;
    const code = provenance.indexOf(provenanceOf(row)).toString(36);
    group.push([code, ...cells].map(checkedCell).join('|').replace(/\|+$/, ''));
  }
  const packed = { columns, provenance, rows: lines };
  const sha256 = sha256OfPrices(packed);
  return {
    meta: {
      id: `${asOf}-${sha256.slice(0, 8)}`,
      asOf,
      sources: sources.map((source) => ({
        ...source,
        rows: rows.filter((row) => sourceNameOf(row) === source.name).length,
      })),
      sha256,
    },
    ...packed,
  };
}

/** The checksum a hand-edited snapshot no longer has. */
export function sha256OfPrices({ columns, provenance, rows }: Omit<PackedPrices, 'meta'>): string {
  return createHash('sha256').update(JSON.stringify({ columns, provenance, rows })).digest('hex');
}

/** The provider is the group; source and date repeat in long runs and are packed as one short code. */
const KEPT_APART: ReadonlySet<PriceColumn> = new Set(['provider', 'source', 'checked']);

/** A curated row names the page it was read on. */
function sourceNameOf({ source }: PriceRow): string | undefined {
  return source?.startsWith('https://') ? 'curated' : source?.replace(/ [^ ]+$/, '');
}

function provenanceOf({ source, checked }: PriceRow): string {
  return `${source ?? ''}|${checked ?? ''}`;
}

function checkedCell(cell: string): string {
  if (/[|\n\r]/.test(cell)) throw new Error(`A cell of the snapshot holds a separator: ${cell}`);
  return cell;
}
