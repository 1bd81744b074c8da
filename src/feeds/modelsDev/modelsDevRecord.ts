import { z } from '../jitlessZod';

/**
 * A model of models.dev's api.json. Strict where prices are: a misspelt price field would otherwise be dropped and the
 * record look complete. Descriptive fields come and go and are not read.
 * @source anomalyco/models.dev packages/core/src/schema.ts and schema-v2.ts, read 2026-11-24
 */
const usd = z.number();
const cost = z.strictObject({
  input: usd,
  output: usd,
  reasoning: usd.optional(),
  cache_read: usd.optional(),
  cache_write: usd.optional(),
  input_audio: usd.optional(),
  output_audio: usd.optional(),
});
/** Tiers by time of day have been proposed under another `type`; the record is then left out, not read as flat. */
const tier = cost.extend({
  tier: z.strictObject({ type: z.literal('context').optional(), size: z.number().int().positive() }),
});
const tieredCost = cost.extend({
  tiers: z
    .array(tier)
    .refine((tiers) => new Set(tiers.map((one) => one.tier.size)).size === tiers.length)
    .optional(),
  /** Not the price above 200k for most of the records that have it (models.dev PR 5277): never read. */
  context_over_200k: z.unknown().optional(),
});

export const modelsDevModel = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  status: z.string().optional(),
  cost: tieredCost.optional(),
  modalities: z.looseObject({ output: z.array(z.string()).optional() }).optional(),
  limit: z.looseObject({ context: z.number().optional(), output: z.number().optional() }).optional(),
  experimental: z
    .looseObject({ modes: z.looseObject({ fast: z.looseObject({ cost: cost.optional() }).optional() }).optional() })
    .optional(),
});
export type ModelsDevModel = z.infer<typeof modelsDevModel>;
export type ModelsDevCost = z.infer<typeof cost>;

/** Models are read one by one, so that one bad record does not take its provider along. */
export const modelsDevProvider = z.looseObject({ models: z.looseObject({}) });
