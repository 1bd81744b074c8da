import { toCol } from '@borgar/fx';
import { describeRate } from '../../catalog/describeRate';
import { isoOfMs } from '../../catalog/rowDates';
import type { PricedModel } from '../../catalog/pricedModel';
import { sourcesOfCard } from '../../catalog/rateSources';
import type { ResolvedCard } from '../../catalog/resolveCard';
import { INPUT, UNITS } from '../../engine/units/units';
import type { DraftCell, DraftValue, SheetDraft } from '../../sheets/sheetDraft';
import { FROM_COLUMN, NOTE_COLUMNS, ROWS_ABOVE, type EffectivePrices, type KeyRows } from './effectivePrices';
import type { LocatedRows } from './locatedRows';
import { COUNT_FORMAT, OVER_NUMBERS, USD_FORMAT } from './figureLooks';
import { ownPricesCheck } from './ownPricesCheck';
import { rateFormula } from './rateFormula';

type Row = (DraftCell | DraftValue | null)[];

export interface EffectivePricesTexts {
  readonly sheet: string;
  /** The sheet with the price table, if the copy holds one. */
  readonly tableSheet: string | undefined;
  /** ISO date of the price table. */
  readonly asOf: string;
}

/** The sheet of effective prices as a reader sees it: used prices first, every figure with its source and date. */
export function effectivePricesDraft(
  prices: EffectivePrices,
  located: LocatedRows,
  texts: EffectivePricesTexts,
): SheetDraft {
  const columns = prices.rateColumns();
  const lastUsual = columns.findIndex(({ column }, index) => column !== columns[0].column + index);
  const firstNote = columns[0].column + (lastUsual < 0 ? columns.length : lastUsual);
  const first = firstOfEachPrice(prices.keys());
  const checkOf = ownPricesChecks(located, `$${toCol(firstNote + CHECK)}`);
  const body = prices.keys().flatMap((rows) =>
    rows.bands.from.map((from, band) => {
      const card = rows.bands.cards[band];
      const sheetRow = ROWS_ABOVE + rows.firstRow + band + 1;
      const { key, firstRow } = first.get(priceOf(rows)) ?? rows;
      const sameRow = firstRow === rows.firstRow ? undefined : ROWS_ABOVE + firstRow + band + 1;
      const cellOf = (unit: number) => {
        const place = columns.find((each) => each.unit === unit);
        return place && `${toCol(place.column)}${sheetRow}`;
      };
      const line: Row = [...identity(rows, from, texts.asOf)];
      const check = sameRow === undefined ? checkOf(rows.model, sheetRow) : undefined;
      for (const { unit, column } of columns) {
        const same = sameRow === undefined ? undefined : `${toCol(column)}${sameRow}`;
        line[column] = rateCell(card, unit, same ?? rateFormula(card, unit, located, cellOf, check?.cell));
      }
      const notes =
        sameRow === undefined
          ? [
              ...noteCells(
                card,
                columns.map(({ unit }) => unit),
              ),
              check ? ({ value: true, formula: `=${check.formula}`, look: 'note' } as const) : null,
            ]
          : [{ value: `as ${key}`, look: 'note' } as const];
      notes.forEach((note, index) => (line[firstNote + index] = note));
      return line.map((cell) => cell ?? null);
    }),
  );
  const header: Row = IDENTITY.map(([value], column) => ({
    value,
    look: 'columnHeader',
    wrap: true,
    ...(column === FROM_COLUMN ? OVER_NUMBERS : {}),
  }));
  for (const { unit, column } of columns)
    header[column] = {
      value: headerOf(unit),
      look: 'columnHeader',
      wrap: true,
      ...OVER_NUMBERS,
    };
  NOTES.forEach((text, index) => (header[firstNote + index] = { value: text, look: 'columnHeader' }));
  return {
    name: texts.sheet,
    rows: [...explanation(prices, texts), header, ...body],
    columnWidthsPoints: widths(columns.length, firstNote),
    frozenRows: ROWS_ABOVE,
  };
}

/** Names of the large clouds have 40 letters and more. */
const IDENTITY = [
  ['Name in formulas', 215],
  ['Model', 215],
  ['Tier', 60],
  ['Prices of', 72],
  ['Region', 70],
  ['From input tokens', 70],
] as const;
const NOTES = ['Source', 'Checked', 'How the price comes about', 'My prices valid'] as const;
const NOTE_WIDTHS = [215, 75, 260, 60] as const;
const CHECK = NOTES.indexOf('My prices valid');
const RATE_WIDTH = 80;
const TOKENS = UNITS[INPUT].perLabel;

function explanation(prices: EffectivePrices, { tableSheet, asOf }: EffectivePricesTexts): Row[] {
  const where = tableSheet
    ? `Every rate is a formula over '${tableSheet}': change a price there, or type your own in its "My" columns, and every cost follows.`
    : 'The rates are the figures that were in force when this copy was made: change one here and every cost follows.';
  const others = prices.isLookedUp
    ? 'First the prices that formulas use now; below them, in grey, every other name that may be typed into a cell with a model, of each provider first what was checked last. A name that is not in column A gives #N/A, so that no price is guessed.'
    : 'Each cost formula refers to the row of its model.';
  return [
    [{ value: 'Effective prices', look: 'title' }],
    [
      {
        value: `USD per ${TOKENS}, unless the column says otherwise; table of ${asOf}. ${where}`,
        look: 'subtitle',
      },
    ],
    [
      {
        value:
          'Which rows of the table apply (tier, region, dates of validity, time of day) was settled when this copy was made; source, rule and exchange rates are those of then. #N/A is a price that does not exist, or a model beside which a price or discount of your own is text, negative or too large ("My prices valid" is FALSE); 0 is free.',
        look: 'note',
      },
    ],
    [{ value: others, look: 'note' }],
    [],
  ];
}

function identity({ key, model, tier, region, utcMs, isUsed }: KeyRows, from: number, asOf: string): Row {
  const look = isUsed ? {} : ({ look: 'note' } as const);
  return [
    { value: key, ...look },
    { value: model.id, ...look },
    { value: tier === '' ? 'standard' : tier, ...look },
    { value: utcMs === undefined ? asOf : isoOfMs(utcMs), ...look },
    region === '' ? null : { value: region, ...look },
    { value: from, format: COUNT_FORMAT, ...look },
  ];
}

/** A model has several names: what its price is stands beside the first of them, the others take it from there. */
function firstOfEachPrice(keys: readonly KeyRows[]): ReadonlyMap<string, KeyRows> {
  const first = new Map<string, KeyRows>();
  for (const rows of keys) if (!first.has(priceOf(rows))) first.set(priceOf(rows), rows);
  return first;
}

function priceOf({ model, tier, region, utcMs }: KeyRows): string {
  return JSON.stringify([model.id, tier, region, utcMs]);
}

/** The check of a model's own prices stands beside its first price, the others take it from there. */
function ownPricesChecks(located: LocatedRows, column: string) {
  const cells = new Map<string, string>();
  return ({ id, rows }: PricedModel, sheetRow: number) => {
    const known = cells.get(id);
    const formula = known ?? ownPricesCheck(rows, located);
    if (formula === undefined) return undefined;
    const cell = column + sheetRow;
    if (known === undefined) cells.set(id, cell);
    return { cell, formula };
  };
}

function rateCell(card: ResolvedCard, unit: number, formula: string | undefined): DraftCell {
  const usd = card.usd[unit];
  const value = Number.isNaN(usd) ? ({ error: '#N/A' } as const) : usd;
  return {
    value,
    format: USD_FORMAT,
    ...(formula === undefined ? {} : { formula: `=${formula}` }),
  };
}

/** Where the rates are from; why the first of those shown is what it is. */
function noteCells(card: ResolvedCard, units: readonly number[]): Row {
  const { source, checked } = sourcesOfCard(card);
  const first = units.map((unit) => card.origins[unit]).find(Boolean);
  return [source, checked, first ? describeRate(first) : 'no price'].map((value): DraftCell => ({
    value,
    look: 'note',
  }));
}

/** Tokens are the rule that the explanation states; what else is billed says for how many its price is. */
function headerOf(unit: number): string {
  const { label, perLabel } = UNITS[unit];
  const name = `${label[0].toUpperCase()}${label.slice(1)}`;
  return perLabel === TOKENS ? name : `${name}, per ${perLabel}`;
}

function widths(rateColumns: number, firstNote: number): number[] {
  const points: number[] = IDENTITY.map(([, width]) => width);
  const total = FROM_COLUMN + 1 + rateColumns + NOTE_COLUMNS;
  for (let column = points.length; column < total; column += 1) {
    points.push(NOTE_WIDTHS[column - firstNote] ?? RATE_WIDTH);
  }
  return points;
}
