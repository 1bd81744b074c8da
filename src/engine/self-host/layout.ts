/** How the GPUs of one replica share the work. */
import { EngineError } from '../errors';
import type { OpenModelArchitecture } from './openModel';

export interface Layout {
  readonly gpus: number;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  /** Attention-data-parallel ranks; above 1 tensorParallel is 1 and the experts are spread over all GPUs. */
  readonly attentionDataParallel: number;
  /** Expert-parallel ranks; 1 cuts every expert by tensor parallelism. */
  readonly expertParallel: number;
}

/** GPUs that share a fast fabric in the usual server. */
export const GPUS_PER_SERVER = 8;
/** More than any measured replica and than any server room's single model. */
const MOST_GPUS = 64;

/** Tensor parallelism inside a server; several servers become pipeline stages. */
export function defaultLayout(gpus: number): Layout {
  const tensorParallel = Math.min(gpus, GPUS_PER_SERVER);
  const pipelineParallel = gpus / tensorParallel;
  return { gpus, tensorParallel, pipelineParallel, attentionDataParallel: 1, expertParallel: 1 };
}

/** GPU counts one replica can have, smallest first: 1, 2, 4, 8, 16, 24, … as far as the model's heads divide. */
export function validGpuCounts(model: OpenModelArchitecture): number[] {
  const counts = [1, 2, 4];
  for (let gpus = GPUS_PER_SERVER; gpus <= MOST_GPUS; gpus += GPUS_PER_SERVER) counts.push(gpus);
  return counts.filter((gpus) => isValidLayout(model, defaultLayout(gpus)));
}

export function isValidLayout(model: OpenModelArchitecture, layout: Layout): boolean {
  const { gpus, tensorParallel, pipelineParallel, attentionDataParallel } = layout;
  const parts = [gpus, tensorParallel, pipelineParallel, attentionDataParallel, layout.expertParallel];
  if (!parts.every((part) => Number.isInteger(part) && part >= 1)) return false;
  if (tensorParallel * pipelineParallel * attentionDataParallel !== gpus) return false;
  if (attentionDataParallel > 1 && tensorParallel > 1) return false;
  return divides(model, tensorParallel) && pipelineParallel <= model.layers && layout.expertParallel <= gpus;
}

/** @throws gpus-not-valid → #VALUE!, with the counts that are */
export function refuseInvalidLayout(model: OpenModelArchitecture & { name: string }, layout: Layout): void {
  if (isValidLayout(model, layout)) return;
  const valid = validGpuCounts(model).slice(0, 6).join(', ');
  throw new EngineError('gpus-not-valid', { gpus: layout.gpus, model: model.name, valid });
}

/** Query heads are cut evenly; KV heads are cut evenly or duplicated evenly. */
function divides({ heads, kvHeads }: OpenModelArchitecture, ranks: number): boolean {
  if (heads % ranks !== 0) return false;
  return kvHeads === undefined || kvHeads % ranks === 0 || ranks % kvHeads === 0;
}
