import { EngineError } from '../engine/errors';
import { refusalOf } from './admitPriceRow';
import { compileRows, folded, type CompiledRow } from './compiledRow';
import type { ExchangeRates, PriceRow, RejectedRow, SnapshotInfo } from './priceRow';
import { answers, resolveBands, type Asked, type ResolvedBands } from './resolveCard';
import { isoOfMs } from './rowDates';
import { holdsAt } from './schedule';

const STANDARD_TIER = 'standard';

/** What the models of one table share. */
export interface TableFacts {
  readonly snapshot: SnapshotInfo;
  /** Midnight UTC of `snapshot.asOf`: the moment of every price that is asked for without a date. */
  readonly defaultUtcMs: number;
  readonly exchangeRates: ExchangeRates;
}

/**
 * One model of one provider. Its rows are admitted and compiled when a price is first asked for, and every set of rows
 * that holds together is resolved once; after that asking for a price is a few comparisons and allocates nothing.
 */
export class PricedModel {
  private compiled: readonly CompiledRow[] | undefined;
  /** By tier and region as they were written, so that the usual spelling needs no folding. */
  private readonly variants = new Map<string, Map<string, PriceVariant>>();
  private standard: PriceVariant | undefined;

  constructor(
    readonly provider: string,
    readonly model: string,
    readonly rows: readonly PriceRow[],
    private readonly rejected: readonly RejectedRow[],
    readonly table: TableFacts,
    /** The region that the name itself asked for ("us." of Bedrock). */
    private readonly regionOfName = '',
  ) {}

  /** "openai/gpt-4o"; without a provider the model alone. */
  get id(): string {
    return this.provider === '' ? this.model : `${this.provider}/${this.model}`;
  }

  /** What is known of the model besides its price: the first row that says it. */
  fact<C extends keyof PriceRow>(column: C): PriceRow[C] | undefined {
    return this.rows.find((row) => row[column] !== undefined)?.[column];
  }

  /**
   * The prices in force, by size of the prompt.
   * @param tier   any spelling; '' and "standard" are the same
   * @param region '' is the price without a region
   * @param utcMs  undefined is the table's own date
   * @throws model-rejected, tier-unknown, region-unknown, price-not-valid, currency-unknown → #N/A
   */
  bands(tier: string, region: string, utcMs: number | undefined): ResolvedBands {
    const moment = utcMs ?? this.table.defaultUtcMs;
    if (region === '' && (tier === STANDARD_TIER || tier === '')) {
      this.standard ??= this.createVariant('', '');
      return this.standard.at(moment);
    }
    return this.variant(tier, region).at(moment);
  }

  /** The tiers one can ask for, standard first. */
  tiers(): string[] {
    return [...new Set([STANDARD_TIER, ...this.compiledRows().flatMap((row) => row.tier ?? [])])];
  }

  regions(): string[] {
    return [...new Set(this.compiledRows().flatMap((row) => row.region ?? []))];
  }

  /** The same model with the region that a name asked for as its default. */
  inRegion(region: string): PricedModel {
    return new PricedModel(this.provider, this.model, this.rows, this.rejected, this.table, region);
  }

  /** Whether the hour or the day of the week matters. */
  hasSchedules(): boolean {
    return this.compiledRows().some((row) => row.schedule);
  }

  private variant(tier: string, region: string): PriceVariant {
    const known = this.variants.get(tier)?.get(region);
    if (known) return known;
    const variant = this.createVariant(tier, region);
    const ofTier = this.variants.get(tier) ?? new Map<string, PriceVariant>();
    this.variants.set(tier, ofTier.set(region, variant));
    return variant;
  }

  private createVariant(tierAsWritten: string, regionAsWritten: string): PriceVariant {
    const rows = this.compiledRows();
    const tier = folded(tierAsWritten) || STANDARD_TIER;
    const region = folded(regionAsWritten) || this.regionOfName;
    if (!this.tiers().includes(tier)) throw this.unknownTier(tier);
    if (region !== '' && !this.regions().includes(region)) throw this.unknownRegion(region);
    const possible = rows.filter(
      (row) => (row.tier === undefined || row.tier === tier) && (row.region === undefined || row.region === region),
    );
    const asked: Asked = { ...(tier === STANDARD_TIER ? {} : { tier }), ...(region === '' ? {} : { region }) };
    return new PriceVariant(this, possible, asked);
  }

  private compiledRows(): readonly CompiledRow[] {
    this.compiled ??= this.admitAndCompile();
    return this.compiled;
  }

  private admitAndCompile(): readonly CompiledRow[] {
    const { exchangeRates } = this.table;
    const reason =
      this.rejected[0]?.reason ?? this.rows.map((row) => refusalOf(row, exchangeRates)).find((found) => found);
    if (reason) throw new EngineError('model-rejected', { model: this.model, reason });
    return compileRows(this.rows);
  }

  unknownTier(tier: string, utcMs?: number): EngineError {
    const known = utcMs === undefined ? this.tiers() : this.tiers().filter((name) => name !== tier);
    return new EngineError('tier-unknown', { model: this.model, tier, known: known.join(', '), when: whenOf(utcMs) });
  }

  unknownRegion(region: string, utcMs?: number): EngineError {
    const known = this.regions().filter((name) => name !== region);
    const list = known.length > 0 ? known.join(', ') : 'one price for all regions';
    return new EngineError('region-unknown', { model: this.model, region, known: list, when: whenOf(utcMs) });
  }
}

/** The prices of a model for one tier and region, over time. */
class PriceVariant {
  private readonly boundaries: readonly number[];
  private readonly scheduled: readonly CompiledRow[];
  /** By period and by which schedules hold. */
  private readonly resolved = new Map<number, ResolvedBands>();
  private lastUtcMs = NaN;
  private lastBands: ResolvedBands | undefined;

  constructor(
    private readonly model: PricedModel,
    private readonly rows: readonly CompiledRow[],
    private readonly asked: Asked,
  ) {
    const starts = rows.flatMap((row) => [row.validFromMs, row.validToMs]).filter(Number.isFinite);
    this.boundaries = [...new Set(starts)].sort((a, b) => a - b);
    this.scheduled = rows.filter((row) => row.schedule && row.kind === 'list');
  }

  at(utcMs: number): ResolvedBands {
    if (utcMs === this.lastUtcMs && this.lastBands) return this.lastBands;
    const key = this.periodAndSchedules(utcMs);
    let bands = this.resolved.get(key);
    if (!bands) {
      bands = this.resolve(utcMs);
      if (this.scheduled.length <= MOST_KEYED_SCHEDULES) this.resolved.set(key, bands);
    }
    this.lastUtcMs = utcMs;
    this.lastBands = bands;
    return bands;
  }

  /** One number for "which rows hold": the period between two dates, and a bit for each schedule. */
  private periodAndSchedules(utcMs: number): number {
    let period = 0;
    while (period < this.boundaries.length && utcMs >= this.boundaries[period]) period += 1;
    let key = period;
    for (const { schedule } of this.scheduled) key = key * 2 + (schedule && holdsAt(schedule, utcMs) ? 1 : 0);
    return key;
  }

  private resolve(utcMs: number): ResolvedBands {
    const holding = this.rows.filter(
      (row) =>
        utcMs >= row.validFromMs &&
        utcMs < row.validToMs &&
        (row.schedule === undefined || holdsAt(row.schedule, utcMs)),
    );
    if (!answers(holding, this.asked)) throw this.refusal(holding, utcMs);
    return resolveBands(holding, this.asked, this.model.table.exchangeRates);
  }

  private refusal(holding: readonly CompiledRow[], utcMs: number): EngineError {
    const { tier, region } = this.asked;
    const bases = this.rows.filter((row) => row.isBase);
    if (bases.length > 0 && !holding.some((row) => row.isBase)) {
      return new EngineError('price-not-valid', {
        model: this.model.model,
        date: isoOfMs(utcMs),
        reason: whyNoBase(bases, utcMs),
      });
    }
    if (tier !== undefined && !answers(holding, { tier })) return this.model.unknownTier(tier, utcMs);
    if (region !== undefined && !answers(holding, { region })) return this.model.unknownRegion(region, utcMs);
    const known = [...this.model.tiers(), ...this.model.regions()].slice(1).join(', ');
    const reason = known ? `it has prices only for ${known}` : 'it has only prices with conditions';
    return new EngineError('price-not-valid', { model: this.model.model, date: isoOfMs(utcMs), reason });
  }
}

/** A bit for each, beside the period, in a number that is exact up to 2^53. */
const MOST_KEYED_SCHEDULES = 32;

function whyNoBase(bases: readonly CompiledRow[], utcMs: number): string {
  const next = Math.min(...bases.map((row) => row.validFromMs).filter((from) => from > utcMs));
  const ended = Math.max(...bases.map((row) => row.validToMs).filter((to) => to <= utcMs));
  if (next === Infinity) return `the last one held before ${isoOfMs(ended)}`;
  return `${ended === -Infinity ? 'the first one holds' : `one held before ${isoOfMs(ended)}, the next`} from ${isoOfMs(next)}`;
}

function whenOf(utcMs: number | undefined): string {
  return utcMs === undefined ? '' : ` on ${isoOfMs(utcMs)}`;
}
