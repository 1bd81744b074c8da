// A record of BerriAI/litellm model_prices_and_context_window.json as of 2026-07 (00035b6), read 2026-11-24.
export const GPT_4O = {
  ...{ cache_read_input_token_cost: 1.25e-6, cache_read_input_token_cost_priority: 2.125e-6 },
  ...{ input_cost_per_token: 2.5e-6, input_cost_per_token_batches: 1.25e-6, input_cost_per_token_priority: 4.25e-6 },
  ...{
    litellm_provider: 'openai',
    max_input_tokens: 128_000,
    max_output_tokens: 16_384,
    max_tokens: 16_384,
    mode: 'chat',
  },
  ...{ output_cost_per_token: 1e-5, output_cost_per_token_batches: 5e-6, output_cost_per_token_priority: 1.7e-5 },
  ...{
    regional_processing_uplift_multiplier_eu: 1.1,
    regional_processing_uplift_multiplier_us: 1.1,
    supports_vision: true,
  },
};
