import { EngineError } from '../errors';
import { PARTS_OF, REQUESTS, UNITS, unitIndex, variantName } from './units';

/** What was used, gross: how many of each unit by its index, and what has a name of its own (`images:1024x1024`). */
export interface Usage {
  readonly counts: Float64Array;
  readonly named: ReadonlyMap<string, number>;
}

/**
 * A usage from its `unit | quantity` rows.
 * @param rows quantities ≥ 0 by usage key (`input`, `cached_input`, `web_search`, `images:1024x1024`, …), gross
 * @returns counts by unit; one request unless `requests` says more
 * @throws usage-unknown-unit, usage-not-a-number, usage-negative → #VALUE! naming the unit
 * @example usageOf([['input', 1000], ['output', 100]]).counts[0] //=> 1000
 */
export function usageOf(rows: Iterable<readonly [string, number | string | boolean]>): Usage {
  const counts = new Float64Array(UNITS.length);
  const named = new Map<string, number>();
  counts[REQUESTS] = 1;
  for (const [key, quantity] of rows) {
    if (quantity === '') continue;
    const { unit, variant } = readUsageKey(key);
    if (typeof quantity !== 'number' || !Number.isFinite(quantity)) {
      throw new EngineError('usage-not-a-number', { unit: key });
    }
    if (quantity < 0) throw new EngineError('usage-negative', { unit: key, value: quantity });
    if (variant === undefined) counts[unit] = quantity;
    else named.set(variantName(UNITS[unit].key, variant), quantity);
  }
  return { counts, named };
}

/**
 * The unit that a text means: "cached input", "web_search", "images:1024x1024" or, as a sheet's key,
 * "images_1024x1024".
 * @throws usage-unknown-unit → #VALUE!
 */
export function readUsageKey(written: string): { unit: number; variant?: string } {
  const key = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const unit = unitIndex(key);
  if (unit !== undefined) return { unit };
  const owner = UNITS.findIndex(({ key: name, hasVariants }) => hasVariants && new RegExp(`^${name}[:_].`).test(key));
  if (owner < 0) throw new EngineError('usage-unknown-unit', { unit: written.slice(0, 30) });
  return { unit: owner, variant: key.slice(UNITS[owner].key.length + 1) };
}

/**
 * How much of each unit is billed at its own rate: the gross count without its parts.
 * @param counts gross, by unit index
 * @returns counts that add up to the gross `input`, `output` and fees
 * @throws usage-part-exceeds-whole, usage-parts-exceed-whole → #VALUE!; a part is never cut to fit
 */
export function billedCounts(counts: Float64Array): Float64Array {
  const billed = Float64Array.from(counts);
  // parts come after their wholes, so that from the end every part is already net of its own parts
  for (let whole = UNITS.length - 1; whole >= 0; whole -= 1) {
    for (const part of PARTS_OF[whole]) {
      if (UNITS[part].partOf.includes(UNITS[whole].key) && counts[part] > counts[whole]) {
        throw new EngineError('usage-part-exceeds-whole', {
          part: UNITS[part].key,
          partCount: counts[part],
          whole: UNITS[whole].key,
          wholeCount: counts[whole],
        });
      }
      billed[whole] -= billed[part];
    }
    if (billed[whole] < -ROUNDING * counts[whole]) {
      throw new EngineError('usage-parts-exceed-whole', { whole: UNITS[whole].key, wholeCount: counts[whole] });
    }
    if (billed[whole] < 0) billed[whole] = 0;
  }
  return billed;
}

/** Averages such as 0.1 + 0.2 may add up to a hair more than 0.3. */
const ROUNDING = 1e-12;
