import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import { makeIndependent } from '../../portable/makeIndependent';
import { newWorkbook } from '../../portable/xlsx/newWorkbook';
import { bundledPrices } from '../../runtime/bundledPrices';
import type { SheetDraft } from '../../sheets/sheetDraft';
import type { BenchRow, BenchSection } from './benchRow';

const FORMULAS = 100_000;
const MODELS = ['gpt-5.1', 'claude-sonnet-4-5', 'gemini-2.5-pro', 'deepseek-v4-flash'];

/** The independent copy of a sheet with 100,000 costs, each over four cells of its own row, and the share of each stage. */
export async function measureIndependentCopy(): Promise<BenchSection> {
  const book = await largeWorkbook();
  const stages = new Map<string, number>();
  let [stage, since] = ['reading', performance.now()];
  const enter = (next: string) => {
    if (next === stage) return;
    const now = performance.now();
    stages.set(stage, (stages.get(stage) ?? 0) + now - since);
    [stage, since] = [next, now];
  };
  const [start, processor] = [performance.now(), process.cpuUsage()];
  await makeIndependent(book, { embedded: bundledPrices(), madeOn: '2026-11-26', onProgress: enter });
  enter('done');
  const totalMs = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const rows: BenchRow[] = [...stages].map(([name, ms]) => ({
    name: `share of ${name}`,
    nanoseconds: ms * 1e6,
    ratio: ms / totalMs,
  }));
  return {
    title: `Independent copy of ${FORMULAS.toLocaleString('en-US')} formulas (ratio: share of the whole)`,
    rows: [
      { name: 'the whole', nanoseconds: totalMs * 1e6, target: 'at most 20 s' },
      { name: 'processor time of it', nanoseconds: (user + system) * 1e3 },
      ...rows,
      { name: 'most memory of the process', bytes: process.resourceUsage().maxRSS * 1024, target: 'at most 1.5 GB' },
    ],
  };
}

function largeWorkbook(): Promise<Uint8Array> {
  const rows: SheetDraft['rows'] = Array.from({ length: FORMULAS }, (_, index) => {
    const n = index + 1;
    return [
      MODELS[index % MODELS.length],
      1_000 + index,
      200 + (index % 77),
      index % 900,
      { formula: `=LLMCOST(A${n},B${n},C${n},D${n})` },
    ];
  });
  return newWorkbook([{ name: 'Plan', rows }], { ourFunctionIds: FUNCTION_DEFINITIONS.map(({ id }) => id) });
}
