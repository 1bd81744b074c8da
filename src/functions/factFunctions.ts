import type { FunctionDefinition } from './definition';
import { gpuBreakeven } from './gpuBreakeven';
import { gpuCount } from './gpuCount';
import { gpuFit } from './gpuFit';
import { gpuMemory } from './gpuMemory';
import { gpuTco } from './gpuTco';
import { gpuThroughput } from './gpuThroughput';
import { gpuTokenCost } from './gpuTokenCost';
import { llmSource } from './llmSource';

/** Functions that look at the facts of accelerators and open models. */
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
