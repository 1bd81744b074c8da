import type { NativeForm } from './nativeForm';
import { nativeGpuPayback } from './nativeGpuPayback';
import { nativeGpuPrice } from './nativeGpuPrice';
import { nativeLlmBill } from './nativeLlmBill';
import { nativeLlmChatTokens } from './nativeLlmChatTokens';
import { nativeLlmCost } from './nativeLlmCost';
import { nativeLlmPrice } from './nativeLlmPrice';
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
    ...NOT_NATIVE,
  ].map((form) => [form.id, form]),
);
