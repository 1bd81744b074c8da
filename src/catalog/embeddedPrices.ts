import snapshot from './embedded/llmPrices.json';
import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow, type PriceTable } from './priceRow';

/** What `npm run prices:snapshot` writes: see `tooling/prices/packPrices.ts`. */
export interface PackedPrices {
  readonly meta: {
    readonly id: string;
    readonly asOf: string;
    readonly sources: readonly EmbeddedSource[];
    readonly sha256: string;
  };
  /** Columns of a line after its provenance code. */
  readonly columns: readonly string[];
  /** `source|checked`; a line names its entry by base-36 index. */
  readonly provenance: readonly string[];
  /** Lines by provider; a blank model is the model of the line above. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
}
export interface EmbeddedSource {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly licence: string;
  readonly rows: number;
}

/**
 * The price rows that ship with the add-in, so that formulas work without a workbook table and offline.
 * Admission was checked when the snapshot was built and is asserted by a test; loading only splits text.
 */
export function embeddedPrices(): PriceTable {
  return unpackPrices(snapshot);
}

/** The packages and the curated list the embedded prices were made from. */
export function embeddedSources(): PackedPrices['meta'] {
  return snapshot.meta;
}

export function unpackPrices({ meta, columns, provenance, rows }: PackedPrices): PriceTable {
  const sources = provenance.map((entry) => entry.split('|'));
  const isNumber = columns.map((column) => NUMBER_COLUMNS.has(column));
  const unpacked: PriceRow[] = [];
  for (const [provider, lines] of Object.entries(rows)) {
    let model = '';
    for (const line of lines) {
      const cells = line.split('|');
      const row: Record<string, string | number> = { provider, model };
      for (let index = 1; index < cells.length; index += 1) {
        const cell = cells[index];
        const column = columns[index - 1];
        if (cell && column) row[column] = isNumber[index - 1] ? Number(cell) : cell;
      }
      const [source, checked] = sources[parseInt(cells[0] ?? '', 36)] ?? [];
      if (source) row.source = source;
      if (checked) row.checked = checked;
      model = String(row.model);
      unpacked.push({ ...row, provider, model });
    }
  }
  return { snapshot: { id: meta.id, asOf: meta.asOf, origin: 'embedded' }, rows: unpacked };
}

const NUMBER_COLUMNS: ReadonlySet<string> = new Set(
  [
    ...TOKEN_RATE_COLUMNS,
    ...FEE_COLUMNS.filter((column) => column !== 'other_tool_per_1k' && column !== 'image_each'),
    ...MODIFIER_COLUMNS.filter((column) => column !== 'currency'),
    'ctx_from',
    'context_window',
    'max_output',
    'min_cache_tokens',
    'priority',
  ],
);
