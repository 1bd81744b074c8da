import type { Accelerator } from './accelerator';
import type { Assumptions } from './assumptions';
import type { OpenModel } from './openModel';
import type { ServiceSpec } from './replicaCapacity';

/** What is served, with precision and engine from the assumptions: by default as the weights are published. */
export function readServiceSpec(
  assumptions: Assumptions,
  model: OpenModel,
  accelerator: Accelerator,
  inputTokens: number,
  outputTokens: number,
): ServiceSpec {
  const published = { value: model.nativePrecision, why: 'as published' };
  return {
    model,
    accelerator,
    precision: assumptions.choice('precision', () => published),
    engine: assumptions.choice('engine'),
    inputTokens,
    outputTokens,
    speed: 1,
  };
}
