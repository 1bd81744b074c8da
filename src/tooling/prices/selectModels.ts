import type { SourceModel } from '../../feeds/sourceModel';

/**
 * Hosts sell hundreds of models. The snapshot keeps those that people compare with the makers' models or would run
 * themselves; a provider that is not named here is kept whole.
 */
const KEPT_AT_HOST: Readonly<Record<string, RegExp>> = {
  groq: /llama-?(?:3\.1-8b|3\.3-70b-v|4)|gpt-oss|qwen3|kimi|whisper/i,
  together: /llama-?(?:3\.1|3\.3|4)|gpt-oss|qwen3|kimi|deepseek-(?:v|r)|glm|minimax|nemotron/i,
  fireworks: /models\/|^(?:deepseek|glm|gpt-oss|kimi|llama|minimax|qwen3)/,
  azure: /^(?:gpt|o\d|chat|codex|deepseek|phi-4$|text-embedding)/,
  openrouter: /^(?:meta-llama\/|qwen\/qwen3|nvidia\/)/,
};
/** Where the deeper source lists many more ids than the fresher one: old ones, and ones that are patterns. */
const ONLY_IF_FRESH: ReadonlySet<string> = new Set(['openrouter', 'google-vertex:gemini']);

/** Records of another seller's price, of price patterns rather than ids, and of variants a tier row stands for. */
const NOT_A_LIST_PRICE =
  /^ft:|\.ft-|:(?:free|extended|thinking|exacto|nitro|online|floor|batch)$|^gemini-(?:flash|pro)-1\.5|^gemma-3n?$/;

/** The records that go into the snapshot, of either source. */
export function selectModels(fresh: readonly SourceModel[], deep: readonly SourceModel[]) {
  const freshIds = new Set(fresh.map(({ provider, model }) => `${provider}/${model}`));
  return {
    fresh: fresh.filter(isSelected),
    deep: deep
      .map(withAwsId)
      .filter(isSelected)
      .filter((record) => {
        const family = record.model.startsWith('gemini-') ? `${record.provider}:gemini` : record.provider;
        return !ONLY_IF_FRESH.has(family) || freshIds.has(`${record.provider}/${record.model}`);
      }),
  };
}

/**
 * genai-prices calls "regional." what AWS sells under the id without a prefix, in one region and at its price. The
 * maker's bare name is left to the global endpoint, whose rows have the regions.
 */
function withAwsId(record: SourceModel): SourceModel {
  if (!record.model.startsWith('regional.')) return record;
  return {
    ...record,
    model: record.model.replace('regional.', ''),
    aliases: record.aliases.filter((alias) => alias.includes('.')),
  };
}

function isSelected({ provider, model }: SourceModel): boolean {
  return !NOT_A_LIST_PRICE.test(model) && (KEPT_AT_HOST[provider]?.test(model) ?? true);
}
