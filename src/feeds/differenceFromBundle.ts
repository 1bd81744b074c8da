import { proposalOf } from './collectPrices';
import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import { offerKey, proposeOffers } from './gpuPrices/proposeOffers';
import { proposePrices } from './proposePrices';
import type { PricesInForce, RefreshProposal, SourceResult } from './refreshProposal';

/** The prices that came with the add-in. */
interface Bundle {
  readonly llm: { readonly snapshot: { readonly asOf: string }; readonly rows: readonly PriceRow[] };
  readonly gpu: { readonly rows: readonly GpuOffer[] };
  readonly sources: readonly PriceSource[];
}

/**
 * What a newer add-in knows that the workbook does not: a proposal like any other, to be accepted card by card or left.
 * The workbook keeps its numbers until then; what it has of a later date is no difference.
 */
export function differenceFromBundle({ llm, gpu, sources }: Bundle, against: PricesInForce): RefreshProposal {
  const today = llm.snapshot.asOf;
  const copy = { url: '', retrieved: today, sha256: sources[0]?.sha256 ?? '' };
  const from = { source: BUNDLED, today, trust: 'bundled' as const };
  const models = proposePrices(against.llmRows, { rows: llm.rows, unreadable: [] }, from);
  const checked = new Map(against.gpuOffers.map((offer) => [offerKey(offer), offer.checked]));
  const newer = gpu.rows.filter((offer) => offer.checked >= (checked.get(offerKey(offer)) ?? ''));
  const offers = proposeOffers(against.gpuOffers, { offers: newer, unreadable: [] }, from);
  const results = [
    { kind: 'models' as const, proposal: models, records: sources },
    { kind: 'gpus' as const, proposal: offers, records: [] },
  ].map(({ kind, proposal, records }): SourceResult => {
    const feed = { kind, id: BUNDLED, title: 'The prices that came with the add-in', licence: 'see each row' };
    const { heldBack } = proposal;
    if (proposal.kind === 'rejected') {
      return { feed, state: 'rejected', problem: proposal.reason, heldBack, warnings: [] };
    }
    const read = 'cards' in proposal ? { cards: proposal.cards } : { offers: proposal.offers };
    return { feed, state: 'ok', problem: '', copy, records, ...read, heldBack, warnings: [] };
  });
  return proposalOf(results, against, today);
}

const BUNDLED = 'embedded';
