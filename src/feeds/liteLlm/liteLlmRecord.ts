import { z } from '../jitlessZod';
import { isUnusedPriceKey, readPriceKey } from './liteLlmKeys';

/**
 * A record of LiteLLM's price map, strict where prices are: a price key that is neither read nor known to be of no use
 * here means that the format has changed. The map itself is validated against such a list.
 * @source BerriAI/litellm tests/test_litellm/test_utils.py (schema of the map), read 2026-11-24
 */
const hours = z.union([z.string(), z.array(z.string())]);
const usdPerToken = z.number();
const offPeak = z.strictObject({
  hours_utc: hours.optional(),
  windows: z
    .array(z.strictObject({ hours_utc: hours, weekdays: z.array(z.union([z.number(), z.string()])).optional() }))
    .optional(),
  weekday_timezone: z.string().optional(),
  input_cost_per_token: usdPerToken.optional(),
  output_cost_per_token: usdPerToken.optional(),
  output_cost_per_reasoning_token: usdPerToken.optional(),
  cache_read_input_token_cost: usdPerToken.optional(),
  cache_creation_input_token_cost: usdPerToken.optional(),
});
export type LiteLlmOffPeak = z.infer<typeof offPeak>;
const uplift = z.number().min(1).max(10);

export const liteLlmRecord = z
  .looseObject({
    max_input_tokens: z.number().optional(),
    max_output_tokens: z.number().optional(),
    deprecation_date: z.string().optional(),
    search_context_cost_per_query: z
      .strictObject({
        search_context_size_low: z.number().optional(),
        search_context_size_medium: z.number().optional(),
        search_context_size_high: z.number().optional(),
      })
      .optional(),
    regional_processing_uplift_multiplier_us: uplift.optional(),
    regional_processing_uplift_multiplier_eu: uplift.optional(),
    provider_specific_entry: z.looseObject({ us: uplift.optional(), fast: uplift.optional() }).optional(),
    off_peak_pricing: offPeak.optional(),
    input_cost_per_request: z.number().optional(),
    input_cost_per_token_cache_hit: usdPerToken.optional(),
    google_maps_grounding_cost_per_query: z.number().optional(),
    code_interpreter_cost_per_session: z.number().optional(),
  })
  .superRefine((record, context) => {
    for (const [key, value] of Object.entries(record)) {
      const isRead = readPriceKey(key) !== undefined;
      const isUnknown =
        !isRead && !READ_ABOVE.has(key) && /cost|price|pricing|multiplier/.test(key) && !isUnusedPriceKey(key);
      if ((isRead && typeof value !== 'number') || isUnknown)
        context.addIssue({ code: 'custom', path: [key], message: 'not read' });
    }
  });
export type LiteLlmRecord = z.infer<typeof liteLlmRecord>;

const READ_ABOVE: ReadonlySet<string> = new Set([
  'search_context_cost_per_query',
  'regional_processing_uplift_multiplier_us',
  'regional_processing_uplift_multiplier_eu',
  'off_peak_pricing',
  'input_cost_per_request',
  'input_cost_per_token_cache_hit',
  'google_maps_grounding_cost_per_query',
  'code_interpreter_cost_per_session',
]);

/** Enough to see whether the catalogue carries a record at all. */
export const liteLlmIdentity = z.looseObject({ litellm_provider: z.string(), mode: z.string().optional() });
