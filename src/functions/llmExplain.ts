import { describeRate } from '../catalog/describeRate';
import { listSources } from '../catalog/rateSources';
import { isoOfMs } from '../catalog/rowDates';
import type { PricedModel } from '../catalog/pricedModel';
import type { RateOrigin, ResolvedBands } from '../catalog/resolveCard';
import { billLines, bucketName, quoteOf, type BillLine } from '../engine/api-cost/billLines';
import type { Quote } from '../engine/api-cost/quote';
import { textRequestUsd } from '../engine/api-cost/textRequestUsd';
import { UNITS } from '../engine/units/units';
import {
  AS_OF,
  CACHED_TOKENS,
  CACHE_WRITE_TOKENS,
  INPUT_TOKENS,
  MODEL,
  OUTPUT_TOKENS,
  PRICES,
  TIER,
  single,
} from './apiCostArguments';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction, type CellValue, type Instant } from './definition';
import { llmCost } from './llmCost';
import { textUsage } from './textUsage';

const HEADER = ['line', 'quantity', 'rate', 'per', 'cost', 'rule', 'source', 'checked', 'agree'];

export const llmExplain = defineFunction({
  id: 'LLMEXPLAIN',
  description:
    'The bill behind LLMCOST line by line: quantity, rate, cost, the rule that applied, its source and date.',
  category: 'API cost',
  arguments: [
    single(MODEL),
    single(INPUT_TOKENS),
    single(OUTPUT_TOKENS),
    single(CACHED_TOKENS),
    single(CACHE_WRITE_TOKENS),
    single(TIER),
    single(AS_OF),
    PRICES,
  ],
  returns: { shape: 'spill', unit: 'lines with costs in USD per request' },
  examples: [
    { formula: '=LLMEXPLAIN("gpt-4o",1000,100)', shows: 'two lines and a total of 0.0035' },
    { formula: '=LLMEXPLAIN("claude-sonnet-4-5",12000,900,9000)', shows: 'cached and uncached input apart' },
  ],
  formula:
    'as LLMCOST; agree says how many of the sources that price the model give this figure; "at least" is a floor',
  errors: llmCost.errors?.filter((code) => code !== 'price-missing'),
  evaluate(values, context) {
    const catalog = catalogOfCall(values.prices, context);
    const model = catalog.find(values.model);
    const bands = model.bands(values.tier, '', values.as_of?.utcMs);
    const lines = billLines(bands, textUsage(values));
    const quote = quoteOf(lines);
    const { input_tokens, output_tokens, cached_tokens, cache_write_tokens } = values;
    const usd =
      quote.kind === 'known'
        ? textRequestUsd(bands, input_tokens, output_tokens, cached_tokens, cache_write_tokens)
        : quote.kind === 'floor' && quote.usd;
    const rule = [
      `${model.id}, ${values.tier.trim().toLowerCase() || 'standard'}, ${momentOf(model, values.as_of)}`,
      ...historyOf(lines, bands, values.as_of ?? { utcMs: model.table.defaultUtcMs }),
      ...(quote.kind === 'known' ? [] : [`no price for ${quote.unpriced.join(', ')}`]),
      ...alsoSoldBy(catalog.otherSellers(model)),
    ].join('; ');
    return [
      HEADER,
      ...lines.map((line) => explained(line, bands)),
      [TOTAL_LABEL[quote.kind], '', '', '', usd === false ? '' : usd, rule, '', '', ''],
    ];
  },
});

const TOTAL_LABEL: Readonly<Record<Quote['kind'], string>> = {
  known: 'total',
  floor: 'at least',
  unpriced: 'no price',
};
const MOST_SELLERS = 5;

function explained(line: BillLine, bands: ResolvedBands): CellValue[] {
  const { label, perLabel } = UNITS[line.unit];
  const origin = originOf(line, bands);
  if (!origin) return [label, line.quantity, '', perLabel, '', `no price for ${bucketName(line)}`, '', '', ''];
  const { source, checked } = listSources([origin]);
  const agree = origin.stated.kind === 'ownPrice' ? '' : (origin.stated.row.agree ?? '');
  return [label, line.quantity, line.rate, perLabel, line.usd, describeRate(origin), source, checked, agree];
}

function originOf(line: BillLine, bands: ResolvedBands): RateOrigin | undefined {
  const card = bands.cards[line.band];
  return line.variant === undefined ? card.origins[line.unit] : card.namedOrigins.get(bucketName(line));
}

/** The moment of the price; that a day stands for its first minute matters only where the hour does. */
function momentOf(model: PricedModel, asOf: Instant | undefined): string {
  const utcMs = asOf?.utcMs ?? model.table.defaultUtcMs;
  const date = isoOfMs(utcMs);
  return model.hasSchedules() && utcMs % 86_400_000 === 0 ? `${date} 00:00 UTC; the price depends on the hour` : date;
}

/** A price list without a start says nothing of the time before it was looked at. */
function historyOf(lines: readonly BillLine[], bands: ResolvedBands, { utcMs }: Pick<Instant, 'utcMs'>): string[] {
  const { row, kind } = lines.map((line) => originOf(line, bands)).find(Boolean)?.stated ?? {};
  if (!row?.checked || kind === 'ownPrice' || row.valid_from || row.checked <= isoOfMs(utcMs)) return [];
  return [`the price of ${row.checked}: no earlier one is known`];
}

function alsoSoldBy(sellers: readonly string[]): string[] {
  if (sellers.length === 0) return [];
  const named = sellers.slice(0, MOST_SELLERS).join(', ');
  return [`also sold by ${named}${sellers.length > MOST_SELLERS ? ', …' : ''}`];
}
