import type { PricedModel } from './pricedModel';
import { makersOf, providerKey } from './providers';

const MOST_SUGGESTIONS = 3;
/** Below this a name has too little in common to be worth the reader's time. */
const LEAST_LIKENESS = 0.5;

/**
 * Up to three names to try instead, as the end of a sentence: only for people to read, never to price.
 * @param name     without its provider
 * @param provider of the name, when it has one: its models come first
 * @param nameOf   a name that finds the model
 */
export function suggestModels(
  asWritten: string,
  name: string,
  provider: string | undefined,
  models: readonly PricedModel[],
  nameOf: (model: PricedModel) => string,
): string {
  const asked = wordsOf(name);
  const near = models
    .filter((model) => model.rows.length > 0)
    .map((model) => ({ model, likeness: likenessTo(asked, provider, model) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || a.model.model.length - b.model.model.length)
    .slice(0, MOST_SUGGESTIONS);
  const names = [...new Set(near.map(({ model }) => nameOf(model)))];
  if (names.length === 0) return ' LLMMODELS() lists the names.';
  return ` Did you mean ${listWithin(names, MOST_SUGGESTIONS, asWritten.length)}?`;
}

/** As many names as a cell's sentence has room for beside what was typed, and at least one. */
export function listWithin(names: readonly string[], most: number, typedLength: number): string {
  let list = names[0] ?? '';
  for (const name of names.slice(1, most)) {
    if (typedLength + list.length + name.length + 2 > ROOM_FOR_NAMES) break;
    list += `, ${name}`;
  }
  return list;
}

/** 120 characters less the longest sentence around the names. */
const ROOM_FOR_NAMES = 120 - 38;

function likenessTo(asked: ReadonlySet<string>, provider: string | undefined, model: PricedModel): number {
  const words = wordsOf(model.model);
  const shared = [...asked].filter((word) => words.has(word)).length;
  const likeness = (2 * shared) / (asked.size + words.size);
  const seller = providerKey(model.provider);
  const isMaker = makersOf(model.model)?.includes(seller) ?? false;
  return likeness + (isMaker ? 0.05 : 0) + (provider === seller ? 0.2 : 0);
}

/** "gpt-4o-mini" → gpt, 4, o, mini. */
function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.toLowerCase().match(/[a-z]+|\d+/g) ?? []);
}
