import type { NativeForm } from './nativeForm';
import { nativeGpuMemory } from './nativeGpuMemory';
import { nativeGpuPayback } from './nativeGpuPayback';
import { nativeGpuPrice } from './nativeGpuPrice';
import { nativeGpuTco } from './nativeGpuTco';
import { nativeGpuTokenCost } from './nativeGpuTokenCost';
import { nativeLlmBill } from './nativeLlmBill';
import { nativeLlmBreakevenEscalation } from './nativeLlmBreakevenEscalation';
import { nativeLlmCascadeCost } from './nativeLlmCascadeCost';
import { nativeLlmChatTokens } from './nativeLlmChatTokens';
import { nativeLlmCost } from './nativeLlmCost';
import { nativeLlmFallbackCost } from './nativeLlmFallbackCost';
import { nativeLlmPrice } from './nativeLlmPrice';
import { nativeLlmRoute } from './nativeLlmRoute';
import { nativeLlmRoutingGate } from './nativeLlmRoutingGate';
import { NOT_NATIVE } from './notNative';

/** Every worksheet function: its plain formula, or why it has none. Never a part of functions.js. */
export const NATIVE_FORMS: ReadonlyMap<string, NativeForm> = new Map(
  [
    nativeLlmCost,
    nativeLlmPrice,
    nativeLlmBill,
    nativeLlmChatTokens,
    nativeGpuPrice,
    nativeGpuPayback,
    nativeGpuMemory,
    nativeGpuTokenCost,
    nativeGpuTco,
    nativeLlmRoute,
    nativeLlmCascadeCost,
    nativeLlmBreakevenEscalation,
    nativeLlmFallbackCost,
    nativeLlmRoutingGate,
    ...NOT_NATIVE,
  ].map((form) => [form.id, form]),
);
