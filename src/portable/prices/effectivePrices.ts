import { toCol } from '@borgar/fx';
import type { PriceCatalog } from '../../catalog/priceCatalog';
import type { PricedModel } from '../../catalog/pricedModel';
import type { ResolvedBands } from '../../catalog/resolveCard';
import { bandOf } from '../../engine/api-cost/rateCard';
import { EngineError } from '../../engine/errors';
import { CACHED_INPUT, CACHE_WRITE, INPUT, OUTPUT, REQUESTS, UNITS } from '../../engine/units/units';
import {
  NotExpressible,
  type NumberText,
  type PriceQuestion,
  type PriceText,
  type RateText,
} from '../../functions/native/nativeForm';
import type { DefinedName } from '../rewrite/rewriteTypes';
import { sheetReference } from './locatedRows';
import { currentFirst } from './modelOrder';
import { keyText, type KeyText, type PriceKey } from './priceKey';

/** Rows above the first price: title, three lines of explanation, the names of the columns. */
export const ROWS_ABOVE = 6;
/** Columns, from 0, that are the same on every sheet of prices. */
const KEY_COLUMN = 0;
export const FROM_COLUMN = 5;
const FIRST_RATE_COLUMN = 6;
const USUAL_UNITS = [INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, REQUESTS];
/** Source, date, explanation and the check of own prices stand between the usual rates and those that few models have. */
export const NOTE_COLUMNS = 4;

/** The prices of one key: one row for each token band, one below the other. */
export interface KeyRows extends PriceKey {
  readonly model: PricedModel;
  readonly bands: ResolvedBands;
  /** Of the first band, counted from the first price. */
  readonly firstRow: number;
  /** Asked for by a formula of the workbook as it stands. */
  readonly isUsed: boolean;
}

/**
 * The rows of the sheet "Effective prices": which row of the price table applies is settled here by the engine, for the
 * tier, date and region of each formula, so that the formulas themselves stay short.
 */
export class EffectivePrices {
  private readonly byKey = new Map<string, KeyRows>();
  /** What formulas ask of whichever model a cell names, by the end of their key. */
  private readonly conditions = new Map<string, NonNullable<KeyText['condition']>>();
  private readonly units = [...USUAL_UNITS];
  private readonly pricedAnywhere = new Map<number, boolean>();
  private rowCount = 0;
  private lookUps = 0;

  constructor(
    private readonly catalog: PriceCatalog,
    private readonly dates1904: boolean,
    private readonly sheet: string,
    private readonly namePrefix: string,
    /** The price table of the copy has a column where somebody may type a price of their own for the unit. */
    private readonly hasOwnColumn: (unit: number) => boolean,
  ) {}

  price(question: PriceQuestion): PriceText {
    const key = keyText(question, this.dates1904);
    if (!key.isConstant) return this.lookedUp(key);
    if (!key.now) throw new TypeError('a constant key is known');
    return this.fixed(this.add(key.now, true));
  }

  /** In the order of the sheet. */
  keys(): readonly KeyRows[] {
    return [...this.byKey.values()];
  }

  /** The units that have a column, and where. */
  rateColumns(): readonly { readonly unit: number; readonly column: number }[] {
    return this.units.map((unit) => ({ unit, column: this.columnOf(unit) }));
  }

  /** Some formula finds its price by a name, tier, date or region in a cell. */
  get isLookedUp(): boolean {
    return this.lookUps > 0;
  }

  /**
   * Adds the models that no formula names now, under their ids and declared aliases, for every tier in use. A formula
   * that asks for another date or region than the table's own is about that one model.
   */
  addOtherModels(): void {
    const conditions = [...this.conditions.values()].filter(
      ({ utcMs, region }) => utcMs === undefined && region === '',
    );
    for (const model of conditions.length > 0 ? currentFirst(this.catalog.models) : []) {
      for (const name of namesOf(model, this.catalog)) {
        for (const { suffix, ...context } of conditions) {
          this.addIfPriced({ ...context, name, key: name + suffix });
        }
      }
    }
  }

  definedNames(): DefinedName[] {
    const columns = [
      { name: 'key', column: KEY_COLUMN },
      { name: 'from', column: FROM_COLUMN },
      ...this.rateColumns().map(({ unit, column }) => ({ name: UNITS[unit].rate, column })),
    ];
    const lastRow = Math.max(this.rowCount, 1) - 1;
    return columns.map(({ name, column }) => ({
      name: this.namePrefix + name,
      formula: this.cells(column, 0, lastRow),
    }));
  }

  /** "'Effective prices'!$G$7" or a range; rows from the first price. */
  private cells(column: number, firstRow: number, lastRow = firstRow): string {
    const [from, to] = [firstRow, lastRow].map((row) => `$${toCol(column)}$${row + ROWS_ABOVE + 1}`);
    return `${sheetReference(this.sheet)}!${from === to ? from : `${from}:${to}`}`;
  }

  private columnOf(unit: number): number {
    let index = this.units.indexOf(unit);
    if (index < 0) index = this.units.push(unit) - 1;
    return FIRST_RATE_COLUMN + index + (index < USUAL_UNITS.length ? 0 : NOTE_COLUMNS);
  }

  /** @throws model-unknown, tier-unknown and whatever else the catalogue refuses */
  private add(key: PriceKey, isUsed: boolean): KeyRows {
    const known = this.byKey.get(key.key.toLowerCase());
    if (known) return known;
    const model = this.catalog.find(key.name.trim());
    const bands = model.bands(key.tier, key.region, key.utcMs);
    if (bands.marginal.some((isMarginal) => isMarginal)) {
      throw new NotExpressible(`${model.id} prices only the tokens above a threshold at the higher rate`);
    }
    if (!isPlainKey(key.key))
      throw new NotExpressible(`"${key.key}" cannot be looked up: it holds a sign that Excel reads as a pattern`);
    const rows = { ...key, model, bands, firstRow: this.rowCount, isUsed };
    this.byKey.set(key.key.toLowerCase(), rows);
    this.rowCount += bands.from.length;
    return rows;
  }

  private addIfPriced(key: PriceKey, isUsed = false): void {
    try {
      this.add(key, isUsed);
    } catch (thrown) {
      if (!(thrown instanceof EngineError || thrown instanceof NotExpressible)) throw thrown;
    }
  }

  private fixed({ bands, firstRow }: KeyRows): PriceText {
    const lastRow = firstRow + bands.from.length - 1;
    return {
      namesAre: [],
      conditions: [],
      rate: (unit, promptTokens) => {
        const rates = bands.cards.map((card) => card.usd[unit]);
        const isPriced = bands.cards.some((card) => card.origins[unit]) || this.hasOwnColumn(unit);
        if (UNITS[unit].freeWithoutPrice && !isPriced) return undefined;
        const column = this.columnOf(unit);
        return {
          text: this.bandCell(column, firstRow, lastRow, bands, promptTokens),
          mayBeMissing: rates.some(Number.isNaN),
        };
      },
    };
  }

  private bandCell(
    column: number,
    firstRow: number,
    lastRow: number,
    bands: ResolvedBands,
    prompt: NumberText,
  ): string {
    if (firstRow === lastRow) return this.cells(column, firstRow);
    if (prompt.constant !== undefined) return this.cells(column, firstRow + bandOf(bands, prompt.constant));
    const band = `MATCH(${prompt.text},${this.cells(FROM_COLUMN, firstRow, lastRow)},1)`;
    return `INDEX(${this.cells(column, firstRow, lastRow)},${band})`;
  }

  private lookedUp(key: KeyText): PriceText {
    this.lookUps += 1;
    if (key.now) this.addIfPriced(key.now, true);
    if (key.now && key.variesByTierAlone) this.addEveryTier(key.now);
    if (key.condition) this.conditions.set(key.condition.suffix, key.condition);
    const row = `MATCH(${key.formula},${this.namePrefix}key,0)`;
    return {
      namesAre: key.partsAre,
      // MATCH takes * and ? in the cell as patterns, the comparison does not
      conditions: [`INDEX(${this.namePrefix}key,${row})=${key.formula}`],
      rate: (unit, promptTokens) => this.lookedUpRate(unit, key.formula, row, promptTokens),
    };
  }

  private lookedUpRate(unit: number, key: string, row: string, prompt: NumberText): RateText | undefined {
    if (UNITS[unit].freeWithoutPrice && !this.isPricedAnywhere(unit)) return undefined;
    this.columnOf(unit);
    const { namePrefix } = this;
    // joined on where it is calculated: "<=1000.5" is no number in a spreadsheet with decimal commas
    const bands = `COUNTIFS(${namePrefix}key,${key},${namePrefix}from,"<="&${prompt.text})`;
    return {
      text: `INDEX(${namePrefix}${UNITS[unit].rate},${row}+${bands}-1)`,
      mayBeMissing: !UNITS[unit].freeWithoutPrice,
    };
  }

  /** Asked by every formula that looks its model up. */
  private isPricedAnywhere(unit: number): boolean {
    let isPriced = this.pricedAnywhere.get(unit);
    if (isPriced === undefined) {
      isPriced = this.hasOwnColumn(unit) || this.catalog.models.some((model) => hasRate(model, unit));
      this.pricedAnywhere.set(unit, isPriced);
    }
    return isPriced;
  }

  /** The tier stands in a cell: whichever the model has may be written there. */
  private addEveryTier(now: PriceKey): void {
    const rest = now.key.slice(now.name.length + 1 + now.tier.length);
    for (const tier of ['', ...tiersOf(this.catalog, now.name)]) {
      this.addIfPriced({ ...now, tier, key: `${now.name}|${tier}${rest}` });
    }
  }
}

function tiersOf(catalog: PriceCatalog, name: string): string[] {
  try {
    return catalog.find(name.trim()).tiers();
  } catch (thrown) {
    if (thrown instanceof EngineError) return [];
    throw thrown;
  }
}

function hasRate(model: PricedModel, unit: number): boolean {
  const column = UNITS[unit].rate as keyof PricedModel['rows'][number];
  return model.rows.some((row) => row[column] !== undefined);
}

/** "openai/gpt-5.1", and what it goes by without a provider, where that means this model. */
function namesOf(model: PricedModel, catalog: PriceCatalog): string[] {
  const aliases = model.rows.flatMap((row) => row.aliases?.split(';') ?? []).map((alias) => alias.trim());
  const names = [...new Set([model.id, model.model, ...aliases])];
  return names.filter((name) => name !== '' && means(name, model, catalog));
}

function means(name: string, model: PricedModel, catalog: PriceCatalog): boolean {
  try {
    return catalog.find(name).id === model.id;
  } catch (thrown) {
    if (thrown instanceof EngineError) return false;
    throw thrown;
  }
}

/** MATCH and COUNTIFS find no other row by it: no pattern, no comparison, not longer than a look-up may be. */
function isPlainKey(key: string): boolean {
  return key.length <= 255 && !/[*?~]/.test(key) && !/^[<>=]/.test(key);
}
