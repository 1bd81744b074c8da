import type { NativeForm } from './nativeForm';
import { nativeLlmCost } from './nativeLlmCost';
import { NOT_NATIVE } from './notNative';

/** Every worksheet function: its plain formula, or why it has none. Never a part of functions.js. */
export const NATIVE_FORMS: ReadonlyMap<string, NativeForm> = new Map(
  [nativeLlmCost, ...NOT_NATIVE].map((form) => [form.id, form]),
);
