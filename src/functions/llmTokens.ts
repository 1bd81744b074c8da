import { EngineError } from '../engine/errors';
import { COUNT_METHODS, tokenizerOfModel } from '../engine/tokens/tokenizerOfModel';
import type { CountMethod, TokenizerFit } from '../engine/tokens/tokenizerOfModel';
import { defineFunction } from './definition';
import type { CellResult } from './definition';
import { tokenCounter } from './tokenCounter';

/** OpenAI's present vocabulary is meant when no model is named. */
const DEFAULT_MODEL = 'gpt-5.1';

export const llmTokens = defineFunction({
  id: 'LLMTOKENS',
  description: 'Tokens of a text as a model counts them.',
  category: 'API cost',
  arguments: [
    {
      name: 'text',
      kind: 'text',
      blankIsEmpty: true,
      broadcast: true,
      description: 'The text. Chat framing (about 3 tokens a message and 3 more) and tool definitions are not in it.',
      example: '"How many tokens is this?"',
    },
    {
      name: 'model',
      kind: 'name',
      names: 'model',
      optional: true,
      broadcast: true,
      description: `The model, in quotes; omitted is ${DEFAULT_MODEL}.`,
      example: '"gpt-4o"',
    },
    {
      name: 'method',
      kind: 'choice',
      choices: [...COUNT_METHODS, 'how', 'all'],
      default: 'exact',
      optional: true,
      description:
        'The roughest count you accept: exact, scaled or estimate. how says which one it would be; all shows count, method and source.',
      example: '"scaled"',
    },
  ],
  returns: { shape: 'cell', unit: 'tokens' },
  examples: [
    { formula: '=LLMTOKENS("How many tokens is this?")', shows: 'the exact count for OpenAI models since gpt-4o' },
    { formula: '=LLMTOKENS("How many tokens is this?","claude-sonnet-4-5","scaled")', shows: 'a scaled count' },
    {
      formula: '=LLMTOKENS("How many tokens is this?","claude-sonnet-4-5","all")',
      shows: 'the count, how and by which source',
    },
  ],
  formula: 'count in the vocabulary of the model; scaled and estimate: count in an OpenAI vocabulary × factor, rounded',
  errors: ['tokens-not-exact', 'tokenizer-not-loaded'],
  sources: [
    'OpenAI vocabularies o200k and cl100k through gpt-tokenizer 4.0.0 (MIT)',
    'Factor for Claude: sammcj/ingest PR 65, read 2026-11-23; Anthropic publishes no tokenizer since Claude 3',
  ],
  evaluate({ text, model = DEFAULT_MODEL, method }) {
    const fit = tokenizerOfModel(model);
    if (method === 'how') return labelOf(fit);
    if (method !== 'all') refuseRougherThan(method as CountMethod, fit, model);
    const answer = (rawCount: number): CellResult => {
      const tokens = Math.round(rawCount * fit.factor);
      return method === 'all' ? explanation(tokens, fit) : tokens;
    };
    const counter = tokenCounter(fit.vocabulary);
    return counter instanceof Promise ? counter.then((count) => answer(count(text))) : answer(counter(text));
  },
});

function refuseRougherThan(accepted: CountMethod, fit: TokenizerFit, model: string): void {
  if (COUNT_METHODS.indexOf(fit.method) <= COUNT_METHODS.indexOf(accepted)) return;
  const shortName = model.length > 30 ? `${model.slice(0, 29)}…` : model;
  throw new EngineError('tokens-not-exact', { model: shortName, method: fit.method });
}

/** "exact (o200k)", "scaled (o200k × 1.18)" */
function labelOf({ method, vocabulary, factor }: TokenizerFit): string {
  return `${method} (${vocabulary}${factor === 1 ? '' : ` × ${factor}`})`;
}

function explanation(tokens: number, fit: TokenizerFit): CellResult {
  return [
    ['tokens', tokens],
    ['method', fit.method],
    ['vocabulary', fit.vocabulary],
    ['factor', fit.factor],
    ['basis', fit.basis],
  ];
}
