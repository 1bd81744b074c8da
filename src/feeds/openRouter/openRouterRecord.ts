import { z } from '../jitlessZod';

/**
 * A model of OpenRouter's list, strict where prices are. Prices are decimal text in USD per token; "-1" says that the
 * price depends on the model that answers.
 * @source OpenRouterTeam/typescript-sdk src/models/{model,publicpricing,pricingoverride}.ts, read 2026-11-24
 */
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i)
  .transform(Number);

const TOKEN_PRICES = {
  audio: decimal.optional(),
  input_audio_cache: decimal.optional(),
  input_cache_read: decimal.optional(),
  input_cache_write: decimal.optional(),
  input_cache_write_1h: decimal.optional(),
};
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** 1030 is 10:30. */
const clock = z
  .number()
  .int()
  .min(0)
  .max(2400)
  .refine((hhmm) => hhmm % 100 < 60);

const override = z
  .strictObject({
    ...TOKEN_PRICES,
    prompt: decimal.optional(),
    completion: decimal.optional(),
    /** Strictly more prompt tokens than this. */
    min_prompt_tokens: z.number().int().nonnegative().optional(),
    utc_days: z.array(z.enum(WEEKDAYS)).min(1).optional(),
    utc_start: clock.optional(),
    utc_end: clock.optional(),
  })
  .refine(
    ({ utc_start: start, utc_end: end }) =>
      (start === undefined) === (end === undefined) && (start === undefined || start !== end),
  )
  .refine((one) => one.min_prompt_tokens !== undefined || one.utc_days !== undefined || one.utc_start !== undefined);
export type OpenRouterOverride = z.infer<typeof override>;

const pricing = z.strictObject({
  ...TOKEN_PRICES,
  prompt: decimal,
  completion: decimal,
  audio_output: decimal.optional(),
  internal_reasoning: decimal.optional(),
  request: decimal.optional(),
  web_search: decimal.optional(),
  image: decimal.optional(),
  image_token: decimal.optional(),
  image_output: decimal.optional(),
  discount: z.number().min(0).max(1).optional(),
  overrides: z.array(override).optional(),
});
export type OpenRouterPricing = z.infer<typeof pricing>;

export const openRouterModel = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  /** Seconds since 1970 at which the model was listed. */
  created: z.number().optional(),
  context_length: z.number().nullish(),
  top_provider: z.looseObject({ max_completion_tokens: z.number().nullish() }).nullish(),
  pricing,
});
export type OpenRouterModel = z.infer<typeof openRouterModel>;

export const openRouterList = z.looseObject({ data: z.array(z.unknown()) });
