import type { FunctionDefinition } from './definition';
import { llmBreakevenEscalation } from './llmBreakevenEscalation';
import { llmCascadeCost } from './llmCascadeCost';
import { llmFallbackCost } from './llmFallbackCost';
import { llmRoute } from './llmRoute';
import { llmRoutingGate } from './llmRoutingGate';

/** Mixes of models and of providers: routers, cascades, fallbacks, and whether building one is worth it. */
export const HYBRID_FUNCTIONS: readonly FunctionDefinition[] = [
  llmRoute,
  llmCascadeCost,
  llmBreakevenEscalation,
  llmFallbackCost,
  llmRoutingGate,
];
