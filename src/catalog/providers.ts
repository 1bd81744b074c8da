/** Spellings of the same provider, the usual one first. A host with prices of its own is never in another's group. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['amazon-bedrock', 'bedrock', 'aws', 'aws-bedrock', 'bedrock-converse'],
  ['azure', 'azure-openai', 'azure-ai'],
  ['google-vertex', 'vertex', 'vertex-ai'],
  ['google', 'gemini', 'google-ai', 'google-ai-studio', 'models'],
  ['together', 'together-ai', 'togetherai'],
  ['fireworks', 'fireworks-ai'],
  ['xai', 'x-ai'],
  ['mistral', 'mistralai', 'mistral-ai'],
  ['moonshotai', 'moonshot', 'moonshot-ai'],
  ['zai', 'z-ai', 'zhipu', 'zhipuai'],
  ['alibaba', 'dashscope', 'qwen'],
  ['deepseek', 'deepseek-ai'],
  ['meta', 'meta-llama'],
  ['perplexity', 'perplexity-ai', 'pplx'],
  ['cohere', 'cohere-chat'],
  ['minimax', 'minimaxai'],
];
const USUAL_SPELLING = new Map(SPELLINGS.flatMap((group) => group.map((spelling) => [spelling, group[0]] as const)));

/** One key for all spellings of a provider: "x_ai" and "x-ai" are "xai". */
export function providerKey(provider: string): string {
  const name = provider
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return USUAL_SPELLING.get(name) ?? name;
}

/** Who makes the models whose name begins with a word: the provider that a name without one means. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  gpt: ['openai'],
  chatgpt: ['openai'],
  o: ['openai'],
  codex: ['openai'],
  computer: ['openai'],
  dall: ['openai'],
  davinci: ['openai'],
  babbage: ['openai'],
  ada: ['openai'],
  omni: ['openai'],
  sora: ['openai'],
  tts: ['openai'],
  whisper: ['openai'],
  text: ['openai', 'google'],
  claude: ['anthropic'],
  gemini: ['google'],
  gemma: ['google'],
  imagen: ['google'],
  veo: ['google'],
  learnlm: ['google'],
  grok: ['xai'],
  deepseek: ['deepseek'],
  mistral: ['mistral'],
  ministral: ['mistral'],
  mixtral: ['mistral'],
  magistral: ['mistral'],
  codestral: ['mistral'],
  devstral: ['mistral'],
  pixtral: ['mistral'],
  voxtral: ['mistral'],
  open: ['mistral'],
  command: ['cohere'],
  embed: ['cohere'],
  rerank: ['cohere'],
  aya: ['cohere'],
  sonar: ['perplexity'],
  kimi: ['moonshotai'],
  moonshot: ['moonshotai'],
  glm: ['zai'],
  minimax: ['minimax'],
  qwen: ['alibaba'],
  qwq: ['alibaba'],
  llama: ['meta'],
  nova: ['amazon-bedrock'],
  titan: ['amazon-bedrock'],
  phi: ['microsoft'],
  jamba: ['ai21'],
};
const MAKER_BY_WORD = new Map(Object.entries(MAKERS));

/** The makers of a model by the first word of its name without the path: "meta-llama/Llama-3.3" is meta's. */
export function makersOf(modelName: string): readonly string[] | undefined {
  const word = /^[a-z]+/.exec(lastSegment(modelName.toLowerCase()))?.[0];
  return word === undefined ? undefined : MAKER_BY_WORD.get(word);
}

/** "llama-3.3-70b" of "meta-llama/llama-3.3-70b". */
export function lastSegment(modelName: string): string {
  return modelName.slice(modelName.lastIndexOf('/') + 1);
}
