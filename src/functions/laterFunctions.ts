import type { FunctionDefinition } from './definition';
import { FACT_FUNCTIONS } from './factFunctions';
import { HYBRID_FUNCTIONS } from './hybridFunctions';
import { llmExplain } from './llmExplain';
import { llmModels } from './llmModels';

/**
 * Functions whose bodies are a chunk of their own, so that functions.js stays small; it is fetched while Excel starts,
 * and a call before that waits for it.
 */
export const LATER_FUNCTIONS: readonly FunctionDefinition[] = [
  llmExplain,
  llmModels,
  ...FACT_FUNCTIONS,
  ...HYBRID_FUNCTIONS,
];
