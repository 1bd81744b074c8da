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
  const readers = columns.map((column) => (NUMBER_COLUMNS.has(column) ? Number : String));
  const unpacked: PriceRow[] = [];
  for (const [provider, lines] of Object.entries(rows)) {
    let model = '';
    for (const line of lines) {
      const codeEnd = line.indexOf('|');
      const row: UnpackedRow = { provider, model };
      // most cells are blank: finding the next bar is cheaper than splitting into as many strings
      for (let start = codeEnd + 1, index = 0; start <= line.length; index += 1) {
        const bar = line.indexOf('|', start);
        const end = bar < 0 ? line.length : bar;
        if (end > start) row[columns[index]] = readers[index](line.slice(start, end));
        start = end + 1;
      }
      [row.source, row.checked] = sources[parseInt(line.slice(0, codeEnd), 36)];
      model = row.model;
      unpacked.push(row);
    }
  }
  return { snapshot: { id: meta.id, asOf: meta.asOf, origin: 'embedded' }, rows: unpacked };
}

/** A row under construction: the columns are those of `PRICE_COLUMNS`, which a test holds. */
type UnpackedRow = { -readonly [C in keyof PriceRow]: PriceRow[C] } & Record<string, string | number | undefined>;

const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  ...TOKEN_RATE_COLUMNS,
  ...FEE_COLUMNS.filter((column) => column !== 'other_tool_per_1k' && column !== 'image_each'),
  ...MODIFIER_COLUMNS.filter((column) => column !== 'currency'),
  'ctx_from',
  'context_window',
  'max_output',
  'min_cache_tokens',
  'priority',
]);
