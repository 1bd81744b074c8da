import { FREE_STATUS } from '../../catalog/admissionLimits';
import type { PriceRow } from '../../catalog/priceRow';
import { utcMsOfIso } from '../../catalog/rowDates';
import type { FeedReading, PriceFeed } from '../feed';
import { FeedError } from '../httpClient';
import { parseFeedJson } from '../parseFeedJson';
import { shownName } from '../shownName';
import { rowsOfModel, type Provenance } from '../sourceRows';
import { rowsOfTier } from '../tierRows';
import { toLiteLlmCard, type LiteLlmCard } from './liteLlmCard';
import { offPeakRows } from './liteLlmOffPeak';
import { liteLlmIdentity, liteLlmRecord, type LiteLlmRecord } from './liteLlmRecord';
import { regionRow, regionRows } from './liteLlmRegions';
import { listingOf, type Listing } from './liteLlmSellers';

/** The price map of LiteLLM: the only public list with batch, flex, priority and regional prices as keys. */
export const LITE_LLM_FEED: PriceFeed = {
  kind: 'models',
  id: 'litellm',
  title: 'LiteLLM price map (community list, MIT)',
  url: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
  licence: 'MIT',
  read: readLiteLlm,
};

/** Records that are no models. */
const NOT_MODELS: ReadonlySet<string> = new Set(['sample_spec', 'fallback_generalizations']);
/** Modes that are priced by token; pictures, speech and documents have units of their own. */
const TOKEN_MODES: ReadonlySet<string> = new Set(['chat', 'completion', 'responses', 'embedding', 'realtime']);

interface ReadRecord extends LiteLlmCard {
  readonly key: string;
  readonly listing: Listing;
  readonly record: LiteLlmRecord;
}

function readLiteLlm(text: string, checked: string): FeedReading {
  const map = parseFeedJson(text, 'LiteLLM');
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    throw new FeedError('content', 'The data from LiteLLM is not a map of models.');
  }
  const unreadable: { what: string; reason: string }[] = [];
  const records: ReadRecord[] = [];
  for (const [key, candidate] of Object.entries(map)) {
    const reading = readRecord(key, candidate);
    if (typeof reading === 'string') unreadable.push({ what: shownName(key), reason: reading });
    else if (reading) records.push(reading);
  }
  const models = new Map(
    records.filter(({ listing }) => !listing.region).map((model) => [nameOf(model.listing), model]),
  );
  const rows = records.flatMap((read): PriceRow[] => {
    const result = rowsOf(read, models.get(nameOf(read.listing)), { source: LITE_LLM_FEED.id, checked });
    if (typeof result !== 'string') return result;
    unreadable.push({ what: shownName(read.key), reason: result });
    return [];
  });
  if (rows.length === 0 && unreadable.length === 0)
    throw new FeedError('content', 'The data from LiteLLM has no models.');
  const warnings = records.flatMap(({ listing, record }) =>
    endOf(record) === 'unreadable' ? [{ what: nameOf(listing), reason: NO_DATE }] : [],
  );
  return { rows, unreadable, ...(warnings.length > 0 ? { warnings } : {}) };
}

/** Undefined for what the catalogue does not carry, text for what it would carry and cannot read. */
function readRecord(key: string, candidate: unknown): ReadRecord | string | undefined {
  if (NOT_MODELS.has(key)) return undefined;
  const identity = liteLlmIdentity.safeParse(candidate);
  if (!identity.success) return 'the record has another format or is there twice';
  const { litellm_provider: provider, mode } = identity.data;
  const listing = listingOf(key, provider);
  if (!listing || (mode !== undefined && !TOKEN_MODES.has(mode))) return undefined;
  const parsed = liteLlmRecord.safeParse(candidate);
  if (!parsed.success) return 'the record has another format, a price key that is not known, or repeats a key';
  const card = toLiteLlmCard(parsed.data, mode);
  const { rates } = card.card;
  if (rates.input === undefined && rates.output === undefined) return undefined; // priced by time, by DBU or not at all
  return { key, listing, record: parsed.data, ...card };
}

function rowsOf(read: ReadRecord, model: ReadRecord | undefined, provenance: Provenance): PriceRow[] | string {
  const { listing, record, card, tiers } = read;
  if (listing.region) {
    return model ? regionRow(listing, read, model, provenance) : 'a regional price of a model that is not listed';
  }
  const offPeak = record.off_peak_pricing && offPeakRows(identityOf(listing), record.off_peak_pricing, provenance);
  if (typeof offPeak === 'string') return offPeak;
  // an off-peak rate would take the place of a batch or long-context rate, and the map does not say that it does
  if (offPeak && (tiers.length > 0 || card.longContext.length > 0))
    return 'its off-peak price meets others that rows cannot combine';
  const { max_input_tokens: window, max_output_tokens: output } = record;
  const end = endOf(record);
  const isOver = typeof end === 'number' && end <= (utcMsOfIso(provenance.checked) ?? NaN);
  const source = {
    ...{ ...identityOf(listing), aliases: [], cards: [card] },
    ...(window ? { contextWindow: window } : {}),
    ...(output ? { maxOutput: output } : {}),
    ...(isOver ? { deprecated: true as const } : {}),
  };
  const [base, ...others] = rowsOfModel(source, provenance);
  return [
    isCalledFree(read) ? { ...base, status: FREE_STATUS } : base,
    ...others,
    ...tiers.flatMap((tier) => rowsOfTier(listing, card, tier, provenance)),
    ...(offPeak ?? []),
    ...regionRows(listing, record, provenance),
  ];
}

/** A price of 0 is meant where the model is called so: "Llama-3.3-70B-Instruct-Turbo-Free". */
function isCalledFree({ listing, card: { rates } }: ReadRecord): boolean {
  return /[-:]free$/i.test(listing.model) && rates.input === 0 && rates.output === 0;
}

/** Midnight UTC of the day from which the model is no longer offered. */
function endOf({ deprecation_date: end = '' }: LiteLlmRecord): number | 'unreadable' | undefined {
  return end === '' ? undefined : (utcMsOfIso(end) ?? 'unreadable');
}

const NO_DATE =
  'the list has a day of its end that is no date such as 2026-11-23: whether it is still offered stays as it is';

function identityOf({ provider, model }: Listing): Pick<PriceRow, 'provider' | 'model'> {
  return { provider, model };
}

function nameOf({ provider, model }: Listing): string {
  return `${provider}/${model}`;
}
