import fc from 'fast-check';
import { compileCatalog } from '../../src/catalog/compileCatalog';
import type { PriceRow } from '../../src/catalog/priceRow';
import type { FunctionContext } from '../../src/functions/context';
import { llmBill } from '../../src/functions/llmBill';
import { llmCost } from '../../src/functions/llmCost';
import { cellError } from '../../src/functions/toCell';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const cost = callable(llmCost, EMBEDDED_CONTEXT);

function contextOf(rows: readonly PriceRow[]): FunctionContext {
  const snapshot = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;
  return { ...EMBEDDED_CONTEXT, prices: compileCatalog({ snapshot, rows }) };
}

describe('LLMCOST', () => {
  it('is 0.0035 for gpt-4o with 1,000 in and 100 out at 2.5 and 10', () => {
    expect(cost('gpt-4o', 1000, 100)).toBe(0.0035);
  });

  it('bills cached tokens once: 0.0252 for the worked example of Claude Sonnet (pricing.md §9), not 0.0522', () => {
    expect(cost('claude-sonnet-4-5', 12_000, 900, 9_000)).toBeCloseTo(0.0252, 15);
  });

  it('halves at the batch tier', () => {
    expect(cost('gpt-5.1', 1_000, 300, 200, 0, 'batch')).toBeCloseTo(
      Number(cost('gpt-5.1', 1_000, 300, 200, 0)) / 2,
      15,
    );
  });

  it.each([
    // OpenAI's batch price of gpt-4o is 1.25 and 5 (pricing.md §12); flex of gpt-5.1 is 0.625 and 5
    ['gpt-4o', 'batch', 0.00175],
    ['gpt-5.1', 'flex', 0.001125],
    ['gpt-5.1', ' Flex ', 0.001125],
  ])('prices 1,000 in and 100 out of %s at the tier %j', (model, tier, usd) => {
    expect(cost(model, 1_000, 100, 0, 0, tier)).toBeCloseTo(usd, 15);
  });

  it('F01 does not know an unknown model, and suggests at most three', () => {
    const refusal = String(cost('gpt-99', 1000, 100));
    expect(refusal).toMatch(/^#N\/A Unknown model "gpt-99"\. Did you mean .+\?$/);
    expect(refusal.split(', ').length).toBeLessThanOrEqual(3);
    expect(cost('no-such-thing', 1000, 100)).toBe('#N/A Unknown model "no-such-thing". LLMMODELS() lists the names.');
  });

  it.each(['constructor', '__proto__', 'toString', 'valueOf'])('F01 finds nothing under %j', (name) => {
    expect(cost(name, 1000, 100)).toMatch(/^#N\/A Unknown model/);
    expect(cost('gpt-4o', 1000, 100, 0, 0, name)).toMatch(/^#N\/A gpt-4o has no .+ price\. It has: standard/);
  });

  it('F02 does not price a near miss as its neighbour', () => {
    expect(cost('command-a-plus', 1000, 100)).toMatch(/^#N\/A Unknown model "command-a-plus"\. Did you mean command-a/);
    expect(cost('gpt-4o-mini-x', 1000, 100)).toMatch(/^#N\/A Unknown model "gpt-4o-mini-x"\. Did you mean gpt-4o-mini/);
    expect(cost('claude-sonnet-5-5', 1e6, 0)).not.toBe(cost('claude-sonnet-4-5', 1e6, 0));
  });

  it('F04 names the argument that is negative', () => {
    expect(cost('gpt-4o', -1, 100)).toBe('#VALUE! input_tokens must be at least 0; it is -1.');
    expect(cost('gpt-4o', 1, -100)).toBe('#VALUE! output_tokens must be at least 0; it is -100.');
    expect(cost('gpt-4o', 10, 1, -5)).toMatch(/^#VALUE! cached_tokens/);
    expect(cost('gpt-4o', 10, 1, 0, -5)).toMatch(/^#VALUE! cache_write_tokens/);
  });

  it('F05 refuses parts above their whole instead of cutting them', () => {
    expect(cost('gpt-4o', 100, 1, 101)).toBe(
      '#VALUE! cached_tokens (101) is a part of input_tokens (100) and cannot exceed it.',
    );
    expect(cost('gpt-4o', 100, 1, 0, 101)).toMatch(/^#VALUE! cache_write_tokens \(101\)/);
    expect(cost('gpt-4o', 100, 1, 60, 60)).toMatch(
      /^#VALUE! cached_tokens \(60\) and cache_write_tokens \(60\) exceed/,
    );
  });

  it.each(['1000', '1,5', '1.5 '])('F07 does not guess what the text %j means', (text) => {
    expect(cost('gpt-4o', text, 100)).toMatch(/^#VALUE! input_tokens must be a number, not text/);
  });

  it('F08 refuses TRUE and passes on an error', () => {
    expect(cost('gpt-4o', true, 100)).toBe('#VALUE! input_tokens must be a number, not TRUE or FALSE.');
    expect(cost('gpt-4o', cellError('#DIV/0!'), 100)).toBe('#DIV/0!');
    expect(cost('gpt-4o', { type: 'Error', basicValue: '#REF!' }, 100)).toBe('#REF!');
    expect(cost({ type: 'Error', basicValue: '#NAME?' }, 1000, 100)).toBe('#NAME?');
  });

  it('F08 prices ranges of one shape cell by cell, and refuses others', () => {
    expect(cost([['gpt-4o'], ['gpt-5.1']], [[1_000], [2_000]], 100)).toEqual([[0.0035], [0.0035]]);
    expect(cost([['gpt-4o', 'gpt-5.1']], [[1_000], [2_000]], 100)).toMatch(/^#VALUE! The ranges differ in size/);
    // the text of an error is only text
    expect(cost('gpt-4o', '#DIV/0!', 100)).toMatch(/^#VALUE! input_tokens must be a number, not text/);
  });

  it('F13 has no price before the first card, and no date that does not exist', () => {
    const dated = callable(
      llmCost,
      contextOf([{ provider: 'p', model: 'm', valid_from: '2026-08-16', input: 1, output: 1 }]),
    );
    expect(dated('m', 1, 1, 0, 0, 'standard', '2026-08-15')).toBe(
      '#N/A No price of m on 2026-08-15: the first one holds from 2026-08-16.',
    );
    expect(dated('m', 1e6, 0, 0, 0, 'standard', '2026-08-16')).toBe(1);
    expect(dated('m', 1e6, 0, 0, 0, 'standard', 46_250)).toBe(1); // 2026-08-16
    expect(dated('m', 1, 1, 0, 0, 'standard', '2025-02-30')).toMatch(/^#VALUE! as_of must be a date/);
  });

  it('F13 reads a day number of a workbook that counts from 1904', () => {
    const context = contextOf([
      { provider: 'p', model: 'm', input: 1, output: 1 },
      { provider: 'p', model: 'm', valid_from: '2026-08-16', input: 2, output: 2 },
    ]);
    const serialOf1904 = 46_250 - 1_462;
    expect(callable(llmCost, { ...context, dates1904: true })('m', 1e6, 0, 0, 0, 'standard', serialOf1904)).toBe(2);
    expect(callable(llmCost, context)('m', 1e6, 0, 0, 0, 'standard', serialOf1904)).toBe(1);
  });

  it.each([
    // 2× input and 1.5× output from 272,000 inclusive (pricing.md §8): 4 and 20, then 8 and 30
    ['gpt-5.6-sol', 271_999, 4, 20],
    ['gpt-5.6-sol', 272_000, 8, 30],
    // xAI: at 200,000 bills high
    ['grok-4.3', 199_999, 1.25, 2.5],
    ['grok-4.3', 200_000, 2.5, 5],
    // Anthropic and Google: above 200,000
    ['claude-sonnet-4-5', 200_000, 3, 15],
    ['claude-sonnet-4-5', 200_001, 6, 22.5],
    ['gemini-2.5-pro', 200_000, 1.25, 10],
    ['gemini-2.5-pro', 200_001, 2.5, 15],
    // Bedrock: above 272,000, also for OpenAI's models
    ['amazon-bedrock/global.openai.gpt-5.6-sol', 272_000, 4, 20],
    ['amazon-bedrock/global.openai.gpt-5.6-sol', 272_001, 8, 30],
  ])('F14 %s with %d tokens in costs %d in and %d out, on all tokens', (model, input, inputRate, outputRate) => {
    const expected = (input * inputRate + 1_000 * outputRate) / 1e6;
    expect(cost(model, input, 1_000)).toBeCloseTo(expected, 12);
  });

  it('F14 chooses the long-context rate by gross input: cached tokens count and bill at it too', () => {
    // above 200,000: 6, cached 0.6, out 22.5; 100,001 × 6 + 100,000 × 0.6 + 1,000 × 22.5 = 682,506 per 1M
    expect(cost('claude-sonnet-4-5', 200_001, 1_000, 100_000)).toBeCloseTo(0.682506, 12);
    // at 200,000: 3, 0.3, 15; 100,000 × 3 + 100,000 × 0.3 + 1,000 × 15 = 345,000 per 1M
    expect(cost('claude-sonnet-4-5', 200_000, 1_000, 100_000)).toBeCloseTo(0.345, 12);
  });

  it('F16 keeps every kind of bad cell to its own row', () => {
    const inputs = [[1_000], ['x'], [true], [''], [cellError('#N/A')], [2_000]];
    expect(cost('gpt-4o', inputs, 100)).toEqual([
      [0.0035],
      [expect.stringMatching(/^#VALUE! input_tokens must be a number, not text/)],
      [expect.stringMatching(/^#VALUE! input_tokens must be a number, not TRUE/)],
      [expect.stringMatching(/^#VALUE! input_tokens is missing/)],
      ['#N/A'],
      [0.006],
    ]);
    expect(cost([['gpt-4o'], ['gpt-99'], ['gpt-5.1']], 1_000, 100)).toEqual([
      [0.0035],
      [expect.stringMatching(/^#N\/A Unknown model "gpt-99"/)],
      [0.00225],
    ]);
  });

  it('F16 has an error only in the row that is wrong, and keeps the shape', () => {
    const inputs = Array.from({ length: 10_000 }, (_, row) => [row === 7_000 ? -1 : 1_000]);
    const spilled = cost('gpt-4o', inputs, 100);
    if (!Array.isArray(spilled)) throw new TypeError('one cell');
    expect(spilled).toHaveLength(10_000);
    expect(spilled[7_000]).toEqual(['#VALUE! input_tokens must be at least 0; it is -1.']);
    expect(spilled.filter(([usd]) => usd === 0.0035)).toHaveLength(9_999);
  });

  it('refuses a tier that the model does not have, naming those it has', () => {
    expect(cost('gpt-4o', 1000, 100, 0, 0, 'turbo')).toMatch(
      /^#N\/A gpt-4o has no turbo price\. It has: standard, batch/,
    );
    expect(cost('gpt-4o', 1000, 100, 0, 0, 'Standard')).toBe(0.0035);
  });

  it('names the bucket that has no price; an unused one needs none', () => {
    const context = contextOf([{ provider: 'p', model: 'm', input: 1 }]);
    expect(callable(llmCost, context)('m', 1e6, 0)).toBe(1);
    expect(callable(llmCost, context)('m', 1000, 1)).toBe('#N/A m has no price for output. Add it to the price table.');
  });

  it('prices the schedule of DeepSeek V4 Pro with its weekdays', () => {
    const at = (moment: string) => cost('deepseek-v4-pro', 1e6, 1e6, 0, 0, 'standard', moment);
    expect(at('2026-11-23 10:00 Asia/Shanghai')).toBeCloseTo(1.32 + 3.96, 12); // Monday
    expect(at('2026-11-23T04:00Z')).toBeCloseTo(0.66 + 1.98, 12); // noon in Shanghai
    expect(at('2026-11-28T02:00Z')).toBeCloseTo(0.66 + 1.98, 12); // Saturday
    expect(at('2026-08-15T02:00Z')).toBeCloseTo(0.435 + 0.87, 12); // before the schedule
  });

  it.each([
    // pricing.md §8, 1M in and 1M out: flat 0.435 + 0.87; off-peak 0.66 + 1.98; peak 1.32 + 3.96
    ['2026-08-16T15:59:59Z', 1.305, 'the last second of the flat price'],
    ['2026-08-16T16:00Z', 2.64, 'off-peak from 16:00 UTC'],
    ['2026-08-22T02:00Z', 5.28, 'a Saturday while the peak was on every day'],
    ['2026-08-23T02:00Z', 2.64, 'the Sunday after that'],
    ['2026-11-23T00:59:59Z', 2.64, 'a Monday before the first window'],
    ['2026-11-23T01:00Z', 5.28, 'the first window starts'],
    ['2026-11-23T03:59:59Z', 5.28, 'the first window lasts'],
    ['2026-11-23T04:00Z', 2.64, 'the first window has ended'],
    ['2026-11-23T06:00Z', 5.28, 'the second window starts'],
    ['2026-11-23T10:00Z', 2.64, 'the second window has ended'],
    ['2026-11-29T07:00Z', 2.64, 'a Sunday'],
  ])('prices DeepSeek V4 Pro at %s as %d: %s', (moment, usd) => {
    expect(cost('deepseek-v4-pro', 1e6, 1e6, 0, 0, '', moment)).toBeCloseTo(usd, 12);
  });

  it('is the fee of one request when there are no tokens', () => {
    // Perplexity Sonar: 12 USD per 1,000 requests, 1 USD per 1M input (genai-prices 0.1.8)
    expect(cost('sonar', 0, 0)).toBeCloseTo(0.012, 15);
    expect(cost('sonar', 1e6, 0)).toBeCloseTo(1.012, 12);
    expect(cost('gpt-4o', 0, 0)).toBe(0);
  });
});

describe('LLMCOST with a table of its own', () => {
  const table = [
    ['Provider', 'Model', 'Input (USD/1M)', 'Output', 'Tier', 'Multiplier', 'My output'],
    ['acme', 'gpt-4o', 2, 8, '', '', ''],
    ['acme', 'gpt-4o', '', '', 'batch', 0.5, ''],
    ['acme', 'negotiated', 2, 8, '', '', 6],
    ['acme', 'poisoned', -1, 8, '', '', ''],
    ['acme', 'text', '2,5', 8, '', '', ''],
  ];

  it('prices from that table alone', () => {
    expect(cost('gpt-4o', 1e6, 1e6, 0, 0, 'standard', '', table)).toBe(10);
    expect(cost('gpt-4o', 1e6, 1e6, 0, 0, 'batch', '', table)).toBe(5);
    expect(cost('negotiated', 1e6, 1e6, 0, 0, '', '', table)).toBe(8);
    expect(cost('claude-sonnet-4-5', 1, 1, 0, 0, '', '', table)).toMatch(/^#N\/A Unknown model/);
  });

  it('has no number for a poisoned row', () => {
    expect(cost('poisoned', 1, 1, 0, 0, '', '', table)).toBe(
      '#N/A The price of "poisoned" was not admitted: input is negative (-1).',
    );
    expect(cost('text', 1, 1, 0, 0, '', '', table)).toBe(
      '#N/A The price of "text" was not admitted: input is text, not a number.',
    );
  });

  it.each([
    ['a rate above 1,000 USD per 1M', 1_500, 'input is 1500, above 1000 USD: check its unit'],
    ['TRUE for a rate', true, 'input is TRUE or FALSE, not a number'],
  ])('has no number for %s', (_, input, reason) => {
    const own = [
      ['model', 'input', 'output'],
      ['m', input, 8],
    ];
    expect(cost('m', 1, 1, 0, 0, '', '', own)).toBe(`#N/A The price of "m" was not admitted: ${reason}.`);
  });

  it('bills a blank price as missing, never as 0', () => {
    const own = [
      ['model', 'input', 'output', 'cached_input'],
      ['m', 1.5, '', ''],
    ];
    expect(cost('m', 1_000, 100, 0, 0, '', '', own)).toBe('#N/A m has no price for output. Add it to the price table.');
    expect(cost('m', 1_000, 0, 400, 0, '', '', own)).toBeCloseTo(0.0015, 15); // cached input bills as input
  });

  it.each([
    ['no price', ['model', 'colour'], 'its first row names no price, such as "input" or "output"'],
    ['a column twice', ['model', 'input', 'Input'], 'the column input is there twice'],
  ])('refuses a table with %s in its header', (_, header, problem) => {
    const own = [header, header.map((_title, index) => (index === 0 ? 'm' : 1))];
    expect(cost('m', 1, 1, 0, 0, '', '', own)).toBe(`#VALUE! The price table cannot be read: ${problem}.`);
  });

  it('refuses a table whose header is broken', () => {
    expect(
      cost('m', 1, 1, 0, 0, '', '', [
        ['name', 'price'],
        ['m', 1],
      ]),
    ).toBe('#VALUE! The price table cannot be read: its first row has no column "model".');
  });

  it('compiles a range once for all cells that use it, and again when a cell of it changes', () => {
    const large = [table[0], ...Array.from({ length: 500 }, (_, row) => ['acme', `m-${row}`, row, 8, '', '', ''])];
    const copy = () => large.map((cells) => [...cells]);
    for (let call = 0; call < 300; call += 1) expect(cost('m-7', 1e6, 0, 0, 0, '', '', copy())).toBe(7);
    const changed = copy();
    changed[8][2] = 70;
    expect(cost('m-7', 1e6, 0, 0, 0, '', '', changed)).toBe(70);
    expect(cost('m-7', 1e6, 0, 0, 0, '', '', copy())).toBe(7);
  });
});

describe('costs', () => {
  const tokens = fc.nat(5_000_000);
  const rate = fc.nat(1_000_000_000).map((millionths) => millionths / 1e6);
  const card = fc.record({ input: rate, cached_input: rate, cache_write: rate, output: rate });
  const costOf = (rates: Partial<PriceRow>, overlays: readonly Partial<PriceRow>[] = []) =>
    callable(llmCost, contextOf([rates, ...overlays].map((row) => ({ provider: 'p', model: 'm', ...row }))));
  const close = (a: unknown, b: number) => expect(Math.abs(Number(a) - b)).toBeLessThanOrEqual(1e-9 * Math.abs(b));

  it('are additive in usage', () => {
    fc.assert(
      fc.property(card, fc.array(tokens, { minLength: 8, maxLength: 8 }), (rates, [a, b, c, d, e, f, g, h]) => {
        const call = costOf(rates);
        const [first, second] = [call('m', a + b + c, d, b, c), call('m', e + f + g, h, f, g)];
        close(call('m', a + b + c + e + f + g, d + h, b + f, c + g), Number(first) + Number(second));
      }),
      { numRuns: 60 },
    );
  });

  it('do not fall when more is used', () => {
    fc.assert(
      fc.property(card, tokens, tokens, tokens, tokens, (rates, input, output, moreIn, moreOut) => {
        const call = costOf(rates, [{ ctx_from: 200_001, multiplier: 2 }]);
        expect(Number(call('m', input + moreIn, output + moreOut))).toBeGreaterThanOrEqual(
          Number(call('m', input, output)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are 0 for no tokens and half for batch', () => {
    fc.assert(
      fc.property(card, tokens, tokens, tokens, (rates, uncached, cached, output) => {
        const call = costOf(rates, [{ tier: 'batch', multiplier: 0.5 }]);
        expect(call('m', 0, 0)).toBe(0);
        close(
          call('m', uncached + cached, output, cached, 0, 'batch'),
          Number(call('m', uncached + cached, output, cached)) / 2,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are the same as a bill of the same units', () => {
    const bill = callable(llmBill, EMBEDDED_CONTEXT);
    fc.assert(
      fc.property(
        fc.constantFrom('gpt-5.1', 'claude-sonnet-4-5', 'gemini-2.5-pro', 'sonar'),
        tokens,
        tokens,
        (model, input, output) => {
          const usage = [
            ['input', input],
            ['output', output],
          ];
          close(bill(model, usage), Number(cost(model, input, output)));
        },
      ),
      { numRuns: 60 },
    );
  });
});
