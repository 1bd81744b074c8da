import type { SourceModel } from './sourceModel';

/**
 * Hosts sell hundreds of models. The snapshot keeps those that people compare with the makers' models or would run
 * themselves; a provider that is not named here is kept whole.
 */
const KEPT_AT_HOST: Readonly<Record<string, RegExp>> = {
  groq: /llama-?(?:3\.1|3\.3|4)|gpt-oss|qwen3|kimi|whisper/i,
  together: /llama-?(?:3\.1|3\.3|4)|gpt-oss|qwen|kimi|deepseek-(?:ai|v|r)|glm|minimax|nemotron/i,
  fireworks: /models\/|^(?:deepseek|glm|gpt-oss|kimi|llama|minimax|qwen3)/,
  cerebras: /./,
  azure: /^(?:gpt|o\d|chat|codex|deepseek|phi-4$|text-embedding)/,
  openrouter: /^(?:meta-llama|qwen|z-ai|mistralai|nvidia|thudm|microsoft|nousresearch)\//,
};

/** Records of another seller's price, of price patterns rather than ids, and of free trials under a paid model's name. */
const NOT_A_LIST_PRICE = /^ft:|\.ft-|:(?:free|extended|thinking|exacto|nitro|online|floor)$|^global-|^regional\./;

export function isSelected({ provider, model }: SourceModel): boolean {
  return !NOT_A_LIST_PRICE.test(model) && (KEPT_AT_HOST[provider]?.test(model) ?? true);
}
