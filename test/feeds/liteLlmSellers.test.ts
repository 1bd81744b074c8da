import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';

const modelsOf = (records: object) =>
  LITE_LLM_FEED.read(JSON.stringify(records), '2026-11-27').rows.map(({ provider, model, input, output }) => [
    `${provider} ${model}`,
    input,
    output,
  ]);

// Records of BerriAI/litellm model_prices_and_context_window.json at 00035b6 (2026-07) and, for the models of others, as
// its own tests quote them (read 2026-11-27).
test('Vertex AI: models under its plain name, models of others with their path, as models.dev has them', () => {
  const records = {
    'vertex_ai/gemini-3.5-flash': {
      ...{ litellm_provider: 'vertex_ai', mode: 'chat' },
      ...{ input_cost_per_token: 1.5e-6, cache_read_input_token_cost: 1.5e-7, output_cost_per_token: 9e-6 },
    },
    'vertex_ai/deepseek-ai/deepseek-v3.1-maas': {
      ...{ litellm_provider: 'vertex_ai-deepseek_models', mode: 'chat' },
      ...{ input_cost_per_token: 6e-7, cache_read_input_token_cost: 6e-8, output_cost_per_token: 1.7e-6 },
      ...{ input_cost_per_token_batches: 3e-7, output_cost_per_token_batches: 8.5e-7 },
    },
    'vertex_ai/google/gemma-4-26b-a4b-it-maas': {
      ...{ litellm_provider: 'vertex_ai-openai_models', max_input_tokens: 256_000, mode: 'chat' },
      ...{ input_cost_per_token: 1.5e-7, output_cost_per_token: 6e-7, supported_regions: ['global'] },
    },
    'vertex_ai/mistral-ocr-2505': { litellm_provider: 'vertex_ai', mode: 'ocr', ocr_cost_per_page: 5e-4 },
    'vertex_ai/search_api': { litellm_provider: 'vertex_ai', mode: 'vector_store', input_cost_per_query: 1.5e-3 },
  };
  expect(modelsOf(records)).toEqual([
    ['google-vertex gemini-3.5-flash', 1.5, 9],
    ['google-vertex deepseek-ai/deepseek-v3.1-maas', 0.6, 1.7],
    ['google-vertex deepseek-ai/deepseek-v3.1-maas', 0.3, 0.85], // batch
    ['google-vertex gemma-4-26b-a4b-it-maas', 0.15, 0.6],
  ]);
});
