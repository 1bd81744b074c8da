import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import { groupByModel, modelKey } from '../catalog/rowKey';
import { offerKey } from './gpuPrices/proposeOffers';
import type { ChosenPrices, RefreshProposal, SourceResult } from './refreshProposal';

/**
 * What is written when the user accepts these cards: the rest keeps its rows, sources and dates. Cards that only confirm
 * a price need no choice; they get the date of their source.
 */
export function applyChoice(proposal: RefreshProposal, acceptedKeys: ReadonlySet<string>): ChosenPrices {
  const { against, results, models, offers } = proposal.basis;
  const isTaken = ({ key, isChange }: { key: string; isChange: boolean }) => !isChange || acceptedKeys.has(key);
  const llmRows = chosenRows(
    against.llmRows,
    new Map([...models.values()].filter(isTaken).map(({ key, rows }) => [key, rows])),
  );
  const taken = new Map([...offers.values()].filter(isTaken).map(({ key, offer }) => [key, offer]));
  const gpuOffers = results.some(({ offers: read }) => read) ? chosenOffers(against.gpuOffers, taken) : undefined;
  const read = results.find(({ state, cards }) => state === 'ok' && cards)?.copy?.retrieved.slice(0, 10) ?? '';
  return {
    // a list of GPU prices says nothing of the day for which the models' prices are meant
    asOf: read > against.asOf ? read : against.asOf,
    llmRows,
    ...(gpuOffers ? { gpuOffers } : {}),
    sources: sourcesAfter(proposal, acceptedKeys, [...llmRows, ...(gpuOffers ?? against.gpuOffers)]),
  };
}

function sourcesAfter(
  { basis: { against, results }, cards }: RefreshProposal,
  acceptedKeys: ReadonlySet<string>,
  rows: readonly (PriceRow | GpuOffer)[],
): PriceSource[] {
  const left = cards.filter(({ key }) => !acceptedKeys.has(key));
  const asked = new Set(results.flatMap(({ feed, records = [] }) => [feed.id, ...records.map(withoutVersion)]));
  return [
    ...against.sources.filter((known) => !asked.has(known.source) && !asked.has(withoutVersion(known))),
    ...results.flatMap((result) => {
      const { feed } = result;
      const known = against.sources.find(({ source }) => source === feed.id);
      const notTaken = left.filter(({ source, kind }) => source === feed.id && kind === feed.kind).length;
      return recordsOf(result, known, rows.filter(({ source }) => isFrom(source, result)).length, notTaken);
    }),
  ];
}

/** "@pydantic/genai-prices 0.1.8" is what a later version of it takes the place of. */
function withoutVersion({ source }: PriceSource): string {
  return source.replace(/ \d[\d.-]*$/, '');
}

function chosenRows(inForce: readonly PriceRow[], taken: ReadonlyMap<string, readonly PriceRow[]>): PriceRow[] {
  const known = groupByModel(inForce);
  const placed = new Set<string>();
  const rows = inForce.flatMap((row): readonly PriceRow[] => {
    const card = taken.get(`models|${modelKey(row)}`);
    if (!card) return [row];
    if (placed.has(modelKey(row))) return [];
    placed.add(modelKey(row));
    return card;
  });
  const added = [...taken.values()].filter(([first]) => first && !known.has(modelKey(first)));
  return [...rows, ...added.flat()];
}

function chosenOffers(inForce: readonly GpuOffer[], taken: ReadonlyMap<string, GpuOffer | undefined>): GpuOffer[] {
  const known = new Set(inForce.map((offer) => `gpus|${offerKey(offer)}`));
  const rows = inForce.flatMap((offer) => {
    const key = `gpus|${offerKey(offer)}`;
    return taken.has(key) ? (taken.get(key) ?? []) : [offer];
  });
  return [...rows, ...[...taken].flatMap(([key, offer]) => (known.has(key) || !offer ? [] : [offer]))];
}

/** A source that was not read keeps its record, with a note of the attempt; one that never was gets none. */
function recordsOf(
  { feed, state, problem, copy, records, heldBack }: SourceResult,
  known: PriceSource | undefined,
  rows: number,
  notTaken: number,
): PriceSource[] {
  if (state !== 'ok' || !copy) {
    const tried = new Date().toISOString().slice(0, 10);
    return known ? [{ ...known, status: `older prices kept, ${state} on ${tried}: ${problem}` }] : [];
  }
  if (records) return [...records];
  const reasons = heldBack.map(({ what, reason }) => `${what}: ${reason}`).join('; ');
  return [
    {
      source: feed.id,
      ...(copy.url ? { url: copy.url } : {}),
      licence: feed.licence,
      retrieved: copy.retrieved,
      ...(copy.published ? { published: copy.published } : {}),
      rows,
      sha256: copy.sha256,
      status: notTaken > 0 ? `ok, ${notTaken} of its changes not taken` : 'ok',
      quarantined: heldBack.length,
      ...(reasons ? { quarantineReasons: reasons } : {}),
    },
  ];
}

/** Some lists add what each row names as its own source. */
function isFrom(source: string | undefined, { feed }: SourceResult): boolean {
  return source === feed.id || [':', ','].some((sign) => source?.startsWith(feed.id + sign));
}
