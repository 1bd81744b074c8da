import type { FunctionDefinition } from './definition';
import { gpuBreakeven } from './gpuBreakeven';
import { gpuCount } from './gpuCount';
import { gpuTco } from './gpuTco';
import { gpuTokenCost } from './gpuTokenCost';
import { llmSource } from './llmSource';

/**
 * Functions that look at the facts of accelerators and open models. Facts and physics are a chunk of their own, so that
 * functions.js stays small; it is fetched while Excel starts, and a call before that waits for it.
 */
export const FACT_FUNCTIONS: readonly FunctionDefinition[] = [
  gpuCount,
  gpuTokenCost,
  gpuTco,
  gpuBreakeven,
  llmSource,
];
