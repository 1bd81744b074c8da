import type { FunctionDefinition } from './definition';
import { gpuBreakeven } from './gpuBreakeven';
import { gpuCount } from './gpuCount';
import { gpuFit } from './gpuFit';
import { gpuMemory } from './gpuMemory';
import { gpuTco } from './gpuTco';
import { gpuThroughput } from './gpuThroughput';
import { gpuTokenCost } from './gpuTokenCost';
import { llmSource } from './llmSource';

/**
 * Functions that look at the facts of accelerators and open models. Facts and physics are a chunk of their own, so that
 * functions.js stays small; it is fetched while Excel starts, and a call before that waits for it.
 */
export const FACT_FUNCTIONS: readonly FunctionDefinition[] = [
  gpuMemory,
  gpuFit,
  gpuThroughput,
  gpuCount,
  gpuTokenCost,
  gpuTco,
  gpuBreakeven,
  llmSource,
];
