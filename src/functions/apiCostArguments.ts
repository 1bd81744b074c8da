/** The arguments that the API cost functions share, so that they read alike everywhere. */
import type { BlockArgument, DateArgument, NameArgument, NumberArgument, TextArgument } from './definition';

export const MODEL = {
  name: 'model',
  kind: 'name',
  names: 'model',
  broadcast: true,
  description:
    'The model, in quotes; without a provider its maker is meant: "gpt-5.1", "groq/llama-3.3-70b-versatile".',
  example: '"gpt-5.1"',
} as const satisfies NameArgument;

export const INPUT_TOKENS = {
  name: 'input_tokens',
  kind: 'number',
  unit: 'tokens per request',
  min: 0,
  noShare: true,
  broadcast: true,
  description: 'Input tokens of one request, gross: cached and written tokens are parts of them.',
  example: '1200',
} as const satisfies NumberArgument;

export const OUTPUT_TOKENS = {
  name: 'output_tokens',
  kind: 'number',
  unit: 'tokens per request',
  min: 0,
  noShare: true,
  broadcast: true,
  description: 'Output tokens of one request, gross: reasoning tokens are a part of them.',
  example: '300',
} as const satisfies NumberArgument;

export const CACHED_TOKENS = {
  name: 'cached_tokens',
  kind: 'number',
  unit: 'tokens per request',
  min: 0,
  noShare: true,
  default: 0,
  optional: true,
  broadcast: true,
  description: 'Of the input tokens those read from the cache.',
  example: '800',
} as const satisfies NumberArgument;

export const CACHE_WRITE_TOKENS = {
  name: 'cache_write_tokens',
  kind: 'number',
  unit: 'tokens per request',
  min: 0,
  noShare: true,
  default: 0,
  optional: true,
  broadcast: true,
  description: 'Of the input tokens those written to the cache, at the price for 5 minutes.',
  example: '200',
} as const satisfies NumberArgument;

export const TIER = {
  name: 'tier',
  kind: 'text',
  offers: 'tier',
  default: 'standard',
  optional: true,
  broadcast: true,
  description: 'standard, batch, flex, priority or fast: whichever the model has.',
  example: '"batch"',
} as const satisfies TextArgument;

export const AS_OF = {
  name: 'as_of',
  kind: 'date',
  optional: true,
  broadcast: true,
  description:
    'The date whose price is meant; a date without a time is 00:00 UTC. Omitted: the date of the price table. Before the first price known, that one counts, unless its row has a Valid from; LLMEXPLAIN says so.',
  example: '"2026-11-23"',
} as const satisfies DateArgument;

export const PRICES = {
  name: 'prices',
  kind: 'block',
  holds: 'a price table: columns such as model, input, output',
  optional: true,
  description: 'Your own price table with a header row: its rows alone then price the call.',
} as const satisfies BlockArgument;

/** The same argument in a function that spills by itself. */
export function single<A extends { readonly broadcast?: true }>(argument: A): Omit<A, 'broadcast'> {
  const { broadcast: _broadcast, ...rest } = argument;
  return rest;
}
