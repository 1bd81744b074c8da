/** Where LiteLLM's map lists what a provider of ours sells. */
interface Seller {
  readonly provider: string;
  /** Taken off the key; several because a provider has had several. */
  readonly prefixes: readonly string[];
  /** Keys without a prefix are this seller's too. */
  readonly bare?: true;
  /** Ids contain a slash; elsewhere what is left before one is a region, a size or a speed. */
  readonly paths?: true;
}

/** The models of others keep their path ("deepseek-ai/deepseek-v3.1-maas"), as models.dev has them; Google's have none. */
const VERTEX: Seller = {
  ...{ provider: 'google-vertex', prefixes: ['vertex_ai/google/', 'vertex_ai/'] },
  ...{ bare: true, paths: true },
};
const BEDROCK: Seller = { provider: 'amazon-bedrock', prefixes: ['bedrock/'], bare: true };
const COHERE: Seller = { provider: 'cohere', prefixes: ['cohere/'], bare: true };
const OPENAI: Seller = { provider: 'openai', prefixes: ['openai/'], bare: true };

/** By `litellm_provider`. Not OpenRouter: half of its rows in the map disagree with OpenRouter (litellm#39501). */
const SELLERS: Readonly<Record<string, Seller>> = {
  openai: OPENAI,
  'text-completion-openai': OPENAI,
  anthropic: { provider: 'anthropic', prefixes: [], bare: true },
  gemini: { provider: 'google', prefixes: ['gemini/'] },
  mistral: { provider: 'mistral', prefixes: ['mistral/'] },
  deepseek: { provider: 'deepseek', prefixes: ['deepseek/'], bare: true },
  xai: { provider: 'xai', prefixes: ['xai/'] },
  cohere: COHERE,
  cohere_chat: COHERE,
  perplexity: { provider: 'perplexity', prefixes: ['perplexity/'] },
  moonshot: { provider: 'moonshotai', prefixes: ['moonshot/'] },
  zai: { provider: 'zai', prefixes: ['zai/'] },
  minimax: { provider: 'minimax', prefixes: ['minimax/'] },
  meta_llama: { provider: 'meta', prefixes: ['meta_llama/'] },
  bedrock: BEDROCK,
  bedrock_converse: BEDROCK,
  vertex_ai: VERTEX,
  azure: { provider: 'azure', prefixes: ['azure/'] },
  azure_ai: { provider: 'azure', prefixes: ['azure_ai/'] },
  groq: { provider: 'groq', prefixes: ['groq/'], paths: true },
  cerebras: { provider: 'cerebras', prefixes: ['cerebras/'] },
  together_ai: { provider: 'together', prefixes: ['together_ai/'], paths: true },
  fireworks_ai: { provider: 'fireworks', prefixes: ['fireworks_ai/'], paths: true },
};

export interface Listing {
  readonly provider: string;
  readonly model: string;
  /** The record is what the model costs in this region. */
  readonly region?: string;
}

/** Who sells what a key names, and where; undefined for what the catalogue does not carry. */
export function listingOf(key: string, litellmProvider: string): Listing | undefined {
  const seller = litellmProvider.startsWith('vertex_ai-')
    ? VERTEX
    : Object.hasOwn(SELLERS, litellmProvider)
      ? SELLERS[litellmProvider]
      : undefined;
  if (!seller || key.startsWith('ft:')) return undefined;
  const prefix = seller.prefixes.find((candidate) => key.startsWith(candidate));
  if (prefix === undefined && !seller.bare) return undefined;
  const rest = key.slice(prefix?.length ?? 0);
  const { provider } = seller;
  if (seller.paths || !rest.includes('/')) return { provider, model: rest };
  const regional = REGIONAL[provider]?.exec(rest);
  return regional ? { provider, model: regional[2], region: regional[1] } : undefined;
}

/** "us-east-1/anthropic.claude-…" and "eu/gpt-4o"; commitments of months have more segments, not carried. */
const REGIONAL: Readonly<Record<string, RegExp>> = {
  'amazon-bedrock': /^([a-z]{2}(?:-gov)?-[a-z]+-\d)\/([^/]+)$/,
  azure: /^(us|eu|apac)\/([^/]+)$/,
};
