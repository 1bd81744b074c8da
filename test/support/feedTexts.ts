/** Small lists in the format of each public source, for one maker's models. Rates are USD per 1M tokens. */
export type ListedRates = Readonly<Record<string, { readonly input: number; readonly output: number }>>;

/** @source pydantic/genai-prices prices/new_data/v2/data.schema.json, read 2026-11-23 */
export function genaiText(models: ListedRates): string {
  return JSON.stringify([
    {
      id: 'openai',
      models: Object.entries(models).map(([id, { input, output }]) => ({
        ...{ id, match: { equals: id }, prices: { input_mtok: input, output_mtok: output } },
      })),
    },
  ]);
}

/** @source anomalyco/models.dev packages/core/src/schema.ts, read 2026-11-24 */
export function modelsDevText(models: ListedRates, updated = '2026-11-20'): string {
  const records = Object.entries(models).map(([id, cost]) => [id, { id, name: id, last_updated: updated, cost }]);
  return JSON.stringify({ openai: { id: 'openai', models: Object.fromEntries(records) as object } });
}

/** @source BerriAI/litellm model_prices_and_context_window.json, read 2026-11-24 */
export function liteLlmText(models: ListedRates): string {
  const records = Object.entries(models).map(([id, { input, output }]) => [
    id,
    {
      ...{ litellm_provider: 'openai', mode: 'chat' },
      ...{ input_cost_per_token: input / 1e6, output_cost_per_token: output / 1e6 },
    },
  ]);
  return JSON.stringify(Object.fromEntries(records));
}

/** @source skypilot-org/skypilot-catalog catalogs/v8/lambda/vms.csv at 0f40703, read 2026-11-24 */
export function lambdaText(usdPerHour: Readonly<Record<string, number>>): string {
  const parts: Readonly<Record<string, string>> = {
    gpu_1x_h100_sxm5: 'H100',
    gpu_1x_gh200: 'GH200',
    gpu_1x_a10: 'A10',
  };
  return [
    'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice',
    ...Object.entries(usdPerHour).map(([type, usd]) => `${type},${parts[type]},1.0,26.0,225.0,${usd},us-east-1,,`),
  ].join('\n');
}
