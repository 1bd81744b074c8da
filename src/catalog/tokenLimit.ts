/** Columns that say what fits into a model and price nothing. */
export const LIMIT_COLUMNS = ['context_window', 'max_output', 'min_cache_tokens'] as const;

/** Windows of 100 million tokens have been announced; ten times that is no window. */
const MOST_TOKENS = 1_000_000_000;

/** Whether the number can be one of tokens that fit. */
export function isTokenLimit(tokens: number): boolean {
  return Number.isInteger(tokens) && tokens >= 1 && tokens <= MOST_TOKENS;
}
