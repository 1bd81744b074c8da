import { FREE_STATUS } from '../../catalog/admissionLimits';
import type { PriceRow } from '../../catalog/priceRow';
import type { FeedReading, PriceFeed } from '../feed';
import { FeedError } from '../httpClient';
import { newestDate } from '../newestDate';
import { parseFeedJson } from '../parseFeedJson';
import { shownName } from '../shownName';
import type { SourceCard, SourceModel } from '../sourceModel';
import { rowsOfModel, type Provenance } from '../sourceRows';
import { rowsOfTier } from '../tierRows';
import { appliesInOurOrder, isTimed, scheduleOf } from './openRouterOverrides';
import { isOfAnImage, toFees, toRates } from './openRouterRates';
import { openRouterList, openRouterModel, type OpenRouterModel } from './openRouterRecord';

/** What OpenRouter itself charges; the makers' own prices are not taken from here. */
export const OPEN_ROUTER_FEED: PriceFeed = {
  kind: 'models',
  id: 'openrouter',
  title: 'OpenRouter (its own list)',
  url: 'https://openrouter.ai/api/v1/models',
  licence: 'facts from the seller',
  read: readOpenRouter,
};

const PROVIDER = 'openrouter';
const BATCH = ':batch';
const FREE = ':free';
/** "~anthropic/claude-opus-latest" */
const ALIAS = '~';

function readOpenRouter(text: string, checked: string): FeedReading {
  const list = openRouterList.safeParse(parseFeedJson(text, 'OpenRouter'));
  if (!list.success) throw new FeedError('content', 'The data from OpenRouter is not a list of models.');
  const provenance = { source: OPEN_ROUTER_FEED.id, checked };
  const unreadable: { what: string; reason: string }[] = [];
  const readable: OpenRouterModel[] = [];
  for (const candidate of list.data.data) {
    const record = openRouterModel.safeParse(candidate);
    const fault = record.success ? faultOf(record.data) : 'the record has another format or repeats a key';
    if (record.success && !fault) readable.push(record.data);
    else unreadable.push({ what: nameOf(candidate), reason: fault ?? '' });
  }
  const cards = new Map(readable.map((record) => [record.id, toCard(record)]));
  const rows = readable.flatMap((record): PriceRow[] => {
    if (!record.id.endsWith(BATCH)) return rowsOf(record, provenance);
    const model = record.id.slice(0, -BATCH.length);
    const card = cards.get(model);
    if (!card) unreadable.push({ what: nameOf(record), reason: 'a batch price of a model that is not listed' });
    return card
      ? rowsOfTier({ provider: PROVIDER, model }, card, { tier: 'batch', ...toCard(record) }, provenance)
      : [];
  });
  const listed = readable.map(({ created }) => isoDayOf(created));
  return { rows, unreadable, newestRecord: newestDate(listed, checked) };
}

function isoDayOf(seconds: number | undefined): string | undefined {
  const date = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

/** Why a record of the right format is not read all the same. */
function faultOf({ id, pricing }: OpenRouterModel): string | undefined {
  const overrides = pricing.overrides ?? [];
  const prices = [pricing, ...overrides]
    .flatMap((prices) => Object.values(prices))
    .filter((price) => typeof price === 'number');
  if (prices.some((price) => price < 0)) return 'its price is not fixed: it depends on the model that answers';
  if (id.endsWith(FREE) && (pricing.prompt > 0 || pricing.completion > 0)) return 'it is called free and has a price';
  if (id.startsWith(ALIAS)) return 'it stands for whichever model of its family is the newest';
  if (isOfAnImage(pricing.image_output) || isOfAnImage(pricing.image_token))
    return 'its images are priced one by one, and not by their tokens';
  if (id.endsWith(BATCH) && overrides.some(isTimed)) return 'its batch price depends on the time of day';
  return appliesInOurOrder(overrides)
    ? undefined
    : 'its conditional prices overlap in an order that rows cannot express';
}

function rowsOf(record: OpenRouterModel, provenance: Provenance): PriceRow[] {
  const { id, pricing } = record;
  const note = pricing.discount
    ? `OpenRouter gives a discount of ${Math.round(pricing.discount * 100)} % at present`
    : undefined;
  const [first, ...others] = rowsOfModel(toSourceModel(record), { ...provenance, ...(note ? { note } : {}) });
  const base = id.endsWith(FREE) ? { ...first, status: FREE_STATUS } : first;
  const timed = (pricing.overrides ?? []).filter(isTimed).map((override): PriceRow => {
    const threshold = override.min_prompt_tokens;
    return {
      ...{ provider: PROVIDER, model: id, ...(threshold === undefined ? {} : { ctx_from: threshold + 1 }) },
      ...scheduleOf(override),
      ...toRates(override, record),
      ...provenance,
    };
  });
  return [base, ...others, ...timed];
}

function toSourceModel(record: OpenRouterModel): SourceModel {
  const { id, name, context_length: window, top_provider: top } = record;
  return {
    provider: PROVIDER,
    model: id,
    ...(name ? { name } : {}),
    aliases: [],
    ...(window ? { contextWindow: window } : {}),
    ...(top?.max_completion_tokens ? { maxOutput: top.max_completion_tokens } : {}),
    cards: [toCard(record)],
  };
}

/** The card with its thresholds; overrides by time of day are rows of their own. */
function toCard(record: OpenRouterModel): SourceCard {
  const { pricing } = record;
  const longContext = (pricing.overrides ?? [])
    .filter((override) => !isTimed(override))
    .map((override) => ({ above: override.min_prompt_tokens ?? 0, rates: toRates(override, record) }));
  return { rates: { ...toRates(pricing, record), ...toFees(pricing) }, longContext };
}

function nameOf(record: unknown): string {
  return shownName(typeof record === 'object' && record !== null && 'id' in record ? record.id : undefined);
}
