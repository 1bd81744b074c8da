/** What an hour of a GPU costs those who own it: a check on a calculation of one's own, not a price to rent at. */
export interface GpuOwnerCost {
  /** [USD per GPU-hour] */
  readonly hyperscalerUsd: number;
  readonly neocloudUsd: number;
  readonly note?: string;
}

export const OWNER_COST_SOURCE = 'SemiAnalysisAI/InferenceX TCO constants, 2026-04';

const SCALED = 'scaled from the generation before, not observed';

/** @source SemiAnalysisAI/InferenceX, read 2026-11-23, by accelerator id */
const OWNER_COSTS: Readonly<Record<string, GpuOwnerCost>> = {
  'h100-sxm': { hyperscalerUsd: 1.3, neocloudUsd: 1.69 },
  'h200-sxm': { hyperscalerUsd: 1.41, neocloudUsd: 1.74 },
  'b200-sxm': { hyperscalerUsd: 1.95, neocloudUsd: 2.34 },
  'b300-sxm': { hyperscalerUsd: 2.34, neocloudUsd: 2.808, note: SCALED },
  gb200: { hyperscalerUsd: 2.21, neocloudUsd: 2.75 },
  gb300: { hyperscalerUsd: 2.652, neocloudUsd: 3.3, note: SCALED },
  mi300x: { hyperscalerUsd: 1.12, neocloudUsd: 1.4 },
  mi325x: { hyperscalerUsd: 1.28, neocloudUsd: 1.59 },
  mi355x: { hyperscalerUsd: 1.48, neocloudUsd: 1.9 },
};

export function gpuOwnerCost(acceleratorId: string): GpuOwnerCost | undefined {
  return OWNER_COSTS[acceleratorId];
}
