/**
 * What a refresh from several sources came to, for a person to decide on. `collectPrices` makes it, `applyChoice` turns
 * it with the person's choice into what is written; nothing moves before.
 */
import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import type { PriceFeed } from './feed';
import type { GpuPriceFeed } from './gpuPrices/gpuFeed';
import type { KeptAs, ProposedChange } from './priceChanges';
import type { HeldBack, ModelCard } from './proposePrices';

/** One source that the user ticked. */
export interface ChosenSource {
  readonly feed: PriceFeed | GpuPriceFeed;
  /** Another address of the same list; missing is the feed's own. */
  readonly url?: string;
  /** The list itself where it is already here (a range of the workbook): nothing is fetched. */
  readonly text?: string;
  /** The user wants this copy although the workbook has a newer one from the source. */
  readonly allowOlder?: boolean;
  /** The user wants it although it lacks many of the models or GPUs that came from the source before. */
  readonly allowShorter?: boolean;
}

/** The prices in force and their sources, with which a refresh is compared. */
export interface PricesInForce {
  /** ISO date for which they are meant. */
  readonly asOf: string;
  readonly llmRows: readonly PriceRow[];
  readonly gpuOffers: readonly GpuOffer[];
  readonly sources: readonly PriceSource[];
  /** sha256 of copies that the workbook had before and a later refresh replaced. */
  readonly replacedCopies?: readonly string[];
  readonly typedOver?: readonly TypedOver[];
}

/** A figure of a list that a person typed over in the workbook. */
export interface TypedOver extends Pick<ProposedChange, 'what'> {
  readonly column: string;
  /** What a write makes of it. */
  readonly keptAs: KeptAs;
}

export interface CollectOptions {
  /** Aborting ends every fetch; sources that were read by then stay in the proposal. */
  readonly signal?: AbortSignal;
  /** All sources, in the order chosen; a new array each time. */
  readonly onProgress?: (progress: readonly SourceProgress[]) => void;
}
export interface SourceProgress {
  readonly source: string;
  readonly title: string;
  readonly step: 'fetching' | 'reading' | 'done';
  /** Bytes. */
  readonly received: number;
  /** Missing when the server does not say. */
  readonly total?: number;
}

/** How one source fared. Only `ok` and `unchanged` give a source a new date; every other keeps its rows and dates. */
export interface SourceOutcome {
  readonly source: string;
  readonly title: string;
  /**
   * ok: read, see the cards · unchanged: the same copy as before, or no price differs · older: refused, the workbook has
   * a newer copy (`allowOlder` takes it all the same) · shorter: refused, many models or GPUs are missing
   * (`allowShorter` takes it) · rejected: the list looks wrong as a whole · failed: not reached or not readable ·
   * cancelled
   */
  readonly state: 'ok' | 'unchanged' | 'older' | 'shorter' | 'rejected' | 'failed' | 'cancelled';
  /** For the pane, whatever the state. */
  readonly sentence: string;
  /** ISO date-time at which the bytes were received; missing when they were not. */
  readonly retrieved?: string;
  /** Cards of this source in the proposal that change something. */
  readonly changedCards: number;
  /** Cards that the source confirms as they are. */
  readonly confirmedCards: number;
  readonly heldBack: readonly HeldBack[];
  readonly warnings: readonly HeldBack[];
}

/** The smallest thing one can accept or leave: the card of a model (all its rows), or one GPU offer. */
export interface ProposedCard {
  /** Stable from one refresh to the next: "models|openai/gpt-5.1". */
  readonly key: string;
  readonly kind: 'models' | 'gpus';
  /** For people: "openai/gpt-5.1", "h100-sxm at runpod, secure, on_demand". */
  readonly what: string;
  /** Id and title of the source that gives it. */
  readonly source: string;
  readonly title: string;
  /** retired: the source no longer lists the model, it stays priced; gone: the offer is no longer made and goes. */
  readonly change: 'changed' | 'new' | 'retired' | 'gone';
  /** Old and new prices, field by field; of a new card its prices. */
  readonly changes: readonly ProposedChange[];
  /** Ticked at first? False where the source is less trusted than that of the price in force: see `cautions`. */
  readonly preselected: boolean;
  /** Why to look twice, in words. */
  readonly cautions: readonly string[];
}

/** Two sources of this refresh whose price differs by more than 1 %. The more trusted one is proposed. */
export interface SourceDisagreement {
  /** "openai/gpt-5.1, batch" */
  readonly what: string;
  /** Key of the card it is about; the card may confirm what is in force and then is not listed. */
  readonly key: string;
  readonly column: string;
  readonly proposedUsd: number;
  readonly proposedBy: string;
  readonly otherUsd: number;
  readonly otherSource: string;
}

export interface RefreshProposal {
  readonly sources: readonly SourceOutcome[];
  /** Only what differs; the models first, each kind in the order of its table. */
  readonly cards: readonly ProposedCard[];
  readonly disagreements: readonly SourceDisagreement[];
  /**
   * Rows in force that begin or end to hold between the date of the prices and today: writing moves that date, and the
   * numbers with it.
   */
  readonly takingEffect: readonly string[];
  /** Some source was read, so that accepting (even no card at all) confirms something as of today. */
  readonly canBeWritten: boolean;
  /** For `applyChoice`. */
  readonly basis: ProposalBasis;
}

/** What is written for each key, whether it changes a price or only confirms it. */
export interface ProposalBasis {
  readonly against: PricesInForce;
  readonly results: readonly SourceResult[];
  readonly models: ReadonlyMap<string, ChosenCard>;
  readonly offers: ReadonlyMap<string, ChosenOffer>;
}
export interface ChosenCard {
  readonly key: string;
  /** Every row of the model afterwards. */
  readonly rows: readonly PriceRow[];
  readonly isChange: boolean;
}
export interface ChosenOffer {
  readonly key: string;
  /** Undefined: the offer goes. */
  readonly offer: GpuOffer | undefined;
  readonly isChange: boolean;
}

/** One source after it was asked. */
export interface SourceResult {
  readonly feed: Pick<PriceFeed | GpuPriceFeed, 'kind' | 'id' | 'title' | 'licence'>;
  readonly state: Exclude<SourceOutcome['state'], 'unchanged'>;
  /** Why nothing of it is taken; blank when it was read. */
  readonly problem: string;
  /** The bytes, once they are here. */
  readonly copy?: Required<Pick<PriceSource, 'url' | 'retrieved' | 'sha256'>> & Pick<PriceSource, 'published'>;
  /** Where the rows name several sources themselves: their records, instead of one for the list. */
  readonly records?: readonly PriceSource[];
  /** Of a list of model prices that was read. */
  readonly cards?: ReadonlyMap<string, ModelCard>;
  /** Of a list of GPU prices that was read. */
  readonly offers?: ReadonlyMap<string, GpuOffer | undefined>;
  readonly heldBack: readonly HeldBack[];
  readonly warnings: readonly HeldBack[];
}

/** What `applyChoice` gives: the argument of `PriceRuntime.refresh`. */
export interface ChosenPrices {
  /** ISO date. */
  readonly asOf: string;
  readonly llmRows: readonly PriceRow[];
  /** Undefined when no GPU price list was read. */
  readonly gpuOffers?: readonly GpuOffer[];
  readonly sources: readonly PriceSource[];
}
