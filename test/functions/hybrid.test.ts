import { llmBreakevenEscalation } from '../../src/functions/llmBreakevenEscalation';
import { llmCascadeCost } from '../../src/functions/llmCascadeCost';
import { llmFallbackCost } from '../../src/functions/llmFallbackCost';
import { llmRoute } from '../../src/functions/llmRoute';
import { llmRoutingGate } from '../../src/functions/llmRoutingGate';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const LLMROUTE = callable(llmRoute, EMBEDDED_CONTEXT);
const LLMCASCADECOST = callable(llmCascadeCost, EMBEDDED_CONTEXT);
const LLMBREAKEVENESCALATION = callable(llmBreakevenEscalation, EMBEDDED_CONTEXT);
const LLMFALLBACKCOST = callable(llmFallbackCost, EMBEDDED_CONTEXT);
const LLMROUTINGGATE = callable(llmRoutingGate, EMBEDDED_CONTEXT);

// Numbers without a comment are the worked examples of the strategy reference §18.

describe('LLMROUTE', () => {
  it('prices traffic behind a router', () => {
    expect(LLMROUTE(1, 0.24, 24.7, 0.134)).toBeCloseTo(3.51764, 12);
    expect(LLMROUTE(30_000, 0.003, 0.009, 0.2, 0.0001)).toBeCloseTo(129, 10);
  });

  it('spills for a range of shares, each error in its own cell', () => {
    expect(LLMROUTE(1, 1, 3, [[0], [0.5], [20]])).toEqual([
      [1],
      [2], // half at 1, half at 3
      ['#VALUE! strong_share must be at most 1; it is 20. Write 10 % as 0.1.'],
    ]);
  });

  it.each([
    [[1, '', 3, 0.5], '#VALUE! weak is missing: give a number (USD per request).'],
    [[1, 1, -3, 0.5], '#VALUE! strong must be at least 0; it is -3.'],
    [[1, 1, 3, 0.5, 0, 1.5], '#VALUE! misroute must be at most 1; it is 1.5. Write 10 % as 0.1.'],
  ])('refuses %p with a sentence', (args, sentence) => {
    expect(LLMROUTE(...args)).toBe(sentence);
  });
});

describe('LLMCASCADECOST', () => {
  it('prices two and three stages, written as a row or as a column', () => {
    expect(LLMCASCADECOST(1, [[0.003, 0.009]], [[0.8]], [[0.0004]])).toBeCloseTo(0.0052, 15);
    expect(LLMCASCADECOST(1, [[0.0005, 0.003, 0.015]], [[0.6, 0.7]], [[0.0002, 0.0004]])).toBeCloseTo(0.00386, 15);
    expect(
      LLMCASCADECOST(1, [[0.0005], [0.003], [0.015]], [[0.6], [0.7], ['']], [[0.0002], [0.0004], ['']]),
    ).toBeCloseTo(0.00386, 15);
  });

  it('judges for nothing when no costs of judges are given', () => {
    expect(LLMCASCADECOST(1, [[1, 2, 4]], [[0.5, 0.5]])).toBe(3);
  });

  it('spills for a range of volumes', () => {
    expect(LLMCASCADECOST([[1, 1000]], [[1, 2]], [[0.5]])).toEqual([[2, 2000]]);
  });

  it('lists what reaches each stage; the total is the scalar', () => {
    expect(LLMCASCADECOST(1000, [[1, 2, 4]], [[0.5, 0.5]], [[0.25, 0.25]], 'stages')).toEqual([
      ['stage', 'reaches it', 'requests', 'model USD', 'judge USD', 'USD'],
      [1, 1, 1000, 1000, 250, 1250],
      [2, 0.5, 500, 1000, 125, 1125],
      [3, 0.25, 250, 1000, 0, 1000],
      ['total', 1, 1000, 3000, 375, 3375],
    ]);
  });

  it.each([
    [
      [1, 0.003, 0.8],
      '#VALUE! unit_costs must hold 2 to 20 costs, one for each model in the order they are tried; it holds 1.',
    ],
    [[1, [[1, 2, 4]], [[0.5]]], '#VALUE! accept must hold 2 shares, one for each model but the last; it holds 1.'],
    [
      [1, [[1, 2, 4, 8]], [[0.5, 0.5, 0.5]], [[1, 1]]],
      '#VALUE! judge must hold 3 costs, one for each model but the last; it holds 2.',
    ],
    [[1, [[1, '', 4]], [[0.5, 0.5]]], '#VALUE! unit_costs, value 2, is missing: give a number (USD per request).'],
    [
      [1, [[1, 'two']], [[0.5]]],
      '#VALUE! unit_costs, value 2, must be a number, not text: type it without quotes, with a dot.',
    ],
    [[1, [[1, 2]], [[80]]], '#VALUE! accept, value 1, must be at most 1; it is 80. Write 10 % as 0.1.'],
    [[1, [[1, -2]], [[0.8]]], '#VALUE! unit_costs, value 2, must be at least 0; it is -2.'],
    [
      [1, [['']], [['']]],
      '#VALUE! unit_costs must hold 2 to 20 costs, one for each model in the order they are tried; it holds 0.',
    ],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(LLMCASCADECOST(...args)).toBe(sentence);
  });
});

describe('LLMBREAKEVENESCALATION', () => {
  it('is the escalation at which a cascade stops paying', () => {
    expect(LLMBREAKEVENESCALATION(0.003, 0.009, 0.0004)).toBeCloseTo(0.622222, 6);
    expect(LLMBREAKEVENESCALATION(0.00221, 0.00663, 0.0004)).toBeCloseTo(0.606335, 6);
  });

  it('answers in words when a cascade never pays', () => {
    const never = '#N/A never: the weak model with its judge costs as much as the strong one, or more.';
    expect(LLMBREAKEVENESCALATION(1, [[1], [0.5], [2]])).toEqual([[never], [never], [0.5]]);
    expect(LLMBREAKEVENESCALATION(1, 0)).toBe('#VALUE! strong must be more than 0; it is 0.');
  });
});

describe('LLMFALLBACKCOST', () => {
  it('gives cost, availability and unserved requests', () => {
    const rows = LLMFALLBACKCOST(1e6, 0.004, 0.995, 0.012, 0.999) as [string, number][];
    expect(rows.map(([label]) => label)).toEqual(['cost', 'availability', 'unserved']);
    expect(rows[0][1]).toBeCloseTo(4039.94, 8);
    expect(rows[1][1]).toBeCloseTo(0.999995, 14);
    expect(rows[2][1]).toBeCloseTo(5, 8);
  });

  it('takes a backup without an availability as one that never fails', () => {
    expect(LLMFALLBACKCOST(1e6, 0.004, 0.995, 0.012, '', '', 'cost')).toBeCloseTo(4040, 8);
    expect(LLMFALLBACKCOST(1e6, 0.004, 0.995, 0.012, '', '', 'availability')).toBe(1);
    expect(LLMFALLBACKCOST(1e6, 0.004, 0.995, 0.012, '', '', 'unserved')).toBe(0);
  });

  it('spills over availabilities for one answer, and refuses percents written as numbers', () => {
    // 100 × (a × 1 + (1 − a) × 3)
    expect(LLMFALLBACKCOST(100, 1, [[0.5, 1, 99.5]], 3, 1, 0, 'cost')).toEqual([
      [200, 100, '#VALUE! avail must be at most 1; it is 99.5. Write 10 % as 0.1.'],
    ]);
    expect(String((LLMFALLBACKCOST(100, 1, [[0.5, 1]], 3) as string[][])[0][0])).toContain('fills several cells');
  });
});

describe('LLMROUTINGGATE', () => {
  it('weighs the saving against the engineering', () => {
    const rows = LLMROUTINGGATE(6630, 3094, 27_000, 2700) as [string, string | number, string][];
    expect(rows.map(([label]) => label)).toEqual(['net', 'payback', 'NPV', 'verdict', 'reason']);
    expect(rows[0]).toEqual(['net', 836, 'USD per month']);
    expect(rows[1][1]).toBeCloseTo(32.3, 2);
    expect(rows[1][2]).toBe('months; acceptable: 6');
    expect(rows[2][1]).toBeCloseTo(-17_469.19, 2);
    expect(rows[2][2]).toBe('USD in 12 months at 10 % a year');
    expect(rows[3][1]).toBe('NOT YET');
    expect(rows[4][1]).toBe('It pays back in 32.3 months, later than the 6 that are acceptable.');
  });

  it('opens when the payback is short, and says what was not tested', () => {
    // net 66,300 − 30,940 − 2,700 = 32,660; payback 27,000 ÷ 32,660 = 0.827 months; at the worst 26,600 a month
    expect(LLMROUTINGGATE(66_300, 30_940, 27_000, 2700, '', '', '', '', 'verdict')).toBe('ADD ROUTING');
    expect(LLMROUTINGGATE(66_300, 30_940, 27_000, 2700, '', '', '', '', 'reason')).toBe(
      'It pays back in 0.827 months, within 6; not tested at a pessimistic cost: give routed_worst.',
    );
    expect(LLMROUTINGGATE(66_300, 30_940, 27_000, 2700, '', '', '', 37_000, 'reason')).toBe(
      'It pays back in 0.827 months, within 6, and saves 26600 USD a month at the pessimistic cost.',
    );
  });

  it('stays closed when the pessimistic cost eats the saving, or when there is none', () => {
    expect(LLMROUTINGGATE(66_300, 30_940, 27_000, 2700, '', '', '', 64_000, 'verdict')).toBe('NOT YET');
    expect(LLMROUTINGGATE(66_300, 30_940, 27_000, 2700, '', '', '', 64_000, 'reason')).toBe(
      'At the pessimistic cost it saves nothing: -400 USD a month.',
    );
    expect(LLMROUTINGGATE(5000, 4000, 100, 1200, '', '', '', '', 'net')).toBe(-200);
    expect(LLMROUTINGGATE(5000, 4000, 100, 1200, '', '', '', '', 'payback')).toBe(
      '#N/A never: routing costs as much to run as it saves, or more.',
    );
    expect(LLMROUTINGGATE(5000, 4000, 100, 1200)).toContainEqual(['payback', 'never', 'months; acceptable: 6']);
    expect(LLMROUTINGGATE(5000, 4000, 100, 1200)).toContainEqual([
      'reason',
      'Routing saves nothing after its running cost: -200 USD a month.',
      '',
    ]);
  });

  it.each([
    [
      [6630, 3094, 27_000, 2700, 6, 0.1, 12, 3000],
      '#VALUE! routed_worst (3000) is the pessimistic cost and cannot be below routed_mo (3094).',
    ],
    [[6630, 3094, 27_000, 2700, 6, 10], '#VALUE! rate must be at most 1; it is 10. Write 10 % as 0.1.'],
    [[6630, 3094, 27_000, 2700, 6, 0.1, 1.5], '#VALUE! horizon must be a whole number; it is 1.5.'],
    [[6630, 3094, '', 2700], '#VALUE! build is missing: give a number (USD).'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(LLMROUTINGGATE(...args)).toBe(sentence);
  });
});
