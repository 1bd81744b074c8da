/** Vendors whose own table bills a prompt of exactly the threshold at the higher rate ("<272K" | "≥272K"). */
const BILLS_AT_THRESHOLD: Readonly<Record<string, number>> = { openai: 272_000, azure: 272_000, xai: 200_000 };
/** AWS states "more than 272K" also for OpenAI's models. */
const BILLS_ABOVE_THRESHOLD: Readonly<Record<string, number>> = { 'amazon-bedrock': 272_000 };

/**
 * First prompt size billed at the long-context rate. Both packages can only say "strictly above", and pi-ai gives the
 * round number for every vendor, so the side of the threshold is the vendor's own where it is known.
 *
 * @source vendors' pricing tables as collected on 2026-11-23: OpenAI and xAI at, Anthropic, Google and AWS above
 */
export function thresholdFrom(provider: string, above: number): number {
  const at = BILLS_AT_THRESHOLD[provider];
  if (at !== undefined && Math.abs(above - at) <= 1) return at;
  const over = BILLS_ABOVE_THRESHOLD[provider];
  if (over !== undefined && Math.abs(above - over) <= 1) return over + 1;
  return above + 1;
}
