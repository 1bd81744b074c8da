import fc from 'fast-check';
import { llmCost } from '../../src/functions/llmCost';
import { llmExplain } from '../../src/functions/llmExplain';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const explain = callable(llmExplain, EMBEDDED_CONTEXT);
const cost = callable(llmCost, EMBEDDED_CONTEXT);

function lines(...args: unknown[]): unknown[][] {
  const spilled = explain(...args);
  if (!Array.isArray(spilled)) throw new TypeError(String(spilled));
  return spilled;
}

describe('LLMEXPLAIN', () => {
  it('shows quantity, rate, cost, rule, source and date of every bucket', () => {
    const [header, uncached, cached, output, total] = lines('claude-sonnet-4-5', 12_000, 900, 9_000);
    expect(header).toEqual(['line', 'quantity', 'rate', 'per', 'cost', 'rule', 'source', 'checked', 'agree']);
    expect(uncached.slice(0, 6)).toEqual(['input', 3_000, 3, '1M tokens', 0.009, 'list price']);
    expect(cached.slice(0, 6)).toEqual(['cached input', 9_000, 0.3, '1M tokens', 0.0027, 'list price']);
    expect(output.slice(0, 6)).toEqual(['output', 900, 15, '1M tokens', 0.0135, 'list price']);
    expect(String(uncached[6])).not.toBe('');
    expect(uncached[7]).toMatch(/^2026-\d\d-\d\d$/);
    expect(uncached[8]).toMatch(/^\d+\/\d+$/);
    expect(total.slice(0, 5)).toEqual(['total', '', '', '', 0.0252]);
    expect(total[5]).toMatch(/^anthropic\/claude-sonnet-4-5, standard, 2026-11-23; also sold by .*amazon-bedrock/);
  });

  it('has a total that is LLMCOST to the last digit, and lines that add up to it', () => {
    const models = fc.constantFrom(
      'gpt-5.1',
      'claude-sonnet-4-5',
      'gemini-2.5-pro',
      'deepseek-v4-pro',
      'gpt-4o',
      'sonar',
    );
    const tokens = fc.nat(400_000);
    fc.assert(
      fc.property(models, tokens, tokens, tokens, tokens, (model, uncached, cached, written, output) => {
        const usage = [model, uncached + cached + written, output, cached, written] as const;
        const [, ...rows] = lines(...usage);
        const total = rows.pop();
        expect(total?.[4]).toBe(cost(...usage));
        const sum = rows.reduce((usd, row) => usd + Number(row[4]), 0);
        expect(Math.abs(sum - Number(total?.[4]))).toBeLessThanOrEqual(1e-12 * sum);
      }),
      { numRuns: 100 },
    );
  });

  it('agrees with LLMCOST on every model of the embedded prices: the same total, or the reason why there is none', () => {
    for (const { id } of EMBEDDED_CONTEXT.prices.models) {
      const usage = [id, 250_000, 1_200, 90_000, 20_000] as const;
      const usd = cost(...usage);
      const total = lines(...usage).at(-1) ?? [];
      if (typeof usd === 'number') expect([id, total[0], total[4]]).toEqual([id, 'total', usd]);
      else {
        expect(usd).toMatch(/^#N\/A .+ has no price for /);
        expect([id, total[0]]).toEqual([id, expect.stringMatching(/^(at least|no price)$/)]);
        expect(total[5]).toContain('no price for ');
      }
    }
  });

  it('F08 refuses a range where one cell is meant', () => {
    expect(explain('gpt-4o', [[1_000], [2_000]], 100)).toBe('#VALUE! input_tokens takes one cell, not a range.');
  });

  it('names the rules that made a rate, and their sources', () => {
    const [, input] = lines('claude-sonnet-4-5', 250_000, 100, 0, 0, 'batch');
    expect(input.slice(1, 6)).toEqual([250_000, 3, '1M tokens', 0.75, 'input from 200,001 tokens; × 0.5 (batch)']);
    const [, peak] = lines('deepseek-v4-pro', 1_000, 0, 0, 0, 'standard', '2026-11-23T02:00Z');
    expect(peak[5]).toMatch(/^Mon-Fri 09:00-12:00;14:00-18:00 Asia\/Shanghai/);
  });

  it('says when the price depends on the hour and no hour was given', () => {
    const rule = lines('deepseek-v4-pro', 1_000, 100).at(-1)?.[5];
    expect(rule).toContain('2026-11-23 00:00 UTC; the price depends on the hour');
  });

  it('shows what has a price as a floor when a bucket has none', () => {
    const table = [
      ['model', 'input'],
      ['m', 2],
    ];
    const [, input, output, total] = lines('m', 1_000, 100, 0, 0, '', '', table);
    expect(input.slice(0, 5)).toEqual(['input', 1_000, 2, '1M tokens', 0.002]);
    expect(output.slice(0, 6)).toEqual(['output', 100, '', '1M tokens', '', 'no price for output']);
    expect(total.slice(0, 5)).toEqual(['at least', '', '', '', 0.002]);
    expect(lines('m', 0, 100, 0, 0, '', '', table).at(-1)?.slice(0, 5)).toEqual(['no price', '', '', '', '']);
    expect(cost('m', 1_000, 100, 0, 0, '', '', table)).toMatch(/^#N\/A m has no price for output/);
  });

  it("tells an inherited price, the user's own price and discount, and another currency", () => {
    const table = [
      ['model', 'input', 'output', 'my_output', 'my_discount'],
      ['m', 2, 8, 6, 0.1],
    ];
    const [, input, cached, output] = lines('m', 1_000, 100, 400, 0, '', '', table);
    expect(input.slice(2, 6)).toEqual([1.8, '1M tokens', 0.00108, 'list price; less 10 % (your discount)']);
    expect(cached[5]).toBe('list price; less 10 % (your discount); no price of its own: input rate');
    expect(output.slice(2, 6)).toEqual([6, '1M tokens', 0.0006, 'your price']);
  });

  it("does not give the list's source for a price of the user's own", () => {
    const table = [
      ['model', 'input', 'output', 'my_output', 'source', 'checked', 'agree'],
      ['m', 2, 8, 6, 'a price list', '2026-11-10', '2/2'],
    ];
    const [, input, output] = lines('m', 1_000, 100, 0, 0, '', '', table);
    expect(input.slice(5)).toEqual(['list price', 'a price list', '2026-11-10', '2/2']);
    expect(output.slice(5)).toEqual(['your price', '', '', '']);
  });

  it("does not give the list's source for a discount of the user's own on such a price", () => {
    const table = [
      ['model', 'tier', 'input', 'output', 'my_input', 'my_discount', 'source', 'checked', 'agree'],
      ['m', '', 2, 8, 1.5, '', 'a price list', '2026-11-10', '2/2'],
      ['m', 'batch', '', '', '', 0.1, 'a price list', '2026-11-10', '2/2'],
    ];
    const [, input] = lines('m', 1_000, 0, 0, 0, 'batch', '', table);
    expect(input.slice(2)).toEqual([1.35, '1M tokens', 0.00135, 'your price; less 10 % (your discount)', '', '', '']);
  });

  it('says when the price is not that of the date, because no earlier one is known', () => {
    const ruleOn = (date: string) => String(lines('gpt-5.1', 1_000, 100, 0, 0, '', date).at(-1)?.[5]);
    expect(ruleOn('2020-01-01')).toMatch(/, 2020-01-01; the price of 2026-11-10: no earlier one is known/);
    expect(ruleOn('2026-11-23')).not.toContain('no earlier one');
  });

  it('names the day on which a price ends as one on which it no longer holds', () => {
    const table = [
      ['model', 'input', 'valid_from', 'valid_to'],
      ['m', 2, '2026-01-01', '2026-06-30'],
    ];
    expect(lines('m', 1_000, 0, 0, 0, '', '2026-06-29', table)[1][5]).toBe('since 2026-01-01, before 2026-06-30');
    expect(explain('m', 1_000, 0, 0, 0, '', '2026-06-30', table)).toBe(
      '#N/A No price of m on 2026-06-30: the last one held before 2026-06-30.',
    );
    expect(explain('m', 1_000, 0, 0, 0, '', '2026-06-30', [...table, ['m', 3, '2026-07-01', '']])).toBe(
      '#N/A No price of m on 2026-06-30: one held before 2026-06-30, the next from 2026-07-01.',
    );
  });

  it('has one line for each band of a marginal price', () => {
    const table = [
      ['model', 'input', 'output', 'ctx_from', 'ctx_mode'],
      ['m', 1, 4, '', ''],
      ['m', 2, 8, 101, 'marginal'],
    ];
    const [, below, above, output, total] = lines('m', 150, 10, 0, 0, '', '', table);
    expect(below.slice(0, 3)).toEqual(['input', 100, 1]);
    expect(above.slice(0, 3)).toEqual(['input', 50, 2]);
    expect(above[5]).toBe('tokens from 101 tokens');
    expect(output.slice(0, 3)).toEqual(['output', 10, 8]);
    expect(total[4]).toBeCloseTo(280e-6, 15);
  });

  it('F05 refuses what LLMCOST refuses', () => {
    expect(explain('gpt-4o', 100, 1, 101)).toMatch(/^#VALUE!/);
    expect(explain('gpt-99', 100, 1)).toMatch(/^#N\/A Unknown model/);
  });
});
