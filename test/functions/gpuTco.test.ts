import fc from 'fast-check';
import { Assumptions } from '../../src/engine/self-host/assumptions';
import { readCostRates } from '../../src/engine/self-host/costRates';
import { capitalRecovery, hardwareUsd, monthlyCostItems, residualUsd } from '../../src/engine/self-host/fleetCost';
import { gpuTco } from '../../src/functions/gpuTco';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const GPUTCO = callable(gpuTco, EMBEDDED_CONTEXT);
type Rows = (string | number)[][];

function rows(assumptions: string, output: string): Rows {
  return GPUTCO(assumptions, output) as Rows;
}
function valueOf(table: Rows, item: string, column = 1): number {
  return Number(table.find(([name]) => name === item)?.[column]);
}

describe('GPUTCO', () => {
  it('adds up: the items make the monthly cost, the years make the total', () => {
    const items = rows('gpus=20; gpu=H100', 'items');
    const parts = items.slice(1, -1).map(([, usd]) => Number(usd));
    expect(parts.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(Number(GPUTCO('gpus=20; gpu=H100', 'monthly')), 6);
    const years = rows('gpus=20; gpu=H100', 'cashflow');
    const totals = years.slice(1, -1).map((year) => Number(year[5]));
    expect(totals.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(Number(GPUTCO('gpus=20; gpu=H100', 'total')), 4);
    expect(GPUTCO('gpus=20; gpu=H100', 'npv')).toBeLessThan(Number(GPUTCO('gpus=20; gpu=H100', 'total')));
  });

  it('buys whole servers and powers every GPU in them', () => {
    const at = (gpus: number, item: string): number => valueOf(rows(`gpus=${gpus}; gpu=H100`, 'items'), item);
    expect(at(9, 'depreciation')).toBe(at(16, 'depreciation'));
    expect(at(9, 'depreciation')).toBe(2 * at(8, 'depreciation'));
    expect(at(9, 'power, idle')).toBe(at(16, 'power, idle'));
  });

  it('charges idle GPUs: half the utilisation saves only energy', () => {
    const full = rows('gpus=8; gpu=H100; utilization=1', 'items');
    const half = rows('gpus=8; gpu=H100; utilization=0.5', 'items');
    const changed = full.filter((row, index) => row[1] !== half[index][1]).map(([item]) => item);
    expect(changed).toEqual(['power, load', 'total']);
    const always = 'gpus=8; gpu=H100; ownership=rent; utilization=';
    expect(GPUTCO(`${always}0.1`, 'monthly')).toBe(GPUTCO(`${always}1`, 'monthly'));
  });

  it('spreads a purchase as an annuity', () => {
    // the textbook's capital recovery factor for 10 % and 4 years
    expect(capitalRecovery(0.1, 4)).toBeCloseTo(0.315470804, 9);
    expect(capitalRecovery(0, 4)).toBe(0.25);
    const rates = readCostRates(
      new Assumptions(
        new Map([
          ['server_price_usd', 100_000],
          ['gpu_load_w', 1],
          ['gpu_idle_w', 1],
        ]),
      ),
      'buy',
      {},
    );
    const [depreciation, capital] = monthlyCostItems(rates, 8, 0);
    const today = hardwareUsd(rates, 8) - residualUsd(rates, 8) / 1.1 ** 4;
    expect((depreciation.usdPerMonth + capital.usdPerMonth) * 12).toBeCloseTo(today * 0.315470804, 3);
  });

  it('replaces servers inside the horizon and sells what is left at its end', () => {
    const flow = rows(
      'gpus=8; gpu=H100; server_price_usd=100000; network_share=0; residual_share=0.2; life_years=3; horizon_months=60',
      'cashflow',
    );
    expect(flow.slice(1, 7).map((year) => year[1])).toEqual([100_000, 0, 0, 100_000, 0, 0]);
    // sold after 3 years for 20,000; after 2 more years of 3 worth 100,000 − 80,000·2/3
    expect(flow[4][4]).toBeCloseTo(-20_000, 6);
    expect(flow[6][4]).toBeCloseTo(-46_666.667, 2);
  });

  it('rents by schedule, reservation, spot and down to zero', () => {
    const rent = (text: string): number =>
      valueOf(rows(`gpus=8; gpu=H100; ownership=rent; gpu_hour_usd=2; ${text}`, 'items'), 'GPU rent');
    expect(rent('billing=always_on')).toBe(8 * 730 * 2);
    expect(rent('billing=schedule; active_hours_per_month=200')).toBe(8 * 200 * 2);
    expect(rent('plan=reserved; billing=schedule')).toBe(8 * 730 * 2); // a reservation is paid around the clock
    expect(rent('plan=spot; spot_loss_share=0.2')).toBeCloseTo((8 * 730 * 2) / 0.8, 9);
    expect(rent('billing=scale to zero; utilization=0.25')).toBe(8 * 730 * 0.25 * 2);
    const starts = rows(
      'gpus=8; ownership=rent; gpu_hour_usd=2; billing=scale_to_zero; starts_per_month=30; start_minutes=5; idle_minutes=15',
      'items',
    );
    expect(valueOf(starts, 'GPU rent around starts')).toBeCloseTo(8 * 30 * (20 / 60) * 2, 9);
  });

  it('shows every assumption with its origin, and calls the server price a placeholder', () => {
    const table = rows('gpus=8; gpu=H100; pue=1.25; plan=spot', 'assumptions');
    expect(table.find(([key]) => key === 'pue')).toEqual([
      'pue',
      1.25,
      'ratio',
      'yours',
      'facility power ÷ machine power',
    ]);
    expect(table.find(([key]) => key === 'server_price_usd')?.[4]).toMatch(/PLACEHOLDER.*ask for a quote/);
    expect(table.find(([key]) => key === 'plan')?.slice(3)).toEqual(['yours', 'has no effect here']);
    expect(table.find(([key]) => key === 'life_years')?.[3]).toBe('default');
  });

  it('is additive in what costs nothing else: licences, other and staff', () => {
    const monthly = (text: string): number => Number(GPUTCO(`gpus=8; gpu=H100; ${text}`, 'monthly'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5_000 }), (other, licence) => {
        const both = monthly(`other_usd_per_month=${other}; licence_usd_per_gpu_year=${licence}`);
        expect(both).toBeCloseTo(monthly('pue=1.3') + other + (8 * licence) / 12, 6);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['gpu=H100', '#VALUE! gpus is not known here'],
    ['gpus=8', '#VALUE! gpu_load_w is not known here'],
    ['gpus=8; gpu=H100; utilization=75', '#VALUE! utilization must be at most 1; it is 75. Write 10 % as 0.1.'],
    ['gpus=0; gpu=H100', '#VALUE! gpus must be at least 1; it is 0.'],
    ['gpus=8.5; gpu=H100', '#VALUE! gpus must be a whole number'],
    ['gpus=8; gpu=H100; pue=0.9', '#VALUE! pue must be at least 1'],
    ['gpus=8; gpu=H100; pue=low', '#VALUE! pue must be a number'],
    ['gpus=8; gpu=H100; staf_fte=1', '#VALUE! Unknown key "staf_fte" in assumptions. Known: staff_fte'],
    ['gpus=8; gpu=H100; constructor=1', '#VALUE! Unknown key "constructor"'],
    ['gpus=8; gpu=H1000', '#N/A Unknown GPU "H1000"'],
    ['gpus=8; gpu=H100; ownership=lease', '#VALUE! ownership must be one of buy, rent.'],
    ['gpus=8; gpu=A30; ownership=rent', '#N/A No rental price for "A30"'],
    ['gpus=8; gpu=GB200; ownership=rent', '#N/A No such on_demand offer of GB200. There are: semianalysis reserved.'],
  ])('refuses %s with a sentence', (assumptions, sentence) => {
    expect(String(GPUTCO(assumptions, 'monthly'))).toContain(sentence);
  });
});
