import { createFormulaRewriter } from '../../src/portable/rewrite/formulaRewriter';
import { sourceOf } from '../support/rewrittenPlan';

/** In B1 and C1. */
const PLAN = [[null, 'H100', 1000]];

describe('what has no plain formula keeps its value with a reason', () => {
  it.each([
    ['LLMROUTINGGATE(6630,3094,27000,2700)', 'it answers a table of its own: ask for "net" or "npv" to get a formula'],
    ['LLMROUTINGGATE(6630,3094,27000,2700,,,,,"reason")', 'it answers a sentence'],
    ['LLMFALLBACKCOST(1,0.004,0.995,0.012)', 'it answers a table of its own: ask for "cost" to get a formula'],
    ['LLMCASCADECOST(1,{1,2},{0.5},,"stages")', 'it answers a table of its own'],
    [
      'LLMCASCADECOST(1,{1,2,3},{0.5})',
      'it gives an error: accept must hold 2 shares, one for each model but the last; it holds 1.',
    ],
    ['GPUMEMORY("llama-3.3-70b",,8192,1,"all")', 'it answers a table of its own: ask for "total" to get a formula'],
    ['GPUMEMORY("no-such",,8192)', expect.stringContaining('it gives an error: No open model "no-such".')],
    [
      'GPUMEMORY("llama-"&"3.3-70b")',
      'model is worked out by another formula, and the figures hold for one value of it',
    ],
    [
      'GPUTOKENCOST("llama-3.3-70b",B1,C1*2,300)',
      'input_tokens is worked out by another formula, and the figures hold for one value of it',
    ],
    ['GPUTOKENCOST("llama-3.3-70b",B1,C1,300,,,"plan="&B1)', 'its assumptions are worked out by another formula'],
    ['GPUTCO("gpus=8; gpu=H100","npv")', 'it adds up a cash flow year by year'],
    ['GPUTCO("gpus=8; gpu=H100")', 'it answers a table of its own: ask for "monthly" to get a formula'],
    ['GPUFIT("llama-3.3-70b","H100")', 'it tries every number of GPUs that the model can be split over'],
    ['LLMROUTE(RAND(),1,2,0.5)', 'RAND() gives another value each time it is read'],
  ])('%s', (formula, reason) => {
    const rewriter = createFormulaRewriter(sourceOf(PLAN));
    expect(rewriter.rewrite(formula, { sheet: 'Plan', row: 0, column: 0 })).toEqual({
      kind: 'frozen',
      reason,
      call: formula,
    });
  });
});
