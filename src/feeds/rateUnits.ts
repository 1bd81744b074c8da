import { listedDecimal } from './sourceModel';

const TOKENS_PER_MTOK = 1_000_000;

/** "0.00000022" per token is 0.22 USD per 1M tokens. */
export function usdPerMTok(usdPerToken: number): number {
  return listedDecimal(usdPerToken * TOKENS_PER_MTOK);
}
