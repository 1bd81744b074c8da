import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceRow } from '../../catalog/priceRow';
import { modelKey, modelKeyOf, rowKey } from '../../catalog/rowKey';

/** One entry of `src/catalog/curated/*.json`: a canonical row, or the same row for several models. */
export type CuratedRow = Omit<PriceRow, 'model' | 'source' | 'checked'> & {
  readonly models: readonly string[];
  /** Where the figure can be read. */
  readonly source: string;
  /** ISO date on which it was read there. */
  readonly checked: string;
};
export interface CuratedFile {
  readonly about: string;
  /** Models whose generated rows are dropped because the sources are wrong about the whole card. */
  readonly replaces?: readonly { readonly provider: string; readonly models: readonly string[] }[];
  readonly rows: readonly CuratedRow[];
}

const CURATED_FOLDER = join('src', 'catalog', 'curated');

export function readCurated(folder = CURATED_FOLDER): CuratedFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CuratedFile);
}

/**
 * Lays the curated rows over the generated ones. A row with the same provider, model and conditions corrects that row
 * field by field (aliases are added); any other row is appended after the rows of its model.
 */
export function applyCurated(generated: readonly PriceRow[], files: readonly CuratedFile[]): PriceRow[] {
  const replaced = new Set(files.flatMap(({ replaces }) => replaces ?? []).flatMap(modelKeysOf));
  const rows = generated.filter((row) => !replaced.has(modelKey(row)));
  const known = new Set(rows.map(modelKey));
  for (const curated of files.flatMap((file) => file.rows)) {
    for (const row of expand(curated)) {
      const isNewModel = !known.has(modelKey(row));
      if (isNewModel && row.input === undefined && row.request_per_1k === undefined) {
        throw new Error(`Curated row for ${row.provider}/${row.model}: no such model, and the row is not a base card`);
      }
      known.add(modelKey(row));
      const at = rows.findIndex((other) => rowKey(other) === rowKey(row));
      const corrected = rows[at];
      if (corrected) rows[at] = correct(corrected, row);
      else rows.splice(endOfModel(rows, row), 0, row);
    }
  }
  return rows;
}

/** Only a correction of the price itself becomes its source; an alias, a note or a tool fee leaves it as it was. */
function correct(row: PriceRow, correction: PriceRow): PriceRow {
  const aliases = [row.aliases, correction.aliases].filter(Boolean).join(';');
  const { source, checked, ...fields } = correction;
  const repriced = correction.input !== undefined || correction.output !== undefined;
  return { ...row, ...fields, ...(repriced ? { source, checked } : {}), ...(aliases ? { aliases } : {}) };
}

function expand({ models, ...row }: CuratedRow): PriceRow[] {
  return models.map((model) => ({ ...row, model }));
}
function modelKeysOf({ provider, models }: { provider: string; models: readonly string[] }): string[] {
  return models.map((model) => modelKeyOf(provider, model));
}
function endOfModel(rows: readonly PriceRow[], row: PriceRow): number {
  const sameModel = rows.map(modelKey).lastIndexOf(modelKey(row));
  const sameProvider = rows.map(({ provider }) => provider).lastIndexOf(row.provider);
  return (sameModel >= 0 ? sameModel : sameProvider >= 0 ? sameProvider : rows.length - 1) + 1;
}
