import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { llmCost } from '../../src/functions/llmCost';
import { callable } from './callFunction';
import { EMBEDDED_CONTEXT } from './embeddedContext';
import type { PlanCell } from './rewrittenPlan';

/** A sheet with a cost formula in column A of every row and its arguments beside it, and what it has to show. */
export interface CostPlan {
  readonly plan: readonly (readonly PlanCell[])[];
  /** By row: a figure, or undefined where the function refuses. */
  readonly usd: readonly (number | undefined)[];
  readonly models: readonly string[];
}

/** Every `step`th model of the embedded table. */
export function embeddedModels(step: number): string[] {
  return EMBEDDED_CONTEXT.prices.models.map(({ id }) => id).filter((_, index) => index % step === 0);
}

/** Requests over models, tiers, cached and written tokens, and both sides of the long-context thresholds. */
export function randomRequests(count: number, models: readonly string[]): CostPlan {
  const tokens = fc.oneof(
    fc.constantFrom(0, 1, 1_000, 199_999, 200_000, 200_001, 272_000, 272_001),
    fc.integer({ min: 0, max: 400_000 }),
  );
  const requests = fc.sample(
    fc.record({
      model: fc.constantFrom(...models),
      input: tokens,
      output: tokens,
      cachedShare: fc.constantFrom(0, 0, 0.25, 0.5, 1, 1.01),
      written: fc.constantFrom(0, 0, 0, 500),
      tier: fc.constantFrom('', '', '', '', ',"batch"'),
      modelInCell: fc.boolean(),
    }),
    { numRuns: count, seed: 20261126 },
  );
  const plan = requests.map(({ model, input, output, cachedShare, written, tier, modelInCell }, index): PlanCell[] => {
    const row = index + 1;
    const name = modelInCell ? `B${row}` : `"${model}"`;
    const formula = `=LLMCOST(${name},C${row},D${row},E${row},F${row}${tier})`;
    return [formula, model, input, output, Math.floor(input * cachedShare), written];
  });
  const cost = callable(llmCost, EMBEDDED_CONTEXT);
  const usd = requests.map(({ tier }, index) => {
    const [, ...args] = plan[index];
    return figure(cost(...args, tier === '' ? undefined : 'batch'));
  });
  return { plan, usd, models };
}

interface GoldenBill {
  readonly model: string;
  readonly usage: Readonly<Record<string, number>>;
  readonly context?: Readonly<Record<string, string>>;
  readonly prices?: unknown;
  readonly exchangeRates?: unknown;
  readonly usd: number;
}

/** The bills that were worked out by hand, as far as they rest on the embedded prices. */
export function goldenBills(): CostPlan {
  const folder = join('test', 'golden');
  const bills = readdirSync(folder)
    .filter((file) => file.startsWith('bills-'))
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as GoldenBill[])
    .filter(({ prices, exchangeRates }) => !prices && !exchangeRates);
  const pairs = (values: object) =>
    Object.entries(values)
      .map(([key, value]) => `${key}=${value}`)
      .join('; ');
  const plan = bills.flatMap(({ model, usage, context }, index): PlanCell[][] => {
    const rest = `"${pairs(usage)}"${context ? `,"${pairs(context)}"` : ''}`;
    return [[`=LLMBILL("${model}",${rest})`], [`=LLMBILL(B${index * 2 + 2},${rest})`, model]];
  });
  return { plan, usd: bills.flatMap(({ usd }) => [usd, usd]), models: bills.map(({ model }) => model) };
}

function figure(shown: unknown): number | undefined {
  return typeof shown === 'number' ? shown : undefined;
}
