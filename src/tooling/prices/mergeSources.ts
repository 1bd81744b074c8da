import type { PriceRow } from '../../catalog/priceRow';
import { GENAI_PRICES, PI_AI, SNAPSHOT_DATE } from './pinnedSources';
import { cardOn, type Rates, type RateColumn, type SourceCard, type SourceModel } from '../../feeds/sourceModel';
import { rowsOfCard, statedRates, type Provenance } from '../../feeds/sourceRows';

/** One model as the two packages see it; at least one of them is there. */
export interface MergedModel {
  readonly provider: string;
  readonly model: string;
  readonly aliases: readonly string[];
  readonly fresh?: SourceModel;
  readonly deep?: SourceModel;
  /** The deeper source has the id as an alias of a model with another price. */
  readonly contradicting?: SourceModel;
}

const FEES: readonly RateColumn[] = ['web_search_per_1k', 'file_search_per_1k', 'request_per_1k'];

/**
 * The rows of one model: today's rates from the fresher source (pi-ai), and from the deeper one (genai-prices) what
 * only it knows: dated history and announced prices, one-hour writes, modalities and tool fees. A value on which the
 * two disagree stays in the note.
 */
export function rowsOf(merged: MergedModel): PriceRow[] {
  const cards = datedCards(merged);
  const [first, ...others] = cards.flatMap((card, index) =>
    rowsOfCard(merged, card, cards[index + 1]?.validFrom, provenanceOf(card)),
  );
  return first ? [{ ...identityOf(merged), ...first }, ...others] : [];
}

function provenanceOf({ source, checked, agree, note }: DatedCard): Provenance {
  return { source, checked, agree, ...(note ? { note } : {}) };
}

/** Name, window and limits sit on the first row of a model. */
function identityOf({ fresh, deep, aliases }: MergedModel): Partial<PriceRow> {
  const name = fresh?.name ?? deep?.name;
  // pi-ai lists the window up to which the short-prompt price holds where genai-prices lists the whole window.
  const contextWindow = Math.max(fresh?.contextWindow ?? 0, deep?.contextWindow ?? 0);
  return {
    ...(name ? { name } : {}),
    ...(aliases.length > 0 ? { aliases: aliases.join(';') } : {}),
    ...(deep?.deprecated ? { status: 'deprecated' } : {}),
    ...(contextWindow > 0 ? { context_window: contextWindow } : {}),
    ...(fresh?.maxOutput ? { max_output: fresh.maxOutput } : {}),
  };
}

interface DatedCard extends SourceCard {
  readonly source: string;
  readonly checked: string;
  readonly agree: string;
  readonly note?: string;
}

function datedCards({ fresh, deep, contradicting }: MergedModel): DatedCard[] {
  const today = fresh && cardOn(fresh, SNAPSHOT_DATE);
  const known = deep && cardOn(deep, SNAPSHOT_DATE);
  const { name, version, checked } = GENAI_PRICES;
  const single = { source: `${name} ${version}`, checked, agree: '1/1' };
  if (!today) return (deep?.cards ?? []).map((card) => ({ ...card, ...single }));
  const other = known ?? (contradicting && cardOn(contradicting, SNAPSHOT_DATE));
  const agrees = other !== undefined && sameTextRates(today, other);
  const current: DatedCard = {
    ...(known?.validFrom ? { validFrom: known.validFrom } : {}),
    rates: { ...(known ? extraRates(known.rates, agrees) : {}), ...today.rates },
    longContext: today.longContext.length > 0 || !known ? mergeTiers(today, known) : known.longContext,
    source: `${PI_AI.name} ${PI_AI.version}`,
    checked: PI_AI.checked,
    agree: other ? (agrees ? '2/2' : '1/2') : '1/1',
    ...(other && !agrees ? { note: `genai-prices ${GENAI_PRICES.version}: ${statedRates(other.rates)}` } : {}),
  };
  const otherCards = (deep?.cards ?? []).filter((card) => card !== known).map((card) => ({ ...card, ...single }));
  return [...otherCards, current].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
}

/** Fees do not follow the token price; the other rates are taken only from a source that is not out of date. */
function extraRates(rates: Rates, agrees: boolean): Rates {
  if (agrees) return rates;
  return Object.fromEntries(Object.entries(rates).filter(([column]) => FEES.includes(column as RateColumn)));
}

function mergeTiers(today: SourceCard, known: SourceCard | undefined): SourceCard['longContext'] {
  return today.longContext.map((tier, index) => ({
    above: tier.above,
    rates: { ...known?.longContext[index]?.rates, ...tier.rates },
  }));
}

export function sameTextRates(a: SourceCard, b: SourceCard): boolean {
  const same = (column: RateColumn) => a.rates[column] === b.rates[column];
  const cachedKnownToBoth = a.rates.cached_input !== undefined && b.rates.cached_input !== undefined;
  return same('input') && same('output') && (!cachedKnownToBoth || same('cached_input'));
}
