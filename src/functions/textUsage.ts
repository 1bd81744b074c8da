import { CACHED_INPUT, CACHE_WRITE, INPUT, OUTPUT, REQUESTS, UNITS } from '../engine/units/units';
import type { Usage } from '../engine/units/usage';

export interface TextTokens {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cached_tokens: number;
  readonly cache_write_tokens: number;
}

/** The usage of one request of text, from the arguments that LLMCOST and its siblings share. */
export function textUsage(tokens: TextTokens): Usage {
  const counts = new Float64Array(UNITS.length);
  counts[INPUT] = tokens.input_tokens;
  counts[OUTPUT] = tokens.output_tokens;
  counts[CACHED_INPUT] = tokens.cached_tokens;
  counts[CACHE_WRITE] = tokens.cache_write_tokens;
  counts[REQUESTS] = 1;
  return { counts, named: new Map() };
}
