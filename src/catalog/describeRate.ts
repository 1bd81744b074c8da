import { UNITS } from '../engine/units/units';
import type { CompiledRow } from './compiledRow';
import type { PriceRow } from './priceRow';
import type { RateOrigin } from './resolveCard';

/** Why a rate is what it is, in words: "input from 200,001 tokens; × 0.5 (batch)". */
export function describeRate(origin: RateOrigin): string {
  const { stated, scaledBy, pricedAs } = origin;
  return [
    describeRow(stated),
    ...describeExchange(origin),
    ...scaledBy.map(describeScaling),
    ...(pricedAs === undefined ? [] : [`no price of its own: ${UNITS[pricedAs].label} rate`]),
  ].join('; ');
}

/** "EUR at 1.16 USD (ECB, 2026-11-20)"; nothing for USD. */
export function describeExchange({ currency }: RateOrigin): string[] {
  if (!currency) return [];
  const { code, usd, from } = currency;
  return [`${code} at ${usd} USD${from && ` (${from})`}`];
}

/** "list price", or under which conditions the row holds. */
function describeRow(row: CompiledRow): string {
  const conditions = conditionsOf(row.row).join(', ');
  if (row.kind === 'ownPrice') return conditions ? `your price (${conditions})` : 'your price';
  return conditions || 'list price';
}

/** "× 0.5 (batch)", "less 10 % (your discount)". */
export function describeScaling(row: CompiledRow): string {
  const why = row.kind === 'ownDiscount' ? 'your discount' : conditionsOf(row.row).join(', ') || 'list price';
  const { multiplier, discount } = row;
  return [
    ...(multiplier === undefined ? [] : [`× ${multiplier} (${why})`]),
    ...(discount === undefined ? [] : [`less ${Number((discount * 100).toPrecision(12))} % (${why})`]),
  ].join('; ');
}

function conditionsOf(row: PriceRow): string[] {
  const {
    tier,
    region,
    ctx_from: from,
    ctx_mode: mode,
    days,
    hours,
    tz,
    calendar,
    valid_from: start,
    valid_to: end,
  } = row;
  const zone = days || hours ? (tz ?? 'UTC') : undefined;
  return [
    ...(tier ? [tier] : []),
    ...(region ? [`region ${region}`] : []),
    ...(from ? [`${mode === 'marginal' ? 'tokens' : 'input'} from ${from.toLocaleString('en-US')} tokens`] : []),
    ...(days || hours ? [[days, hours, zone].filter((part) => part).join(' ')] : []),
    ...(calendar ? [`not on ${calendar}`] : []),
    ...(start ? [`since ${start}`] : []),
    ...(end ? [`before ${end}`] : []),
  ];
}
