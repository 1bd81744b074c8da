/** What the `options` of a serving function say: engine, layout, memory. */
import { EngineError } from '../engine/errors';
import { defaultLayout, type Layout } from '../engine/self-host/layout';
import type { MemoryRules } from '../engine/self-host/memory';
import { ENGINES, type Engine } from '../engine/self-host/throughputConstants';
import type { CellValue } from './definition';

export const SERVING_OPTIONS = ['engine', 'tp', 'pp', 'ep', 'dp_attention', 'kv_precision', 'utilization'] as const;
export type ServingOptions = ReadonlyMap<string, CellValue> | undefined;

const DEFAULT_ENGINE: Engine = 'vllm';
const KV_ELEMENT_BYTES = new Map([
  ['bf16', 2],
  ['fp16', 2],
  ['fp8', 1],
]);

/** @throws option-not-valid */
export function readEngine(options: ServingOptions): Engine {
  const written = options?.get('engine') ?? DEFAULT_ENGINE;
  const engine = ENGINES.find((known) => known === String(written).toLowerCase());
  if (!engine) throw notValid('engine', ENGINES.join(', '), written);
  return engine;
}

/**
 * Tensor parallelism as far as a server goes, unless the options divide the GPUs otherwise. Whether the model can be
 * divided so is for `refuseInvalidLayout`.
 * @throws option-not-valid
 */
export function readLayout(options: ServingOptions, gpus: number): Layout {
  const asked = (key: string): number | undefined => {
    const value = options?.get(key);
    if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 1)) return value;
    throw notValid(key, 'a whole number from 1', value);
  };
  const [tp, pp, dp] = [asked('tp'), asked('pp'), asked('dp_attention') ?? 1];
  const usualStages = tp === undefined && dp === 1 ? defaultLayout(gpus).pipelineParallel : gpus / (tp ?? 1) / dp;
  const pipelineParallel = pp ?? (tp === undefined && dp > 1 ? 1 : usualStages);
  return {
    gpus,
    tensorParallel: tp ?? gpus / pipelineParallel / dp,
    pipelineParallel,
    attentionDataParallel: dp,
    expertParallel: asked('ep') ?? (dp > 1 ? gpus : 1),
  };
}

/** @throws option-not-valid, also for utilization=90 instead of 0.9 */
export function readMemoryRules(options: ServingOptions, usual: MemoryRules): MemoryRules {
  const kvPrecision = options?.get('kv_precision');
  const written = String(kvPrecision ?? '').toLowerCase();
  const kvElementBytes = kvPrecision === undefined ? usual.kvElementBytes : KV_ELEMENT_BYTES.get(written);
  if (kvElementBytes === undefined) throw notValid('kv_precision', 'bf16, fp16 or fp8', kvPrecision);
  const utilization = options?.get('utilization') ?? usual.utilization;
  if (typeof utilization !== 'number' || utilization < 0.1 || utilization > 0.99) {
    throw notValid('utilization', 'a share from 0.1 to 0.99', utilization);
  }
  return { ...usual, kvElementBytes, utilization };
}

/** "tp 4", "tp 8, pp 2", "attention data parallel 8". */
export function layoutInWords({ tensorParallel, pipelineParallel, attentionDataParallel }: Layout): string {
  const across =
    attentionDataParallel > 1 ? `attention data parallel ${attentionDataParallel}` : `tp ${tensorParallel}`;
  return pipelineParallel > 1 ? `${across}, pp ${pipelineParallel}` : across;
}

function notValid(key: string, expected: string, value: CellValue | undefined): EngineError {
  return new EngineError('option-not-valid', { key, expected, value: String(value) });
}
