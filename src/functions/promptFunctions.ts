import type { FunctionDefinition } from './definition';
import { gpuPayback } from './gpuPayback';
import { gpuPrice } from './gpuPrice';
import { llmBill } from './llmBill';
import { llmChatTokens } from './llmChatTokens';
import { llmCompare } from './llmCompare';
import { llmCost } from './llmCost';
import { llmPrice } from './llmPrice';
import { llmTokens } from './llmTokens';
import { llmWorkload } from './llmWorkload';

/** Functions whose bodies are part of functions.js: they answer at once, from the price tables alone. */
export const PROMPT_FUNCTIONS: readonly FunctionDefinition[] = [
  llmCost,
  llmBill,
  llmPrice,
  llmCompare,
  llmTokens,
  llmChatTokens,
  llmWorkload,
  gpuPrice,
  gpuPayback,
];
