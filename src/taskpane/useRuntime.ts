import { useSyncExternalStore } from 'react';
import { priceRuntime, type PriceRuntime, type PriceStatus } from '../runtime/runtimeSlot';

/** What every view gets. */
export interface ViewProps {
  readonly runtime: PriceRuntime;
}

/** Undefined when functions.js did not run. */
export function useRuntime(): PriceRuntime | undefined {
  return priceRuntime();
}

/** The state of the prices; the view is drawn again after every change. */
export function usePriceStatus(runtime: PriceRuntime): PriceStatus {
  return useSyncExternalStore(
    (listener) => runtime.onChange(listener),
    () => runtime.status(),
  );
}
