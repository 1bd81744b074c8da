/** Several sources read, one proposal: which source's price is proposed for each card, and where sources differ. */
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from '../catalog/priceRow';
import { OLD_AFTER_DAYS } from '../catalog/priceAge';
import { conditionsOf, groupByModel } from '../catalog/rowKey';
import { GPU_PRICE_FEEDS, PRICE_FEEDS } from './feeds';
import { describeOffer, offerKey } from './gpuPrices/proposeOffers';
import { confirmedRows, isCard, mergeCard } from './mergeCard';
import { OWN_GPU_PRICES } from './ownPrices/ownGpuPriceFeed';
import { isOfOwnList, OWN_PRICES } from './ownPrices/ownPriceFeed';
import { changesOf, describeRow, lostThresholds, oddityOf, type ProposedChange } from './priceChanges';
import type { ModelCard } from './proposePrices';
import type {
  ChosenCard,
  ChosenOffer,
  PricesInForce,
  ProposalBasis,
  ProposedCard,
  SourceDisagreement,
  SourceResult,
} from './refreshProposal';

/** Two prices that differ by more than this share are shown, and the more trusted source is proposed. */
const NOTABLE_DIFFERENCE = 0.01;
const MS_PER_DAY = 86_400_000;
/** The user's own list first, then the public lists in their order of trust; the snapshot and strangers last. */
const BY_TRUST = [OWN_PRICES, OWN_GPU_PRICES, ...[...PRICE_FEEDS, ...GPU_PRICE_FEEDS].map(({ id }) => id)];

export interface Combined {
  readonly cards: readonly ProposedCard[];
  readonly disagreements: readonly SourceDisagreement[];
  readonly basis: ProposalBasis;
}

export function combineSources(results: readonly SourceResult[], against: PricesInForce, today: string): Combined {
  const ordered = [...results].sort((a, b) => rankOf(a.feed.id) - rankOf(b.feed.id));
  const models = combineModels(ordered, against, today);
  const offers = combineOffers(ordered, against);
  return {
    cards: [...models.cards, ...offers.cards],
    disagreements: models.disagreements,
    basis: { against, results, models: models.chosen, offers: offers.chosen },
  };
}

function combineModels(ordered: readonly SourceResult[], { llmRows }: PricesInForce, today: string) {
  const before = groupByModel(llmRows);
  const names = new Set(ordered.flatMap(({ cards }) => [...(cards?.keys() ?? [])]));
  // the order of the table, then the new ones
  const sorted = [
    ...[...before.keys()].filter((model) => names.has(model)),
    ...[...names].filter((model) => !before.has(model)),
  ];
  const cards: ProposedCard[] = [];
  const disagreements: SourceDisagreement[] = [];
  const chosen = new Map<string, ChosenCard>();
  for (const model of sorted) {
    const known = before.get(model) ?? [];
    const offered = ordered.flatMap((result): Offered[] => {
      const card = result.cards?.get(model);
      return card ? [{ result, card }] : [];
    });
    const winner = offered.find(({ card }) => card.change !== 'retired') ?? offered[0];
    const rows = rowsOfWinner(winner, offered);
    const key = `models|${model}`;
    const changes = rows === winner.card.rows ? winner.card.changes : changesOf(known, rows);
    const isChange = changes.length > 0 || winner.card.change !== 'listed';
    const overrules = rankOf(sourceOf(known)) < rankOf(sourceOf(winner.card.stated) || winner.result.feed.id);
    // the same price from a less trusted source is no reason to name that one
    if (isChange) chosen.set(key, { key, rows, isChange });
    else if (!overrules) chosen.set(key, { key, rows: confirmedRows(known, rows), isChange });
    disagreements.push(...differences(key, winner, offered));
    if (!isChange) continue;
    const agedDays = ageInDays(known, today);
    const lost = isOwnList(winner) ? [] : lostThresholds(known.filter(isCard), rows.filter(isCard));
    cards.push({
      key,
      kind: 'models',
      what: model,
      source: winner.result.feed.id,
      title: winner.result.feed.title,
      change: winner.card.change === 'listed' ? 'changed' : winner.card.change,
      changes,
      preselected: (!overrules || agedDays > OLD_AFTER_DAYS) && lost.length === 0,
      cautions: [
        ...(overrules ? [overruled(known)] : []),
        ...lost.map(lostThreshold),
        // nothing moves in a model that is new
        ...(known.length === 0 ? [] : changes.flatMap(oddityInWords)),
        ...winner.result.warnings.filter(({ what }) => what.split(', ')[0] === model).map(({ reason }) => reason),
      ],
    });
  }
  return { cards, disagreements, chosen };
}

interface Offered {
  readonly result: SourceResult;
  readonly card: ModelCard;
}

/** What the user's own list does not state is taken from the public list that would have been proposed without it. */
function rowsOfWinner({ result, card }: Offered, offered: readonly Offered[]): readonly PriceRow[] {
  if (!isOwnList({ result })) return card.rows;
  const other = offered.find((one) => one.result !== result && one.card.change !== 'retired');
  return other ? mergeCard(other.card.rows, card.stated) : card.rows;
}

/** A price of the user's own is meant to differ from the public lists. */
function differences(cardKey: string, winner: Offered, offered: readonly Offered[]): SourceDisagreement[] {
  if (isOwnList(winner) || offered.length < 2) return [];
  const proposed = new Map(winner.card.stated.map((row) => [conditionsOf(row), row]));
  return offered
    .filter((other) => other !== winner)
    .flatMap(({ result, card }) =>
      card.stated.flatMap((row) => {
        const ours = proposed.get(conditionsOf(row));
        return [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS].flatMap((column): SourceDisagreement[] => {
          const [proposedUsd, otherUsd] = [ours?.[column], row[column]];
          if (typeof proposedUsd !== 'number' || typeof otherUsd !== 'number') return [];
          const isNotable = Math.abs(proposedUsd - otherUsd) > NOTABLE_DIFFERENCE * Math.max(proposedUsd, otherUsd);
          if (!isNotable) return [];
          const sides = { proposedUsd, proposedBy: winner.result.feed.id, otherUsd, otherSource: result.feed.id };
          return [{ what: describeRow(row), key: cardKey, column, ...sides }];
        });
      }),
    );
}

function isOwnList({ result }: Pick<Offered, 'result'>): boolean {
  return isOfOwnList(result.feed.id);
}

function combineOffers(ordered: readonly SourceResult[], { gpuOffers }: PricesInForce) {
  const before = new Map(gpuOffers.map((offer) => [offerKey(offer), offer]));
  const cards: ProposedCard[] = [];
  const chosen = new Map<string, ChosenOffer>();
  const seen = new Set<string>();
  for (const { feed, offers } of ordered) {
    for (const [name, offer] of offers ?? []) {
      if (seen.has(name)) continue;
      seen.add(name);
      const known = before.get(name);
      const shown = offer ?? known;
      if (!shown) continue;
      const key = `gpus|${name}`;
      const [old, now] = [known?.usd_per_gpu_hour, offer?.usd_per_gpu_hour];
      const isChange = old !== now;
      chosen.set(key, { key, offer, isChange });
      if (!isChange) continue;
      const what = describeOffer(shown);
      cards.push({
        key,
        kind: 'gpus',
        what,
        source: feed.id,
        title: feed.title,
        change: !known ? 'new' : offer ? 'changed' : 'gone',
        changes: [{ what, column: 'usd_per_gpu_hour', old, new: now }],
        preselected: true,
        cautions: offer?.note ? [offer.note] : [],
      });
    }
  }
  return { cards, chosen };
}

function rankOf(source: string): number {
  const rank = BY_TRUST.findIndex((id) => source.includes(id));
  return rank < 0 ? BY_TRUST.length : rank;
}

function sourceOf(card: readonly PriceRow[]): string {
  return card.find(({ source }) => source !== undefined)?.source ?? '';
}

function lastCheckOf(card: readonly PriceRow[]): string | undefined {
  return card.find(({ checked }) => checked !== undefined)?.checked;
}

function ageInDays(card: readonly PriceRow[], today: string): number {
  const checked = lastCheckOf(card);
  return checked === undefined ? Infinity : (Date.parse(today) - Date.parse(checked)) / MS_PER_DAY;
}

function oddityInWords(change: ProposedChange): string[] {
  const oddity = oddityOf(change);
  return oddity ? [`${change.column.replace(/_/g, ' ')} of ${change.what} ${oddity}`] : [];
}

function lostThreshold(tokens: number): string {
  const from = tokens.toLocaleString('en-US');
  return `this list has no price of its own for prompts from ${from} tokens, and the one in force would go`;
}

function overruled(card: readonly PriceRow[]): string {
  const checked = lastCheckOf(card);
  return `the price in force is from ${sourceOf(card)}, which is trusted more${checked ? `, checked on ${checked}` : ''}`;
}
