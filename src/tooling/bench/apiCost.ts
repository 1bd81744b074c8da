import { calcPrice } from '@pydantic/genai-prices';
import { estimateCost } from 'tokenlens';
import { compileCatalog } from '../../catalog/compileCatalog';
import { embeddedGpuPrices } from '../../catalog/embeddedGpuPrices';
import { embeddedPrices } from '../../catalog/embeddedPrices';
import { compileGpuPrices } from '../../catalog/gpuPriceCatalog';
import { textRequestUsd } from '../../engine/api-cost/textRequestUsd';
import { adapt } from '../../functions/adapter';
import { llmCost } from '../../functions/llmCost';
import type { BenchRow, BenchSection } from './benchRow';
import { timesTogether } from './timesTogether';

/** Models that all engines know, and four shapes of request. */
const MODELS = [
  ...['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'o3', 'o4-mini'].map(
    (model) => ({ provider: 'openai', model }),
  ),
  ...['claude-sonnet-4-5', 'claude-opus-4-1', 'claude-3-7-sonnet-latest'].map((model) => ({
    provider: 'anthropic',
    model,
  })),
  ...['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite'].map((model) => ({ provider: 'google', model })),
];
const SHAPES = [
  { input: 1_200, cached: 0, written: 0, output: 300 },
  { input: 12_000, cached: 9_000, written: 0, output: 900 },
  { input: 6_000, cached: 2_000, written: 1_500, output: 700 },
  { input: 90_000, cached: 0, written: 0, output: 2_000 },
];
const CALLS = MODELS.flatMap(({ provider, model }) => SHAPES.map((shape) => ({ provider, model, ...shape })));
const RANGE_ROWS = 100_000;

/** LLMCOST's engine against two libraries and a bare loop, on the same calls in one run. */
export async function measureApiCost(): Promise<BenchSection> {
  const [load] = timesTogether([() => keep(compileCatalog(embeddedPrices()))], 1);
  const catalog = compileCatalog(embeddedPrices());
  const context = { prices: catalog, gpuPrices: compileGpuPrices(embeddedGpuPrices()) };
  const excelFunction = adapt(llmCost, () => context);
  const at = new Date(`${catalog.snapshot.asOf}T00:00:00Z`);

  const bareRates = new Map(
    MODELS.map(({ model }) => [model, catalog.find(model).bands('', '', undefined).cards[0].text]),
  );
  const bareUsd = (model: string, input: number, cached: number, written: number, output: number): number => {
    const rates = bareRates.get(model);
    if (!rates) return NaN;
    const { inputUsdPerMTok, cachedInputUsdPerMTok, cacheWriteUsdPerMTok, outputUsdPerMTok } = rates;
    const uncached = input - cached - written;
    return (
      (uncached * inputUsdPerMTok +
        cached * cachedInputUsdPerMTok +
        written * cacheWriteUsdPerMTok +
        output * outputUsdPerMTok) /
      1e6
    );
  };
  const perCall = (cost: (call: (typeof CALLS)[number]) => unknown) => () => CALLS.forEach((call) => keep(cost(call)));
  const [bare, engine, batch, cell, genai, tokenlens] = timesTogether(
    [
      perCall(({ model, input, cached, written, output }) => bareUsd(model, input, cached, written, output)),
      perCall(({ model, input, cached, written, output }) =>
        textRequestUsd(catalog.find(model).bands('standard', '', undefined), input, output, cached, written),
      ),
      perCall(({ provider, model, input, cached, written, output }) => {
        const tier = provider === 'openai' ? 'batch' : 'standard';
        return textRequestUsd(catalog.find(model).bands(tier, '', at.getTime()), input, output, cached, written);
      }),
      perCall(({ model, input, cached, written, output }) =>
        excelFunction([[model]], [[input]], [[output]], [[cached]], [[written]]),
      ),
      perCall(({ provider, model, input, cached, written, output }) =>
        calcPrice(
          { input_tokens: input, output_tokens: output, cache_read_tokens: cached, cache_write_tokens: written },
          model,
          { providerId: provider, timestamp: at },
        ),
      ),
      perCall(({ provider, model, input, cached, written, output }) =>
        estimateCost({
          modelId: `${provider}:${model}`,
          usage: { input, output, total: input + output, cacheReads: cached, cacheWrites: written },
        }),
      ),
    ],
    CALLS.length,
  );
  return {
    title: `API cost (${CALLS.length} calls; times a Map lookup with four multiply-adds)`,
    rows: [
      { name: 'bare Map lookup with four multiply-adds', nanoseconds: bare, ratio: 1 },
      { name: "LLMCOST's engine", nanoseconds: engine, ratio: engine / bare, target: 'at most 3×' },
      { name: "LLMCOST's engine, with tier and date", nanoseconds: batch, ratio: batch / bare },
      { name: 'LLMCOST as Excel calls it, one cell', nanoseconds: cell, ratio: cell / bare },
      {
        name: '@pydantic/genai-prices calcPrice',
        nanoseconds: genai,
        ratio: genai / bare,
        target: `${(genai / engine).toFixed(0)}× LLMCOST's engine; at least 50×`,
      },
      { name: 'tokenlens estimateCost', nanoseconds: tokenlens, ratio: tokenlens / bare },
      ...rangeRows(excelFunction, bareUsd),
      { name: 'embedded prices: load and compile', nanoseconds: load },
    ],
  };
}

type ExcelFunction = ReturnType<typeof adapt>;
type BareUsd = (model: string, input: number, cached: number, written: number, output: number) => number;

/** A range in, a range out: per row, against the same arithmetic in a loop that reads and fills the same ranges. */
function rangeRows(excelFunction: ExcelFunction, bareUsd: BareUsd): BenchRow[] {
  const column = (value: (row: number) => number) => Array.from({ length: RANGE_ROWS }, (_, row) => [value(row)]);
  const inputs = column((row) => 1_000 + (row % 5_000));
  const outputs = column((row) => 100 + (row % 700));
  const cached = column((row) => row % 900);
  const [{ model }] = MODELS;
  const names = inputs.map((_, row) => [MODELS[row % MODELS.length].model]);

  const [bare, range, manyModels] = timesTogether(
    [
      () => keep(inputs.map((_, row) => [bareUsd(model, inputs[row][0], cached[row][0], 0, outputs[row][0])])),
      () => keep(excelFunction([[model]], inputs, outputs, cached)),
      () => keep(excelFunction(names, inputs, outputs, cached)),
    ],
    RANGE_ROWS,
  );
  const rows = RANGE_ROWS.toLocaleString('en-US');
  return [
    { name: `bare loop over ${rows} rows, per row`, nanoseconds: bare, ratio: 1 },
    {
      name: `LLMCOST over ${rows} rows, per row`,
      nanoseconds: range,
      ratio: range / bare,
      target: 'at most 3× the bare loop',
    },
    { name: `LLMCOST over ${rows} rows with a column of models`, nanoseconds: manyModels, ratio: manyModels / bare },
  ];
}

/** Results are looked at, so that no loop is optimised away. */
let kept: unknown;
function keep(result: unknown): void {
  if (result === kept) kept = result;
}
