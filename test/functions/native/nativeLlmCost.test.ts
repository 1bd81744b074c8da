import { embeddedModels, randomRequests } from '../../support/costPlans';
import { pricesOf, recalculatedPlan, rewritePlan, sourceOf, type PlanCell } from '../../support/rewrittenPlan';

/** The plain formula of one call in A1, calculated by excelts. */
async function plain(formula: string, cells: readonly PlanCell[] = []): Promise<unknown> {
  return (await recalculatedPlan([[formula, ...cells]])).at('A1');
}

describe('the plain formula of LLMCOST', () => {
  it('refers to the row of its model when the model is written in the formula', async () => {
    const { rewritten, at } = await recalculatedPlan([['=LLMCOST("gpt-5.1",1200,300)']]);
    expect(rewritten.get('A1')).toEqual({
      kind: 'native',
      formula: "=(1200*'Effective prices'!$G$7+300*'Effective prices'!$J$7)/1000000",
    });
    expect(at('A1')).toBe(0.0045); // 1,200 × 1.25 + 300 × 10 per 1M
  });

  it('chooses the long-context rate by the input in a cell', async () => {
    // Claude Sonnet 4.5: 3 and 15 to 200,000 tokens, 6 and 22.5 above; platform.claude.com pricing, 2026-10-05
    const formula = '=LLMCOST("claude-sonnet-4-5",B1,C1)';
    expect(await plain(formula, [200_000, 1_000])).toBeCloseTo(0.615, 12);
    expect(await plain(formula, [200_001, 1_000])).toBeCloseTo(1.222506, 12);
  });

  it('takes whichever model a cell names, under its id or an alias, and no pattern', async () => {
    const formula = '=LLMCOST(B1,1000,100)';
    const { at } = await recalculatedPlan([
      [formula, 'gpt-4o'],
      ['=LLMCOST(B2,1000,100)', 'openai/gpt-4o'],
      ['=LLMCOST(B3,1000,100)', 'gpt-4*'],
      ['=LLMCOST(B4,1000,100)', 'gpt-4?'],
      ['=LLMCOST(B5,1000,100)', '~gpt-4o'],
      ['=LLMCOST(B6,1000,100)', 'no-such-model'],
      ['=LLMCOST(B7,1000,100)', null],
      ['=LLMCOST(B8,1000,100)', '<zzz'],
      ['=LLMCOST(B9,1000,100)', ' GPT 4o '],
    ]);
    expect(['A1', 'A2', 'A9'].map(at)).toEqual([0.0035, 0.0035, 0.0035]); // 1,000 × 2.50 + 100 × 10 per 1M
    for (const row of [3, 4, 5, 6, 8]) expect(at(`A${row}`)).toEqual({ error: '#N/A' });
    expect(at('A7')).toEqual({ error: '#VALUE!' });
  });

  it('shows #VALUE! for what the function refuses', async () => {
    const refused: PlanCell[][] = [
      [-1, 100, 0, 0],
      [1000, -1, 0, 0],
      [1000, 100, 1001, 0],
      [1000, 100, 0, 1001],
      [1000, 100, 600, 600],
      ['1000', 100, 0, 0],
      [1000, true, 0, 0],
      [null, 100, 0, 0],
      [1000, null, 0, 0],
      [1000, 100, '5', 0],
      [1000, 100, 0, true],
    ];
    const plan = refused.flatMap((cells, index) =>
      ['"gpt-5.1"', 'G1'].map((model): PlanCell[] => [
        `=LLMCOST(${model},B${index * 2 + 1},C${index * 2 + 1},D${index * 2 + 1},E${index * 2 + 1})`,
        ...cells,
        null,
        'gpt-5.1',
      ]),
    );
    // each pair of rows holds the same cells
    const { at } = await recalculatedPlan(plan);
    for (const row of plan.keys()) expect(at(`A${row + 1}`)).toEqual({ error: '#VALUE!' });
  });

  it('leaves out what is not used, so that a price that does not exist is missed only where it is needed', async () => {
    const { at } = await recalculatedPlan([
      ['=LLMCOST("text-embedding-3-small",1000,B1)', 0],
      ['=LLMCOST("text-embedding-3-small",1000,B2)', 5],
      ['=LLMCOST(C3,1000,B3)', 0, 'text-embedding-3-small'],
      ['=LLMCOST(C4,1000,B4)', 5, 'text-embedding-3-small'],
      ['=LLMCOST("text-embedding-3-small",1000,0)'],
    ]);
    expect(['A1', 'A3', 'A5'].map(at)).toEqual([0.00002, 0.00002, 0.00002]); // 0.02 per 1M
    expect(['A2', 'A4'].map(at)).toEqual([{ error: '#N/A' }, { error: '#N/A' }]);
  });

  it('answers for a tier in a cell, whichever of the model’s is written there', async () => {
    const { at } = await recalculatedPlan([
      ['=LLMCOST("gpt-5.1",1000,100,,,B1)', 'batch'],
      ['=LLMCOST("gpt-5.1",1000,100,,,B2)', null],
      ['=LLMCOST("gpt-5.1",1000,100,,,B3)', 'nonsense'],
    ]);
    // 1,000 × 1.25 + 100 × 10 per 1M, and half of it
    expect(['A1', 'A2', 'A3'].map(at)).toEqual([0.001125, 0.00225, { error: '#N/A' }]);
  });

  it.each([
    ['=LLMCOST("gpt-5.1",RAND(),1)', 'RAND() gives another value each time it is read'],
    [
      '=LLMCOST("gpt-5.1",1,1,,,,TODAY())',
      'the date of its price is calculated, and the price sheet holds the prices of fixed dates',
    ],
    [
      '=LLMCOST("our",1,1,,,,,{"model","input","output";"our",1,2})',
      'its prices argument is a table of its own, which the price sheet does not hold',
    ],
    ['=LLMCOST("gpt-5.1",B1:B3*2,1)', 'B1:B3*2 may be more than one value'],
    ['=SUM(LLMCOST("gpt-5.1",B1:B3,1))', 'it gives several cells to what stands around it'],
  ])('keeps the value of %s', async (formula, reason) => {
    const { rewritten } = await rewritePlan([[formula]]);
    expect(rewritten.get('A1')).toEqual({ kind: 'frozen', reason, call: expect.stringMatching(/^LLMCOST\(.*\)$/) });
  });

  it('gives the figure of the engine for 2,400 random requests, to the bit', async () => {
    const { plan, usd, models } = randomRequests(2_400, embeddedModels(5));
    const { at, rewritten } = await recalculatedPlan(plan, sourceOf(plan, pricesOf(...models)));
    const calculated = usd.flatMap((figure, index) => {
      const address = `A${index + 1}`;
      return rewritten.get(address)?.kind === 'native' ? [{ address, figure, shown: at(address) }] : [];
    });
    const wrong = calculated.filter(({ figure, shown }) =>
      figure === undefined ? typeof shown === 'number' : shown !== figure,
    );
    expect(wrong).toEqual([]);
    expect(calculated.length).toBeGreaterThan(2_000);
    expect(calculated.filter(({ figure }) => figure !== undefined).length).toBeGreaterThan(1_400);
  });
});
