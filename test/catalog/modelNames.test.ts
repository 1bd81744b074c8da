import { compileCatalog } from '../../src/catalog/compileCatalog';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import { foldName, hyphenated } from '../../src/catalog/nameDecorations';
import type { PricedModel } from '../../src/catalog/pricedModel';
import type { PriceRow } from '../../src/catalog/priceRow';
import { EngineError } from '../../src/engine/errors';
import { INPUT, OUTPUT } from '../../src/engine/units/units';
import { catalogOf } from './support';

const embedded = compileCatalog(embeddedPrices());
const found = (name: string) => embedded.find(name).id;
const sold = (provider: string, model: string, aliases?: string): PriceRow => ({
  provider,
  model,
  input: 1,
  output: 2,
  ...(aliases ? { aliases } : {}),
});

/** Spellings that people use; genai-prices 0.1.8 resolves 8 of the kind (pricing reference §6, 2026-11-23). */
const SPELLINGS: readonly (readonly [typed: string, id: string])[] = [
  ['gpt-4o', 'openai/gpt-4o'],
  [' GPT-4o ', 'openai/gpt-4o'],
  ['gpt 4o', 'openai/gpt-4o'],
  ['openai/gpt-4o', 'openai/gpt-4o'],
  ['gpt-4o-2024-08-06', 'openai/gpt-4o'],
  ['Claude Sonnet 4.5', 'anthropic/claude-sonnet-4-5'],
  ['claude-sonnet-4.5', 'anthropic/claude-sonnet-4-5'],
  ['anthropic/claude-sonnet-4.5', 'anthropic/claude-sonnet-4-5'],
  ['claude-sonnet-4-5-20250929', 'anthropic/claude-sonnet-4-5'],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'amazon-bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'amazon-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  [
    'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'amazon-bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ],
  [
    'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'amazon-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ],
  ['Gemini 2.5 Pro', 'google/gemini-2.5-pro'],
  ['models/gemini-2.5-flash', 'google/gemini-2.5-flash'],
  ['vertex_ai/gemini-2.5-pro', 'google-vertex/gemini-2.5-pro'],
  ['groq/llama-3.3-70b', 'groq/llama-3.3-70b-versatile'],
  ['DeepSeek V4 Pro', 'deepseek/deepseek-v4-pro'],
  ['azure/gpt-4o', 'azure/gpt-4o'],
  ['claude-sonnet-4-5@20250929', 'anthropic/claude-sonnet-4-5'],
  ['claude_sonnet_4_5', 'anthropic/claude-sonnet-4-5'],
  ['claude opus 4.1', 'anthropic/claude-opus-4-1'],
  ['gpt-5-1', 'openai/gpt-5.1'],
  ['gpt-4o-mini-2024-07-18', 'openai/gpt-4o-mini'],
  ['gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13'],
  ['gemini 2.5 flash', 'google/gemini-2.5-flash'],
  ['Gemini 2.5 Flash Lite', 'google/gemini-2.5-flash-lite'],
  ['mistral-large', 'mistral/mistral-large-latest'],
  ['mistralai/mistral-large', 'mistral/mistral-large-latest'],
  ['deepseek-chat', 'deepseek/deepseek-flash'],
  ['deepseek-reasoner', 'deepseek/deepseek-flash'],
  ['x-ai/grok-4', 'xai/grok-4-0709'],
  ['llama-3.3-70b-versatile', 'groq/llama-3.3-70b-versatile'],
];
/**
 * The spelling has to lead to the right price too: input and output per 1M tokens, from the pricing reference §7 and §12;
 * the dated gpt-4o from genai-prices 0.1.8.
 */
const PRICES_BEHIND: readonly (readonly [typed: string, input: number, output: number])[] = [
  ['GPT-4o', 2.5, 10],
  ['gpt-4o-2024-05-13', 5, 15],
  ['Claude Sonnet 4.5', 3, 15],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 3.3, 16.5],
  ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 3, 15],
  ['claude-sonnet-5-5', 2, 10],
  ['gemini 2.5 flash', 0.3, 2.5],
  ['groq/llama-3.3-70b', 0.59, 0.79],
  ['cerebras/llama-3.3-70b', 0.85, 1.2],
  ['mistral-large', 0.5, 1.5],
  ['deepseek-chat', 0.15, 0.6], // the flash model off-peak; genai-prices still says 0.27 and 1.1
];
const REFUSALS: readonly (readonly [typed: string, reason: RegExp])[] = [
  [
    'llama-3.3-70b',
    /has several prices\. Write groq\/llama-3\.3-70b, cerebras\/llama-3\.3-70b, together\/llama-3\.3-70b\./,
  ],
  ['gpt-oss-120b', /has several prices\. Write .*groq\/gpt-oss-120b/],
  ['Sonnet 4.5', /Unknown model .*Did you mean claude-sonnet-4-5/],
  ['openai/claude-sonnet-4-5', /Unknown model .*Did you mean .*claude-sonnet-4-5/],
  ['openrouter/anthropic/claude-sonnet-4.5', /Unknown model .*Did you mean claude-sonnet-4-5\?/],
  ['llama-3.3-70b-instruct', /has several prices\. Write groq\/llama-3\.3-70b-instruct/],
  ['gpt-5.10', /Unknown model "gpt-5\.10"\. Did you mean gpt-5/],
  ['mistral-large-2402', /Unknown model/],
  ['gpt-4o-2099-12-31', /Unknown model "gpt-4o-2099-12-31"/], // released after the table was made: another price, perhaps
  ['gpt-4o-mini-2024-02-30', /Unknown model "gpt-4o-mini-2024-02-30"/],
];

describe('names that people type', () => {
  it.each(SPELLINGS)('%j is %s', (typed, id) => {
    expect(found(typed)).toBe(id);
  });

  it.each(PRICES_BEHIND)('%j costs %d in and %d out', (typed, input, output) => {
    const { usd } = embedded.find(typed).bands('', '', undefined).cards[0];
    expect(usd[INPUT]).toBeCloseTo(input, 12);
    expect(usd[OUTPUT]).toBeCloseTo(output, 12);
  });

  it.each(REFUSALS)('%j is refused with the candidates', (typed, reason) => {
    expect(() => found(typed)).toThrow(reason);
  });

  it('find every model of the embedded prices by provider and id', () => {
    expect(embedded.models.filter((model) => embedded.find(model.id) !== model).map(({ id }) => id)).toEqual([]);
  });

  it.each<[string, (id: string) => string]>([
    ['in capitals', (id) => id.toUpperCase()],
    ['with spaces for hyphens', (id) => id.replace(/-/g, ' ')],
    ['with hyphens for dots', (id) => hyphenated(id)],
    ['with blanks around', (id) => `  ${id} `],
  ])('find every model of the embedded prices %s', (_, respell) => {
    expect(embedded.models.filter((model) => embedded.find(respell(model.id)) !== model).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it.each<[string, (id: string) => string]>([
    ['a letter short', (id) => id.slice(0, -1)],
    ['a word long', (id) => `${id}-plus`],
  ])('F02 of no model of the embedded prices match when %s, unless that is a name of its own', (_, misspell) => {
    const wrong = embedded.models.flatMap((model) => {
      const typed = misspell(hyphenated(foldName(model.model)));
      const match = matchOf(`${model.provider}/${typed}`);
      return match && !declaredNames(match.rows).includes(typed) ? [`${typed} is ${match.id}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('suggest only names that are found', () => {
    for (const typed of [
      'gpt-4o-mini-x',
      'claude-sonet-4-5',
      'gemini-2.5-ultra',
      'llama-3.3-70b',
      'mistral-large-9',
      'kimi',
    ]) {
      const message = refusal(typed);
      const names = /(?:mean|Write) (.+?)[?.]$/.exec(message)?.[1].split(', ') ?? [];
      expect([typed, names.length > 0]).toEqual([typed, true]);
      expect(names.length).toBeLessThanOrEqual(3);
      for (const name of names) expect(() => found(name)).not.toThrow();
      expect(message.length).toBeLessThanOrEqual(120);
    }
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'openai/__proto__', 'auto', '*', '', '/'])(
    'F01 %j is no model, with no price of another',
    (typed) => {
      expect(() => found(typed)).toThrow('Unknown model');
    },
  );

  it.each([
    'command-a-plus',
    'gpt-4o-mini-x',
    'gpt-4o-',
    'claude-sonnet',
    'claude-sonnet-5-5-5',
    'gemini',
    'pt-4o',
    'o',
  ])('F02 %j is neither the beginning nor an extension of a model', (typed) => {
    expect(() => found(typed)).toThrow('Unknown model');
  });
});

function matchOf(typed: string): PricedModel | undefined {
  try {
    return embedded.find(typed);
  } catch (thrown) {
    if (thrown instanceof EngineError) return undefined;
    throw thrown;
  }
}

function declaredNames(rows: readonly PriceRow[]): string[] {
  return rows.flatMap(({ model, aliases = '' }) => [model, ...aliases.split(';')].map(foldName).map(hyphenated));
}

function refusal(typed: string): string {
  try {
    return found(typed);
  } catch (thrown) {
    return String((thrown as Error).message);
  }
}

describe('a name without a provider', () => {
  const table = [
    sold('azure', 'gpt-x'),
    sold('openai', 'gpt-x'),
    sold('groq', 'llama-x'),
    sold('together', 'meta-llama/llama-x'),
  ];

  it("means the model's maker", () => {
    expect(catalogOf(table).find('gpt-x').provider).toBe('openai');
    expect(catalogOf(table).otherSellers(catalogOf(table).find('gpt-x'))).toEqual(['azure']);
  });

  it('is refused when hosts sell it and the maker does not', () => {
    const hosts = [sold('groq', 'llama-x'), sold('together', 'llama-x')];
    expect(() => catalogOf(hosts).find('llama-x')).toThrow(
      '"llama-x" has several prices. Write groq/llama-x, together/llama-x.',
    );
    expect(catalogOf(hosts).find('together/llama-x').provider).toBe('together');
  });

  it('is refused when another host sells the same open model under a longer id', () => {
    const hosts = [sold('cerebras', 'llama-x'), sold('groq', 'llama-x-versatile')];
    expect(() => catalogOf(hosts).find('llama-x')).toThrow('has several prices');
    expect(catalogOf(hosts).find('llama-x-versatile').provider).toBe('groq');
  });

  it('is whatever the only provider of a table sells', () => {
    expect(catalogOf([sold('acme-gateway', 'gpt-x'), sold('acme-gateway', 'llama-x')]).find('llama-x').provider).toBe(
      'acme-gateway',
    );
    expect(catalogOf([sold('', 'our-model')]).find('Our-Model').id).toBe('our-model');
  });

  it('goes to the id before an alias of another model', () => {
    const table2 = [sold('openai', 'gpt-x', 'gpt-y'), sold('openai', 'gpt-y')];
    expect(catalogOf(table2).find('gpt-y').model).toBe('gpt-y');
    expect(() => catalogOf([sold('openai', 'gpt-x', 'gpt-z'), sold('openai', 'gpt-y', 'gpt-z')]).find('gpt-z')).toThrow(
      'several prices',
    );
  });
});

describe('a provider in a name', () => {
  it('is kept to: another provider that sells the model is only suggested', () => {
    const table = [sold('openai', 'gpt-x'), sold('openrouter', 'openai/gpt-y')];
    expect(() => catalogOf(table).find('openai/gpt-y')).toThrow('Did you mean openrouter/openai/gpt-y');
    expect(catalogOf(table).find('openrouter/openai/gpt-y').provider).toBe('openrouter');
  });

  it('may be spelt as platforms do', () => {
    const table = [sold('xai', 'grok-x'), sold('together', 'm-x'), sold('amazon-bedrock', 'meta.llama-x-v1:0')];
    expect(catalogOf(table).find('x-ai/grok-x').provider).toBe('xai');
    expect(catalogOf(table).find('together_ai/m-x').provider).toBe('together');
    expect(catalogOf(table).find('bedrock/meta.llama-x-v1:0').provider).toBe('amazon-bedrock');
  });
});

describe('a Bedrock id', () => {
  const table: PriceRow[] = [
    sold('anthropic', 'claude-x'),
    sold('amazon-bedrock', 'anthropic.claude-x-20250929-v1:0'),
    { provider: 'amazon-bedrock', model: 'anthropic.claude-x-20250929-v1:0', region: 'us', multiplier: 1.1 },
  ];

  it('may leave out the version', () => {
    expect(catalogOf(table).find('anthropic.claude-x-20250929').provider).toBe('amazon-bedrock');
  });

  it('with a region prefix asks for the price of that region', () => {
    const model = catalogOf(table).find('us.anthropic.claude-x-20250929-v1:0');
    expect(model.provider).toBe('amazon-bedrock');
    expect(model.bands('', '', undefined).cards[0].usd[0]).toBe(1.1);
  });

  it('never means another region or the API of the maker', () => {
    expect(() => catalogOf(table).find('eu.anthropic.claude-x-20250929-v1:0')).toThrow('Unknown model');
    expect(() => catalogOf(table).find('global.anthropic.claude-x-20250929-v1:0')).toThrow('Unknown model');
    expect(() => catalogOf([table[0]]).find('us.anthropic.claude-x-20250929-v1:0')).toThrow('Unknown model');
  });

  it('is a model of a table without providers', () => {
    expect(catalogOf([sold('', 'claude-x')]).find('us.anthropic.claude-x-20250929-v1:0').id).toBe('claude-x');
  });
});
