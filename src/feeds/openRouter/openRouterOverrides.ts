import type { PriceRow } from '../../catalog/priceRow';
import type { OpenRouterOverride } from './openRouterRecord';

/** The hours and days of an override in our columns. */
export function scheduleOf({ utc_days: days, utc_start: start, utc_end: end }: OpenRouterOverride): Partial<PriceRow> {
  return {
    ...(days ? { days: days.map((day) => day[0].toUpperCase() + day.slice(1, 3)).join(',') } : {}),
    ...(start !== undefined && end !== undefined ? { hours: `${clockTime(start)}-${clockTime(end)}` } : {}),
    tz: 'UTC',
  };
}

export function isTimed(override: OpenRouterOverride): boolean {
  return override.utc_days !== undefined || override.utc_start !== undefined;
}

/**
 * OpenRouter lets the later of two applicable overrides win; our rows are applied by kind: thresholds first, ascending,
 * then schedules, those with fewer conditions first. Both must come to the same for a list to be read.
 */
export function appliesInOurOrder(overrides: readonly OpenRouterOverride[]): boolean {
  return overrides.every((later, index) =>
    overrides
      .slice(0, index)
      .every((earlier) => !canBothApply(earlier, later) || compare(rank(earlier), rank(later)) <= 0),
  );
}

function clockTime(hhmm: number): string {
  return `${String(Math.floor(hhmm / 100)).padStart(2, '0')}:${String(hhmm % 100).padStart(2, '0')}`;
}

/** Kind, number of conditions, threshold: see `compileRows`. */
function rank(override: OpenRouterOverride): readonly number[] {
  const conditions = [override.min_prompt_tokens, override.utc_days, override.utc_start].filter(
    (one) => one !== undefined,
  );
  return isTimed(override)
    ? [1, conditions.length, override.min_prompt_tokens ?? 0]
    : [0, 1, override.min_prompt_tokens ?? 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const difference = a.findIndex((part, index) => part !== b[index]);
  return difference < 0 ? 0 : a[difference] - b[difference];
}

function canBothApply({ utc_days: a }: OpenRouterOverride, { utc_days: b }: OpenRouterOverride): boolean {
  return a === undefined || b === undefined || a.some((day) => b.includes(day));
}
