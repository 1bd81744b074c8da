/** How the text tokens of a model can be counted without asking its vendor: which vocabulary, and how well it fits. */

/**
 * `exact`: the model's own vocabulary. `scaled`: another vocabulary times a factor that was measured or published for the
 * model's tokenizer. `estimate`: a stand-in that nobody has checked for this model.
 */
export const COUNT_METHODS = ['exact', 'scaled', 'estimate'] as const;
export type CountMethod = (typeof COUNT_METHODS)[number];
export type Vocabulary = 'o200k' | 'cl100k';

export interface TokenizerFit {
  readonly vocabulary: Vocabulary;
  readonly method: CountMethod;
  /** Tokens of the model for each token of the vocabulary. */
  readonly factor: number;
  /** Where vocabulary and factor come from, with a date. */
  readonly basis: string;
}

/** The best known way to count for a model name, in any vendor's or host's spelling. */
export function tokenizerOfModel(model: string): TokenizerFit {
  const name = model
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return RULES.find(({ names }) => names.test(name)) ?? STAND_IN;
}

const STAND_IN: TokenizerFit = {
  vocabulary: 'o200k',
  method: 'estimate',
  factor: 1,
  basis: 'No tokenizer of this model is known: the count of OpenAI o200k stands in.',
};

interface Rule extends TokenizerFit {
  /** The family anywhere after a host's or vendor's prefix ("openai/", "us.anthropic."), up to the end or a dash, so that gpt-4.2 is not gpt-4. */
  readonly names: RegExp;
}

const OPENAI = 'OpenAI publishes the vocabulary (tiktoken); models by gpt-tokenizer 4.0.0, read 2026-11-23.';
const CLAUDE =
  'Anthropic publishes no tokenizer since Claude 3; factor on o200k by sammcj/ingest PR 65, read 2026-11-23';
const MEASURED = 'Measured on English prose against the vendor vocabulary, 2026-11; code and other languages differ';

/** The first rule that matches decides, so the newer model stands before its family. */
const RULES: readonly Rule[] = [
  rule('gpt-(?:4o|4\\.1|4\\.5|5|5\\.[1-6]|oss)|chatgpt-4o|o[134]|codex', 'exact', 'o200k', 1, OPENAI),
  rule('gpt-(?:4|3\\.?5)|text-embedding-(?:3|ada-002)', 'exact', 'cl100k', 1, OPENAI),
  rule(
    'gpt-6(?:\\.\\d)?',
    'estimate',
    'o200k',
    1,
    'No tokenizer of GPT-6 is published (2026-11-23): o200k is an assumption.',
  ),
  rule(
    'claude-(?:opus-4[-.][7-9]|opus-5(?:[-.]\\d)?|(?:sonnet|fable)-5(?![-.]\\d(?!\\d)))',
    'scaled',
    'o200k',
    1.53,
    `${CLAUDE}. The vendor says about 30 % more tokens than before.`,
  ),
  rule(
    'claude-(?:haiku|sonnet|fable)-5(?:[-.]\\d)?',
    'estimate',
    'o200k',
    1.53,
    `${CLAUDE}, for its siblings; not checked.`,
  ),
  rule(
    'claude-(?:3(?:[-.]\\d)?|4|(?:opus|sonnet|haiku)-4(?:[-.][0-6])?)',
    'scaled',
    'o200k',
    1.18,
    `${CLAUDE}, for models up to 4.6.`,
  ),
  rule('gemini-(?:[1-3](?:\\.\\d)?)|gemma-3n?', 'scaled', 'o200k', 1.02, `${MEASURED} (0.65 to 1.59).`),
  rule('llama-?3(?:[-.][1-3])?', 'scaled', 'o200k', 1.004, `${MEASURED} (0.96 to 1.57).`),
  rule('qwen-?3', 'scaled', 'o200k', 1.006, `${MEASURED} (0.85 to 2.87).`),
  rule('deepseek[-.](?:v3(?:\\.\\d)?|r1)', 'scaled', 'o200k', 1.001, `${MEASURED} (0.76 to 1.75).`),
];

function rule(family: string, method: CountMethod, vocabulary: Vocabulary, factor: number, basis: string): Rule {
  return { names: new RegExp(`(?:^|[/.])(?:${family})(?=$|[-:@])`), method, vocabulary, factor, basis };
}
