import { recalculatedPlan, rewritePlan, type PlanCell } from '../../support/rewrittenPlan';

/** What plain formulas in column A give; further cells of a row are their arguments. */
async function shown(rows: readonly (readonly PlanCell[])[]): Promise<unknown[]> {
  const { at, rewritten } = await recalculatedPlan(rows);
  return rows.map((_, index) => {
    const answer = rewritten.get(`A${index + 1}`);
    return answer?.kind === 'native' ? at(`A${index + 1}`) : answer;
  });
}
const NOT_AVAILABLE = { error: '#N/A' };
const WRONG = { error: '#VALUE!' };

describe('the plain formula of LLMPRICE', () => {
  it('is the cell of the price', async () => {
    const { rewritten, at } = await recalculatedPlan([
      ['=LLMPRICE("gpt-4o")'],
      ['=LLMPRICE("gpt-4o","output","batch")'],
    ]);
    expect(rewritten.get('A1')).toEqual({ kind: 'native', formula: "='Effective prices'!$G$7" });
    expect([at('A1'), at('A2')]).toEqual([2.5, 5]);
  });

  it('finds the model of a cell, and units that few models price', async () => {
    expect(
      await shown([
        ['=LLMPRICE(B1,"output")', 'gpt-5.1'],
        ['=LLMPRICE(B2,"cache_write_1h")', 'claude-sonnet-4-5'],
        ['=LLMPRICE(B3,"output")', 'gpt-5*'],
        ['=LLMPRICE("claude-sonnet-4-5","requests")'],
      ]),
    ).toEqual([10, 6, NOT_AVAILABLE, 0]);
  });

  it('keeps the value where the item stands in a cell', async () => {
    const [answer] = await shown([['=LLMPRICE("gpt-4o",B1)', 'input']]);
    expect(answer).toMatchObject({
      kind: 'frozen',
      reason: expect.stringContaining('item is not written in the formula'),
    });
  });
});

describe('the plain formula of LLMBILL', () => {
  it('prices a usage that is written in the formula', async () => {
    expect(
      await shown([
        ['=LLMBILL("gpt-4o","input=1000; output=100")'], // 1,000 × 2.50 + 100 × 10 per 1M
        ['=LLMBILL("claude-sonnet-4-5",{"input",5000;"cache_write",4000;"output",300},"ttl=1h")'], // (3,000 + 24,000 + 4,500) / 1M
        ['=LLMBILL(B3,"input=1000; output=100","tier=batch")', 'gpt-4o'],
      ]),
    ).toEqual([0.0035, 0.0315, 0.00175]);
  });

  it('prices a usage in rows of unit and quantity, and misses a unit that becomes another', async () => {
    const block: PlanCell[][] = [
      ['=LLMBILL("claude-sonnet-4-5",B1:C4)', 'input', 5000],
      [null, 'cached input', 1000],
      [null, 'cache_write', null],
      [null, 'output', 300],
    ];
    // 4,000 × 3 + 1,000 × 0.3 + 300 × 15 per 1M
    expect((await shown(block))[0]).toBeCloseTo(0.0168, 12);
    const { rewritten } = await rewritePlan(block);
    const answer = rewritten.get('A1');
    if (answer?.kind !== 'native') throw new Error('no plain formula');
    expect(answer.formula).toContain('B2="cached input"');
  });

  it('refuses parts that exceed the whole, text and negative quantities', async () => {
    const block = (input: PlanCell, cached: PlanCell): PlanCell[][] => [
      ['=LLMBILL("gpt-4o",B1:C2)', 'input', input],
      [null, 'cached_input', cached],
    ];
    for (const [input, cached] of [
      [1000, 1001],
      [1000, -1],
      [-1, 0],
    ]) {
      expect((await shown(block(input, cached)))[0]).toEqual(WRONG);
    }
  });
});

describe('the plain formula of GPUPRICE', () => {
  it('summarises the offers of the GPU price table', async () => {
    const { at, rewritten } = await recalculatedPlan([
      ['=GPUPRICE("H100")'],
      ['=GPUPRICE("H100",,,"low")'],
      ['=GPUPRICE("H100",,,"count")'],
      ['=GPUPRICE(B4)', 'h100'],
      ['=GPUPRICE(B5)', 'H1*'],
      ['=GPUPRICE(B6)', 'no such GPU'],
    ]);
    expect(rewritten.get('A1')).toEqual({ kind: 'native', formula: "='Effective GPU prices'!$H$5" });
    expect(at('A1')).toBe(at('A4'));
    expect(at('A2')).toBe(2.4024); // the cheapest on-demand offer of the embedded table
    expect(['A5', 'A6'].map(at)).toEqual([NOT_AVAILABLE, NOT_AVAILABLE]);
  });
});

describe('the plain formula of GPUPAYBACK', () => {
  it('is upfront over saving, within the life of the hardware', async () => {
    expect(
      await shown([
        ['=GPUPAYBACK(24000,285000,9000)'],
        ['=GPUPAYBACK(B2,C2,9000)', 24000, 285000],
        ['=GPUPAYBACK(B3,C3,9000,,,18)', 24000, 285000],
        ['=GPUPAYBACK(B4,C4,9000,D4,,60)', 24000, 285000, 0],
        ['=GPUPAYBACK(B5,C5,9000)', 9000, 285000],
      ]),
    ).toEqual([19, 19, NOT_AVAILABLE, 19, NOT_AVAILABLE]);
  });

  it('keeps the value with cost of capital', async () => {
    const [answer] = await shown([['=GPUPAYBACK(24000,285000,9000,0.1)']]);
    expect(answer).toMatchObject({ kind: 'frozen', reason: 'with discount_rate it is solved month by month' });
  });
});

describe('the plain formula of LLMCHATTOKENS', () => {
  it('sums the turns in closed form', async () => {
    expect(
      await shown([
        ['=LLMCHATTOKENS(5,500,80,211,,"input")'],
        ['=LLMCHATTOKENS(B2,500,80,211,,"cacheable")', 5],
        ['=LLMCHATTOKENS(B3,500,80,211,,"output")', 5],
        // room for one earlier turn: 1082 − 500 − 291 = 291; turns 1 to 5 send 580 and four times 871
        ['=LLMCHATTOKENS(B4,500,80,211,C4,"input")', 5, 1082],
        ['=LLMCHATTOKENS(B5,500,80,211,C5,"cacheable")', 5, 1082], // 4 × 500, and 291 once
        ['=LLMCHATTOKENS(B6,500,80,211,C6,"input")', 5, 700],
        ['=LLMCHATTOKENS(B7,500,80,211,,"input")', 2.5],
        ['=LLMCHATTOKENS(B8,500,0,0,C8,"input")', 3, 600],
      ]),
    ).toEqual([5810, 4910, 1055, 4064, 2291, NOT_AVAILABLE, WRONG, 1500]);
  });
});
