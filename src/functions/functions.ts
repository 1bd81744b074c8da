import { adapt } from './adapter';
import type { ContextSource } from './adapter';
import type { FunctionDefinition } from './definition';
import { gpuBreakeven } from './gpuBreakeven';
import { gpuCount } from './gpuCount';
import { gpuPayback } from './gpuPayback';
import { gpuPrice } from './gpuPrice';
import { gpuTco } from './gpuTco';
import { gpuTokenCost } from './gpuTokenCost';
import { llmBill } from './llmBill';
import { llmChatTokens } from './llmChatTokens';
import { llmCompare } from './llmCompare';
import { llmCost } from './llmCost';
import { llmExplain } from './llmExplain';
import { llmModels } from './llmModels';
import { llmPrice } from './llmPrice';
import { llmSource } from './llmSource';
import { llmTokens } from './llmTokens';
import { llmWorkload } from './llmWorkload';

/** Every worksheet function, in the order of the help pages. */
export const FUNCTION_DEFINITIONS: readonly FunctionDefinition[] = [
  llmCost,
  llmBill,
  llmExplain,
  llmPrice,
  llmCompare,
  llmModels,
  llmSource,
  llmTokens,
  llmChatTokens,
  llmWorkload,
  gpuPrice,
  gpuCount,
  gpuTokenCost,
  gpuTco,
  gpuPayback,
  gpuBreakeven,
];

/** Registers every function with Excel's runtime; `context` is asked at each call. */
export function associateAll(context: ContextSource): void {
  for (const definition of FUNCTION_DEFINITIONS) {
    CustomFunctions.associate(definition.id, adapt(definition, context));
  }
}
