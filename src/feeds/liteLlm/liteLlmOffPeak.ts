import type { PriceRow } from '../../catalog/priceRow';
import type { Provenance } from '../sourceRows';
import { usdPerMTok } from '../rateUnits';
import type { Rates } from '../sourceModel';
import type { LiteLlmOffPeak } from './liteLlmRecord';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WINDOW = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

/** The off-peak rows of a model, or in words why its hours cannot be read. Weekday and hours are both read in UTC. */
export function offPeakRows(
  identity: Pick<PriceRow, 'provider' | 'model'>,
  offPeak: LiteLlmOffPeak,
  provenance: Provenance,
): PriceRow[] | string {
  const { hours_utc: flat, windows = [], weekday_timezone: zone = 'UTC' } = offPeak;
  const all = [...windows, ...(flat === undefined ? [] : [{ hours_utc: flat, weekdays: undefined }])];
  if (all.length === 0) return 'its off-peak price has no hours';
  const rows: PriceRow[] = [];
  for (const { hours_utc: hours, weekdays } of all) {
    if (weekdays && zone !== 'UTC') return 'its off-peak hours are in UTC and their weekdays in another time zone';
    const days = weekdays?.map(dayOf);
    const parts = [hours].flat();
    if (days?.includes(undefined) || !parts.every((part) => WINDOW.test(part)))
      return 'its off-peak hours have another format';
    const isWholeDay = parts.some((part) => part.slice(0, 5) === part.slice(6));
    if (isWholeDay && !days) return 'its off-peak hours are the whole day';
    rows.push({
      ...identity,
      ...(days ? { days: days.join(',') } : {}),
      ...(isWholeDay ? {} : { hours: parts.join(';') }),
      ...{ tz: 'UTC', ...ratesOf(offPeak) },
      ...provenance,
    });
  }
  return rows;
}

/** 1 is Monday and 7 Sunday; "Sat" and "sunday" are names. */
function dayOf(day: number | string): string | undefined {
  if (typeof day === 'number') return DAYS[day - 1];
  return DAYS.find((name) => day.toLowerCase().startsWith(name.toLowerCase()));
}

function ratesOf(offPeak: LiteLlmOffPeak): Rates {
  const perToken: Readonly<Record<string, number | undefined>> = {
    input: offPeak.input_cost_per_token,
    output: offPeak.output_cost_per_token,
    reasoning: offPeak.output_cost_per_reasoning_token,
    cached_input: offPeak.cache_read_input_token_cost,
    cache_write: offPeak.cache_creation_input_token_cost,
  };
  return Object.fromEntries(
    Object.entries(perToken).flatMap(([column, usd]) => (usd === undefined ? [] : [[column, usdPerMTok(usd)]])),
  );
}
