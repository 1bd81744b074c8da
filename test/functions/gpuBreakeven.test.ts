import fc from 'fast-check';
import { gpuBreakeven } from '../../src/functions/gpuBreakeven';
import { gpuTokenCost } from '../../src/functions/gpuTokenCost';
import { callable, type Shown } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const GPUBREAKEVEN = callable(gpuBreakeven, EMBEDDED_CONTEXT);
const GPUTOKENCOST = callable(gpuTokenCost, EMBEDDED_CONTEXT);

/** GPT-4o (2.50 and 10 USD per 1M tokens; 1,000 in and 300 out are 0.0055) against Llama 3.3 70B in FP8 on H100. */
function ask(requests: number, ownership: string, answer: string, assumptions = ''): Shown {
  const pairs = `precision=fp8; ${assumptions}`;
  return GPUBREAKEVEN('gpt-4o', 'llama-3.3-70b', 'H100', requests, 1000, 300, ownership, answer, pairs);
}
function table(requests: number, ownership: string, assumptions = ''): (string | number)[][] {
  return ask(requests, ownership, 'all', assumptions) as (string | number)[][];
}
function base(rows: (string | number)[][], item: string, unit?: string): string | number {
  return rows.find((row) => row[0] === item && (unit === undefined || row[4] === unit))?.[2] ?? NaN;
}

/** One measured replica at a round price, so that the answer can be worked out by hand. */
const MEASURED = [
  'tokens_per_s=1000; gpus_per_replica=2; planning_share=0.9; peak_to_mean=2; spare_replicas=0',
  'staff_fte=0; setup_usd=0; other_usd_per_month=0; discount_rate=0',
].join('; ');
const BY_HAND = `${MEASURED}; gpu_hour_usd=2`;

describe('GPUBREAKEVEN', () => {
  it('agrees with a calculation by hand', () => {
    // a replica carries 0.9·1000/300 = 3 requests/s at the peak: 3·730·3600/2 = 3,942,000 a month, for 2·730·2 = 2,920
    expect(ask(1e6, 'rent', 'requests', BY_HAND)).toBeCloseTo(2920 / 0.0055, 4); // 530,909: well inside the first replica
    expect(ask(1e6, 'rent', 'utilization', BY_HAND)).toBeCloseTo(2920 / (0.0055 * 3_942_000), 9);
    expect(ask(1e6, 'rent', 'price', BY_HAND)).toBeCloseTo((2920 / 1e6 / 1300) * 1e6, 9);
    const rows = table(1e6, 'rent', BY_HAND);
    expect(base(rows, 'own cost', 'USD per month')).toBeCloseTo(2920, 9);
    expect(base(rows, 'API cost')).toBeCloseTo(5500, 9);
    expect(base(rows, 'utilisation')).toBeCloseTo(1 / 3.942, 9);
    expect(base(rows, 'verdict')).toBe('self-hosting is cheaper');
  });

  it('needs the next whole replica the moment one is full', () => {
    const replicas = (requests: number): string | number => base(table(requests, 'rent', BY_HAND), 'working replicas');
    expect([replicas(3_942_000), replicas(3_942_001), replicas(2 * 3_942_000 + 1)]).toEqual([1, 2, 3]);
  });

  it('finds first and permanent crossing apart when servers come whole', () => {
    const dear = `${BY_HAND.replace('gpu_hour_usd=2', 'gpu_hour_usd=12')}`;
    // a replica costs 17,520 and carries 21,681 USD worth of requests: won at 3,185,454, lost again at 3,942,000
    const rows = table(1e6, 'rent', dear);
    expect(base(rows, 'first cheaper from')).toBeCloseTo(17_520 / 0.0055, 3);
    expect(Number(base(rows, 'cheaper for good from'))).toBeGreaterThan(Number(base(rows, 'first cheaper from')));
  });

  it('pays back later with a falling API price and sooner with more traffic', () => {
    const months = (requests: number, more = ''): number => Number(ask(requests, 'buy', 'months', more));
    expect(months(20e6, 'api_price_decline_per_year=0.4')).toBeGreaterThan(months(20e6));
    expect(months(20e6, 'growth_per_month=0.02')).toBeLessThanOrEqual(months(20e6));
    expect(months(20e6, 'cached_share=0.9')).toBeGreaterThan(months(20e6));
    expect(months(20e6, 'discount=0.5')).toBeGreaterThan(months(20e6));
    expect(months(20e6, 'api_staff_fte=1')).toBeLessThan(months(20e6));
  });

  it('spills the chain in three columns, each row as wide as the header', () => {
    const rows = table(20e6, 'buy', 'ttft_s=2; tpot_ms=50');
    expect(rows[0]).toEqual(['item', 'low cost', 'base', 'high cost', 'unit', 'note']);
    expect(rows.every((row) => row.length === 6)).toBe(true);
    const order = ['weights', 'GPUs per replica', 'one replica makes', 'GPUs', 'own cost', 'payback', 'assumption'];
    const places = order.map((item) => rows.findIndex(([name]) => name === item));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const own = rows.find(([item]) => item === 'own cost') ?? [];
    expect(own[1]).toBeLessThan(Number(own[2]));
    expect(own[2]).toBeLessThan(Number(own[3]));
    for (const key of [
      'server_price_usd',
      'peak_to_mean',
      'spare_replicas',
      'staff_fte',
      'api_price_decline_per_year',
    ]) {
      expect(rows.find(([item]) => item === key)?.[5]).toMatch(/^default: /);
    }
    expect(rows.find(([item]) => item === 'ttft_s')?.[5]).toMatch(/^yours: /);
  });

  it('has items that add up to the monthly cost', () => {
    const rows = table(20e6, 'buy');
    const from = rows.findIndex(([item]) => item === 'depreciation');
    const to = rows.findIndex(([item]) => item === 'own cost');
    const total = rows.slice(from, to).reduce((sum, row) => sum + Number(row[2]), 0);
    expect(total).toBeCloseTo(Number(rows[to][2]), 6);
  });

  it('says when the verdict flips inside the band', () => {
    // two GPUs at 2.40, 3.85 or 10.98 USD an hour (the offers of the table) against 11,000 USD of API a month
    const rows = table(2e6, 'rent', MEASURED);
    expect(rows[1].slice(1, 4)).toEqual(['self-hosting is cheaper', 'self-hosting is cheaper', 'never']);
    expect(rows[1][5]).toContain('verdict flips inside the uncertainty band');
    expect(table(2e6, 'rent', BY_HAND)[1][5]).toContain('same verdict across the band');
  });

  it('has no band around what the user measured and was quoted', () => {
    const rows = table(1e6, 'rent', BY_HAND);
    const own = rows.find(([item]) => item === 'own cost') ?? [];
    expect(new Set(own.slice(1, 4)).size).toBe(1);
  });

  it('gives a verdict in words where nothing fits or no target can be kept', () => {
    const tooSlow = table(1e6, 'buy', 'tpot_ms=0.5');
    expect(tooSlow[1].slice(1, 4)).toEqual(Array(3).fill('violates the latency target'));
    const machines = 'server_price_usd=30000; gpu_load_w=200; gpu_idle_w=50';
    const tooLarge = GPUBREAKEVEN(
      'gpt-4o',
      'qwen3-coder-480b',
      'TPU v5e',
      1e6,
      1000,
      300,
      'buy',
      'all',
      machines,
    ) as string[][];
    expect(tooLarge[1][1]).toBe('does not fit');
    const noSpare = table(20e6, 'buy', 'spare_replicas=0');
    expect(noSpare[1][5]).toContain('needs N+1');
  });

  it('answers never in words', () => {
    expect(ask(1000, 'buy', 'months')).toBe('#N/A never: the savings do not add up to the upfront cost.');
    expect(ask(1000, 'rent', 'utilization', BY_HAND.replace('gpu_hour_usd=2', 'gpu_hour_usd=20'))).toContain(
      '#N/A never: at this size the fleet costs more than the API',
    );
    expect(ask(1e6, 'rent', 'requests', BY_HAND.replace('gpu_hour_usd=2', 'gpu_hour_usd=20'))).toContain(
      '#N/A never: even fully used, the GPUs cost more per token',
    );
    // 202,500 USD upfront against 5,500 USD of API less about 3,150 of running cost: some 86 months
    expect(ask(1e6, 'buy', 'months', `${MEASURED}; server_price_usd=180000`)).toContain(
      "#N/A not within the hardware's life: 8",
    );
  });

  it('pays back sooner the dearer the API, and has its permanent crossing no earlier than its first', () => {
    const requests = fc.double({ min: 1e5, max: 1e9, noNaN: true });
    const discount = fc.double({ min: 0, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(requests, discount, fc.constantFrom('buy', 'rent'), (volume, less, ownership) => {
        const dear = ask(volume, ownership, 'months');
        const cheap = ask(volume, ownership, 'months', `discount=${less}`);
        if (typeof cheap === 'number') expect(dear).toBeLessThanOrEqual(cheap * (1 + 1e-9));
        const rows = table(volume, ownership, `discount=${less}`);
        const first = base(rows, 'first cheaper from');
        const permanent = base(rows, 'cheaper for good from');
        if (typeof permanent === 'number') expect(permanent).toBeGreaterThanOrEqual(Number(first) * (1 - 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['an unknown API model', ['gpt-99', 'llama-3.3-70b', 'H100', 1e6, 1000, 300], '#N/A Unknown model "gpt-99"'],
    ['an unquoted GPU', ['gpt-4o', 'llama-3.3-70b', 0, 1e6, 1000, 300], '#VALUE! Put the name in quotes'],
    ['no traffic', ['gpt-4o', 'llama-3.3-70b', 'H100', 0, 1000, 300], '#VALUE! requests_per_month must be more than 0'],
    [
      'negative traffic',
      ['gpt-4o', 'llama-3.3-70b', 'H100', -5, 1000, 300],
      '#VALUE! requests_per_month must be more than 0',
    ],
    [
      'FP8 on an A100',
      ['gpt-4o', 'llama-3.3-70b', 'A100', 1e6, 1000, 300, 'buy', 'all', 'precision=fp8'],
      '#N/A A100 SXM4 80GB has no fp8',
    ],
    [
      'a discount of 20',
      ['gpt-4o', 'llama-3.3-70b', 'H100', 1e6, 1000, 300, 'buy', 'months', 'discount=20'],
      '#VALUE! discount must be at most 1',
    ],
    [
      'an unknown key',
      ['gpt-4o', 'llama-3.3-70b', 'H100', 1e6, 1000, 300, 'buy', 'all', 'peu=1.2'],
      '#VALUE! Unknown key "peu" in assumptions',
    ],
    [
      'a GPU nobody rents out',
      ['gpt-4o', 'llama-3.3-70b', 'B300', 1e6, 1000, 300, 'rent'],
      '#N/A No such on_demand offer of B300',
    ],
  ])('refuses %s with a sentence', (_what, args, sentence) => {
    expect(String(GPUBREAKEVEN(...args))).toContain(sentence);
  });
});

describe('GPUTOKENCOST', () => {
  it('doubles when half of the hours are idle', () => {
    const at = (utilization: number): number => Number(GPUTOKENCOST('llama-3.3-70b', 'H100', 1000, 300, utilization));
    expect(at(0.5)).toBeCloseTo(2 * at(1), 9);
    expect(GPUTOKENCOST('llama-3.3-70b', 'H100', 1000, 300)).toBe(at(0.5));
  });

  it('follows only the energy when the machines are bought', () => {
    const at = (utilization: number): number =>
      Number(GPUTOKENCOST('llama-3.3-70b', 'H100', 1000, 300, utilization, 'buy'));
    expect(at(0.5)).toBeLessThan(2 * at(1));
    expect(at(0.5)).toBeGreaterThan(1.9 * at(1));
  });

  it('lays the cost on the output or on all tokens', () => {
    const output = Number(GPUTOKENCOST('llama-3.3-70b', 'H100', 900, 300, 1, 'rent', '', 'output'));
    const all = Number(GPUTOKENCOST('llama-3.3-70b', 'H100', 900, 300, 1, 'rent', '', 'all_tokens'));
    expect(output / all).toBeCloseTo(4, 9);
  });

  it.each([
    [
      'utilisation in percent',
      ['llama-3.3-70b', 'H100', 1000, 300, 75],
      '#VALUE! utilization must be at most 1; it is 75. Write 10 % as 0.1.',
    ],
    ['no utilisation', ['llama-3.3-70b', 'H100', 1000, 300, 0], '#VALUE! utilization must be more than 0'],
    [
      'a GPU without TDP, bought',
      ['llama-3.1-8b', 'TPU v5e', 1000, 300, 1, 'buy', 'precision=bf16'],
      '#VALUE! gpu_load_w is not known',
    ],
  ])('refuses %s with a sentence', (_what, args, sentence) => {
    expect(String(GPUTOKENCOST(...args))).toContain(sentence);
  });
});
