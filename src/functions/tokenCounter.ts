import { EngineError } from '../engine/errors';
import type { Vocabulary } from '../engine/tokens/tokenizerOfModel';

export type TokenCounter = (text: string) => number;

interface Encoding {
  countTokens(text: string, options: { readonly disallowedSpecial: Set<string> }): number;
}

/** The vocabularies are a megabyte each, so each is a chunk of its own that is fetched at the first count. */
const CHUNKS: Record<Vocabulary, () => Promise<Encoding>> = {
  o200k: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k: () => import('gpt-tokenizer/encoding/cl100k_base'),
};
const loaded = new Map<Vocabulary, TokenCounter>();
const loading = new Map<Vocabulary, Promise<TokenCounter>>();

/**
 * Counts the tokens of a text with an OpenAI vocabulary: at once when it is loaded, otherwise as a promise.
 * A text such as "<|endoftext|>" counts as the text it is, because in a cell it is not a control token.
 * @throws tokenizer-not-loaded → #N/A; the next call tries again.
 */
export function tokenCounter(vocabulary: Vocabulary): TokenCounter | Promise<TokenCounter> {
  const ready = loaded.get(vocabulary) ?? loading.get(vocabulary);
  if (ready) return ready;
  const promise = CHUNKS[vocabulary]()
    .then((encoding) => {
      const none = new Set<string>();
      const count: TokenCounter = (text) => encoding.countTokens(text, { disallowedSpecial: none });
      loaded.set(vocabulary, count);
      return count;
    })
    .catch(() => {
      throw new EngineError('tokenizer-not-loaded');
    })
    .finally(() => loading.delete(vocabulary));
  loading.set(vocabulary, promise);
  return promise;
}
