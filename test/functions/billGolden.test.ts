import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCatalog } from '../../src/catalog/compileCatalog';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from '../../src/catalog/priceRow';
import { UNITS } from '../../src/engine/units/units';
import type { FunctionContext } from '../../src/functions/context';
import { llmBill } from '../../src/functions/llmBill';
import { llmCost } from '../../src/functions/llmCost';
import { callable, type Shown } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

/**
 * Bills worked out by hand from published rates, decimal by decimal, and never by this code. `arithmetic` is the sum in
 * words; rates in it are per 1M tokens unless they say otherwise.
 */
interface GoldenBill {
  readonly name: string;
  readonly model: string;
  readonly usage: Readonly<Record<string, number>>;
  readonly context?: Readonly<Record<string, string>>;
  /** The case brings its own price table: a header row and rows. Otherwise the embedded prices hold. */
  readonly prices?: readonly (readonly (string | number)[])[];
  /** USD for one unit of a currency. */
  readonly exchangeRates?: Readonly<Record<string, number>>;
  readonly usd: number;
  readonly arithmetic: string;
  /** Dimensions of the schema that the case is about. */
  readonly covers?: readonly string[];
  readonly source: string;
  readonly date: string;
}

const FOLDER = join('test', 'golden');
const BILLS: readonly GoldenBill[] = readdirSync(FOLDER)
  .filter((file) => file.startsWith('bills-'))
  .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as GoldenBill[]);
const ROWS = embeddedPrices().rows;

function contextOf({ exchangeRates }: GoldenBill): FunctionContext {
  if (!exchangeRates) return EMBEDDED_CONTEXT;
  const rates = new Map(Object.entries(exchangeRates).map(([code, usd]) => [code, { usd, from: '' }]));
  return { ...EMBEDDED_CONTEXT, prices: compileCatalog({ ...embeddedPrices(), exchangeRates: rates }) };
}

function expectUsd(shown: Shown, usd: number): void {
  expect(typeof shown === 'number' ? shown : `${String(shown)}`).toEqual(expect.any(Number));
  expect(Math.abs(Number(shown) - usd)).toBeLessThanOrEqual(1e-9 * Math.abs(usd));
}

describe('golden bills', () => {
  it.each(BILLS.map((bill) => [bill.name, bill] as const))('LLMBILL: %s', (_, bill) => {
    const call = callable(llmBill, contextOf(bill));
    const settings = bill.context ? Object.entries(bill.context) : undefined;
    expectUsd(call(bill.model, Object.entries(bill.usage), settings, bill.prices), bill.usd);
  });

  const ofOneRequest = BILLS.filter(
    ({ usage, context = {} }) =>
      Object.keys(usage).every((unit) => ['input', 'output', 'cached_input', 'cache_write'].includes(unit)) &&
      Object.keys(context).every((key) => ['tier', 'at'].includes(key)),
  );
  it.each(ofOneRequest.map((bill) => [bill.name, bill] as const))('LLMCOST: %s', (_, bill) => {
    const { input = 0, output = 0, cached_input, cache_write } = bill.usage;
    const call = callable(llmCost, contextOf(bill));
    const { tier, at } = bill.context ?? {};
    expectUsd(call(bill.model, input, output, cached_input, cache_write, tier, at, bill.prices), bill.usd);
  });
});

describe('the golden file', () => {
  const covered = (dimension: string) => BILLS.filter(({ covers }) => covers?.includes(dimension)).length;
  const used = (unit: string) =>
    BILLS.filter(({ usage }) => Object.entries(usage).some(([key, count]) => count > 0 && key.split(':')[0] === unit))
      .length;

  it('holds at least 120 cases, each with its arithmetic, source and date, and a name of its own', () => {
    expect(BILLS.length).toBeGreaterThanOrEqual(120);
    expect(new Set(BILLS.map(({ name }) => name)).size).toBe(BILLS.length);
    const isCited = ({ arithmetic, source, date }: GoldenBill) =>
      arithmetic !== '' && source !== '' && /^2026-\d\d-\d\d$/.test(date);
    expect(BILLS.filter((bill) => !isCited(bill))).toEqual([]);
  });

  it.each(UNITS.map(({ key }) => key))('bills %s at least twice', (unit) => {
    expect(used(unit)).toBeGreaterThanOrEqual(2);
  });

  it('has a unit for every rate column', () => {
    const rated = new Set(UNITS.map(({ rate }) => rate));
    expect([...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS].filter((column) => !rated.has(column))).toEqual([]);
  });

  it.each([
    'tier:batch',
    'tier:flex',
    'tier:priority',
    'tier:fast',
    'tier:provisioned',
    'region',
    'ctx_from',
    'ctx_mode',
    'days',
    'hours',
    'tz',
    'calendar',
    'valid_from',
    'valid_to',
    'multiplier',
    'discount',
    'currency',
    'my_price',
    'inherit',
    'free',
  ])('covers %s at least twice', (dimension) => {
    expect(covered(dimension)).toBeGreaterThanOrEqual(2);
  });

  it.each([
    'batch×cached',
    'batch×write',
    'flex×cached',
    'priority×cached',
    'fast×cached',
    'region×cache',
    'schedule×cached',
    'schedule×ctx',
  ])('covers the combination %s', (combination) => {
    expect(covered(combination)).toBeGreaterThanOrEqual(1);
  });

  it('meets every two conditions that a vendor really combines', () => {
    const met = new Set(
      BILLS.filter(({ prices }) => !prices).flatMap((bill) => {
        const model = EMBEDDED_CONTEXT.prices.find(bill.model);
        return pairs(conditionsMet(bill, model.rows)).map((pair) => `${model.provider}: ${pair}`);
      }),
    );
    const real = new Set(
      EMBEDDED_CONTEXT.prices.models.flatMap(({ provider, rows }) =>
        pairs(conditionsOf(rows)).map((pair) => `${provider}: ${pair}`),
      ),
    );
    expect([...real].filter((pair) => !met.has(pair))).toEqual([]);
    expect(real.size).toBeGreaterThan(30);
  });

  it('stands on both sides of every threshold of every vendor', () => {
    const promptSizes = new Map<string, Set<number>>();
    for (const { model, usage, prices } of BILLS) {
      if (prices) continue;
      const { provider } = EMBEDDED_CONTEXT.prices.find(model);
      const sizes = promptSizes.get(provider) ?? new Set();
      promptSizes.set(provider, sizes.add((usage.input ?? 0) / (usage.requests ?? 1)));
    }
    const missing = new Set(ROWS.flatMap((row) => missingSides(row, promptSizes.get(row.provider))));
    expect([...missing]).toEqual([]);
  });
});

function missingSides({ provider, ctx_from: from }: PriceRow, sizes: ReadonlySet<number> | undefined): string[] {
  if (from === undefined) return [];
  return [from - 1, from].filter((size) => !sizes?.has(size)).map((size) => `${provider} at ${size}`);
}

/** What can be asked of a model: its tiers, a region, a long prompt, another period, a schedule. */
function conditionsOf(rows: readonly PriceRow[]): string[] {
  const kinds = rows.flatMap((row) => [
    ...(row.tier ? [row.tier] : []),
    ...(row.region ? ['region'] : []),
    ...(row.ctx_from ? ['long prompt'] : []),
    ...(row.valid_to || row.valid_from ? ['dated'] : []),
    ...(row.hours ? ['schedule'] : []),
  ]);
  return [...new Set(kinds)].sort();
}

function conditionsMet({ usage, context = {} }: GoldenBill, rows: readonly PriceRow[]): string[] {
  const prompt = (usage.input ?? 0) / (usage.requests ?? 1);
  const isLong = rows.some(({ ctx_from: from }) => from !== undefined && prompt >= from);
  const asked = conditionsOf(rows).filter(
    (kind) =>
      kind === context.tier ||
      (kind === 'region' && context.region) ||
      (kind === 'long prompt' && isLong) ||
      (kind === 'dated' && context.at) ||
      (kind === 'schedule' && context.at?.includes(':')),
  );
  return asked;
}

/** Two tiers cannot be asked for at once. */
function pairs(kinds: readonly string[]): string[] {
  const isTier = (kind: string) => !['region', 'long prompt', 'dated', 'schedule'].includes(kind);
  const later = (index: number) => kinds.slice(index + 1);
  return kinds.flatMap((a, index) => later(index).flatMap((b) => (isTier(a) && isTier(b) ? [] : [`${a} × ${b}`])));
}
