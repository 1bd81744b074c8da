import type { PriceRow } from '../../catalog/priceRow';
import { listedDecimal } from '../../feeds/sourceModel';

/**
 * Fills in what Claude charges for a cache kept for one hour: twice the input price, on every model and at every host
 * (a write for five minutes is 1.25 times). Without it the hour would inherit the price of the five minutes.
 *
 * @source platform.claude.com/docs/en/build-with-claude/prompt-caching, and Vertex AI's list (Sonnet 4.5: 6 and 12)
 */
export function withClaudeHourWrites(row: PriceRow): PriceRow {
  const isClaude = /(?:^|\.)claude-/.test(row.model);
  const { input, cache_write: cacheWrite, cache_write_1h: hourWrite } = row;
  if (!isClaude || input === undefined || cacheWrite === undefined || hourWrite !== undefined) return row;
  return { ...row, cache_write_1h: listedDecimal(2 * input) };
}
