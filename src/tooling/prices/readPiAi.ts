import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listedDecimal, type Rates, type SourceModel } from '../../feeds/sourceModel';

interface PiAiCost {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}
interface PiAiModel {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly cost: PiAiCost & { readonly tiers?: readonly (PiAiCost & { readonly inputTokensAbove: number })[] };
  readonly contextWindow?: number;
  readonly maxTokens?: number;
}
type PiAiFile = Readonly<Record<string, Readonly<Record<string, PiAiModel>>>>;

/** pi-ai file name → our provider id. Subscription plans, gateways and free previews sell no tokens at a list price. */
const PROVIDER_OF_FILE: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'xai',
  moonshotai: 'moonshotai',
  zai: 'zai',
  minimax: 'minimax',
  meta: 'meta',
  xiaomi: 'xiaomi',
  'amazon-bedrock': 'amazon-bedrock',
  azure: 'azure',
  'google-vertex': 'google-vertex',
  groq: 'groq',
  together: 'together',
  cerebras: 'cerebras',
  fireworks: 'fireworks',
  baseten: 'baseten',
  'cloudflare-workers-ai': 'cloudflare',
  openrouter: 'openrouter',
};

/** Every chat model with a price in the unpacked pi-ai package, provider by provider. */
export function readPiAi(packageFolder: string): SourceModel[] {
  return Object.entries(PROVIDER_OF_FILE).flatMap(([file, provider]) => {
    const path = join(packageFolder, 'dist', 'providers', 'data', `${file}.json`);
    const apis = JSON.parse(readFileSync(path, 'utf8')) as PiAiFile;
    return Object.values(apis)
      .flatMap((models) => Object.values(models))
      .filter((model) => model.type === 'chat')
      .map((model) => toSourceModel(provider, model));
  });
}

function toSourceModel(provider: string, { id, name, cost, contextWindow, maxTokens }: PiAiModel): SourceModel {
  const longContext = (cost.tiers ?? []).map((tier) => ({ above: tier.inputTokensAbove, rates: ratesOf(tier) }));
  // Zero for everything is pi-ai's way of saying that it has no price.
  const priced = cost.input > 0 || cost.output > 0;
  return {
    provider,
    // "@cf/…" would be read as a formula in a cell; the mark says no more than the provider does
    model: id.replace(/^@/, ''),
    name: name.replace(/^AU Anthropic /, '').replace(/ \((?:latest|Global|US|EU|AU|JP|CA|APAC|India|GovCloud)\)$/, ''),
    aliases: [],
    ...(contextWindow ? { contextWindow } : {}),
    ...(maxTokens ? { maxOutput: maxTokens } : {}),
    cards: priced ? [{ rates: ratesOf(cost), longContext }] : [],
  };
}

/** A cache rate of 0 in pi-ai means "not applicable" far more often than "free", so it stays blank and inherits. */
function ratesOf(cost: PiAiCost): Rates {
  return {
    input: listedDecimal(cost.input),
    output: listedDecimal(cost.output),
    ...(cost.cacheRead > 0 ? { cached_input: listedDecimal(cost.cacheRead) } : {}),
    ...(cost.cacheWrite > 0 ? { cache_write: listedDecimal(cost.cacheWrite) } : {}),
  };
}
