import { parseFormula } from './rewrite/ourCalls';

/** What a function looks at although no argument names it, as far as somebody may change it in a copy. */
export const BASES = ['model prices', 'GPU prices', 'assumptions'] as const;
export type Basis = (typeof BASES)[number];

/** What the formula of a cell rests on besides its inputs: that of every function of ours that it calls. */
export function basesOf(formula: string): readonly Basis[] {
  const ids = parseFormula(formula).calls.map(({ definition }) => definition.id);
  return BASES.filter((basis) => ids.some((id) => BASES_OF[id]?.includes(basis)));
}

/** Functions that are not here look at their arguments alone. */
export const BASES_OF: Readonly<Record<string, readonly Basis[]>> = {
  LLMCOST: ['model prices'],
  LLMPRICE: ['model prices'],
  LLMBILL: ['model prices'],
  LLMEXPLAIN: ['model prices'],
  LLMCOMPARE: ['model prices'],
  LLMMODELS: ['model prices'],
  LLMSOURCE: ['model prices'],
  GPUPRICE: ['GPU prices'],
  GPUMEMORY: ['assumptions'],
  GPUFIT: ['assumptions'],
  GPUTHROUGHPUT: ['assumptions'],
  GPUCOUNT: ['assumptions'],
  GPUTOKENCOST: ['GPU prices', 'assumptions'],
  GPUTCO: ['GPU prices', 'assumptions'],
  GPUBREAKEVEN: ['model prices', 'GPU prices', 'assumptions'],
};
