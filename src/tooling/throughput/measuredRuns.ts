/** Measured serving runs from a CSV with the columns that `shared/data/README.md` describes, made ready for the model. */
import { accelerator, openModel } from '../../catalog/facts';
import type { MemoryRules } from '../../engine/self-host/memory';
import type { Precision } from '../../engine/self-host/precision';
import { servingSystem, usualMemoryRules, type ServingSystem } from '../../engine/self-host/throughput';
import type { Engine } from '../../engine/self-host/throughputConstants';

export interface MeasuredRun {
  /** One curve over the load; its points are never split between fit and test. */
  readonly group: string;
  readonly model: string;
  readonly gpu: string;
  readonly engine: Engine;
  readonly precision: Precision;
  readonly measured: string;
  readonly system: ServingSystem;
  /** Mean lengths that were really sent. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent for an offline run with all requests queued. */
  readonly concurrency?: number;
  /** Most requests at a time of an offline run: the whole job is finite. */
  readonly queuedAtOnce?: number;
  /** TensorRT-LLM 0.12 reserved the whole output before it admitted a request, and counted its time differently. */
  readonly isOldEngine: boolean;
  readonly tokensPerS: number;
  readonly ttftS?: number;
  readonly tpotS?: number;
}

/** Rows that say enough: stated precision, no speculative decoding, a parallelism that is possible, one server. */
export function readMeasuredRuns(csv: string): MeasuredRun[] {
  return parseCsv(csv)
    .filter((row) => !/precision_not_stated|spec_decode_unknown|parallelism_suspect/.test(row.flag))
    .filter((row) => Number(row.n_gpus) <= 8)
    .map(measuredRun);
}

type CsvRow = Readonly<Record<string, string>>;

function measuredRun(row: CsvRow): MeasuredRun {
  const engine = row.engine as Engine;
  const model = openModel(row.model);
  // The label fp4 of a model published in MXFP4 means just that.
  const precision = (model.nativePrecision === 'mxfp4' ? 'mxfp4' : row.precision) as Precision;
  const layout = {
    gpus: Number(row.n_gpus),
    tensorParallel: Number(row.tp),
    pipelineParallel: Number(row.pp),
    attentionDataParallel: Number(row.dp_attn),
    expertParallel: Number(row.ep),
  };
  const memory = memoryRules(row, engine, precision);
  // InferenceX draws the lengths at random between 0.8 and 1.0 of the stated ones.
  const lengthShare = row.source.startsWith('InferenceX') ? 0.9 : 1;
  const isOffline = row.mode === 'max_load';
  return {
    group: row.group,
    model: row.model,
    gpu: row.gpu,
    engine,
    precision,
    measured: row.measured,
    system: servingSystem(model, accelerator(row.gpu), layout, precision, engine, memory),
    inputTokens: lengthShare * Number(row.isl),
    outputTokens: lengthShare * Number(row.osl),
    ...(isOffline ? { queuedAtOnce: 0.6 * offlineRequests(row) } : { concurrency: Number(row.concurrency) }),
    isOldEngine: row.engine_version === '0.12',
    tokensPerS: Number(row.output_tps_total),
    ...(row.ttft_ms && { ttftS: Number(row.ttft_ms) / 1e3 }),
    ...(row.tpot_ms && { tpotS: Number(row.tpot_ms) / 1e3 }),
  };
}

/** The load at which MiniMax on vLLM begins to queue (103–110 resident, 379 on two B300) shows an FP8 cache. */
function memoryRules(row: CsvRow, engine: Engine, precision: Precision): MemoryRules {
  const rules = usualMemoryRules(engine, precision);
  return row.model === 'minimax-m2.5' && engine === 'vllm' ? { ...rules, kvElementBytes: 1 } : rules;
}

/** Jobs of NVIDIA's offline tables. @source self-hosting reference §6, 2026-11-23 */
function offlineRequests({ isl, osl }: CsvRow): number {
  const lengths = `${isl}/${osl}`;
  if (lengths === '128/128') return 30_000;
  if (['128/2048', '2048/128', '1000/1000', '500/2000', '1024/1024'].includes(lengths)) return 3000;
  if (['20000/2000', '32768/1024', '1024/32768'].includes(lengths)) return 1000;
  return 1500;
}

function parseCsv(text: string): CsvRow[] {
  const [header, ...lines] = text.trim().split(/\r?\n/).map(splitLine);
  return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

/** Cells may be quoted; the file has no line breaks or doubled quotes inside cells. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2]);
}
