import * as z from 'zod';

// without this, zod probes `new Function` on its first parse, which the page's content security policy reports
z.config({ jitless: true });

/**
 * A model record of the genai-prices v2 data, as strict as its published schema: an unknown key means that the format
 * has changed, and a record that is only half understood would look complete.
 * @source pydantic/genai-prices prices/new_data/v2/data.schema.json, read 2026-11-23
 */
const usd = z.number();
const tiered = z.strictObject({
  base: usd,
  tiers: z.array(z.strictObject({ start: z.number().int().positive(), price: usd })).min(1),
});
const modelPrice = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.union([usd, tiered]));
const constraint = z.union([
  z.strictObject({ type: z.literal('start_date').optional(), start_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.strictObject({ type: z.literal('time_of_date').optional(), start_time: z.string(), end_time: z.string() }),
]);
const MATCH_KEYS = ['equals', 'starts_with', 'ends_with', 'contains', 'regex'] as const;
type Match = { [K in (typeof MATCH_KEYS)[number]]?: string } | { or: Match[] } | { and: Match[] };
const match: z.ZodType<Match> = z.lazy(() =>
  z.union([
    ...MATCH_KEYS.map((key) => z.strictObject({ [key]: z.string() })),
    z.strictObject({ or: z.array(match) }),
    z.strictObject({ and: z.array(match) }),
  ]),
);

export const genaiModelRecord = z.strictObject({
  id: z.string(),
  name: z.string().max(100).optional(),
  description: z.string().max(1000).optional(),
  match,
  context_window: z.number().int().positive().optional(),
  price_comments: z.string().max(1000).optional(),
  prices: z.union([
    modelPrice,
    z.array(z.strictObject({ constraint: constraint.optional(), prices: modelPrice })).min(1),
  ]),
  deprecated: z.boolean().optional(),
});
export type GenaiModelRecord = z.infer<typeof genaiModelRecord>;

/** A provider is read for its id and models only; the rest describes API responses and is not used here. */
export const genaiProviderRecord = z.looseObject({ id: z.string(), models: z.array(z.unknown()) });

/**
 * Version 3 of the data: the same records, and beside them what the price keys count.
 * @source pydantic/genai-prices prices/new_data/v3/data.json at 02cf364, read 2026-11-27
 */
export const genaiWrappedData = z.looseObject({
  units: z.record(z.string(), z.looseObject({ per: z.number(), price_key: z.string().optional() })),
  providers: z.array(z.unknown()),
});
