import { usdPerMTok } from '../rateUnits';
import type { Rates, SourceCard } from '../sourceModel';
import type { SourceTier } from '../tierRows';
import { readPriceKey, type PriceKey } from './liteLlmKeys';
import type { LiteLlmRecord } from './liteLlmRecord';

export interface LiteLlmCard {
  readonly card: SourceCard;
  readonly tiers: readonly SourceTier[];
}

/** The suffixed keys of a record as a card with its thresholds, and the same for each tier. */
export function toLiteLlmCard(record: LiteLlmRecord, mode: string | undefined): LiteLlmCard {
  const byTier = new Map<SourceTier['tier'] | undefined, Map<number | undefined, Rates>>([[undefined, new Map()]]);
  for (const [key, usdPerToken] of Object.entries(record)) {
    const price = readPriceKey(key);
    if (!price || typeof usdPerToken !== 'number' || isNotApplicable(price, usdPerToken, record, mode)) continue;
    const steps = byTier.get(price.tier) ?? new Map<number | undefined, Rates>();
    steps.set(price.above, { ...steps.get(price.above), [price.column]: usdPerMTok(usdPerToken) });
    byTier.set(price.tier, steps);
  }
  const base = stepsOf(byTier.get(undefined));
  const { input_cost_per_token_cache_hit: hit } = record; // the older name of cache_read_input_token_cost
  return {
    card: {
      rates: { ...(hit ? { cached_input: usdPerMTok(hit) } : {}), ...base.rates, ...toFees(record) },
      longContext: base.longContext,
    },
    tiers: [...byTier].flatMap(([tier, steps]) => (tier === undefined ? [] : [{ tier, ...stepsOf(steps) }])),
  };
}

/**
 * Embeddings have no output, and no output is free where the input has a price; elsewhere only input and output can be
 * free, any other 0 says "not applicable".
 */
function isNotApplicable(
  { column, above, tier }: PriceKey,
  usdPerToken: number,
  { input_cost_per_token: input }: LiteLlmRecord,
  mode: string | undefined,
): boolean {
  if (usdPerToken !== 0 || column === 'input') return false;
  const isBase = above === undefined && tier === undefined;
  return column !== 'output' || mode === 'embedding' || (isBase && Number(input) > 0);
}

function stepsOf(steps: ReadonlyMap<number | undefined, Rates> = new Map()): Pick<SourceTier, 'rates' | 'longContext'> {
  const short = steps.get(undefined) ?? {};
  const longContext = [...steps].flatMap(([above, rates]) =>
    above === undefined ? [] : [{ above, rates: withoutStrayWrites(rates, short) }],
  );
  return { rates: short, longContext: longContext.sort((a, b) => a.above - b.above) };
}

/**
 * Gemini's records have the price of cached input as that of writing above 200k tokens, and none below: writing costs
 * what input costs there.
 */
function withoutStrayWrites({ cache_write: write, cache_write_1h: hourWrite, ...rates }: Rates, short: Rates): Rates {
  return {
    ...rates,
    ...(write === undefined || short.cache_write === undefined ? {} : { cache_write: write }),
    ...(hourWrite === undefined || short.cache_write_1h === undefined ? {} : { cache_write_1h: hourWrite }),
  };
}

function toFees(record: LiteLlmRecord): Rates {
  const {
    search_context_cost_per_query: search,
    input_cost_per_request: request,
    google_maps_grounding_cost_per_query: maps,
    code_interpreter_cost_per_session: session,
  } = record;
  // one price for every size is a price per search; where they differ, which one applies is not known here
  const searchPrices = new Set(Object.values(search ?? {}));
  const [webSearch] = searchPrices.size === 1 ? searchPrices : [];
  return {
    ...(request ? { request_per_1k: perThousand(request) } : {}),
    ...(webSearch ? { web_search_per_1k: perThousand(webSearch) } : {}),
    ...(maps ? { maps_per_1k: perThousand(maps) } : {}),
    ...(session ? { code_session: session } : {}),
  };
}

function perThousand(usd: number): number {
  return Number((usd * 1000).toPrecision(12));
}
