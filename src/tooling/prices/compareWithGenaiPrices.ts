import { calcPrice, findProvider, type MatchLogic, type PriceCalculation } from '@pydantic/genai-prices';
import type { PriceCatalog } from '../../catalog/priceCatalog';
import type { PricedModel } from '../../catalog/pricedModel';
import { billLines, quoteOf } from '../../engine/api-cost/billLines';
import { EngineError } from '../../engine/errors';
import { usageOf } from '../../engine/units/usage';
import { GENAI_PROVIDERS } from '../../feeds/genaiPrices/genaiModels';
import { QUESTIONS, type Question } from './genaiQuestions';
import { SNAPSHOT_DATE } from './pinnedSources';

/** Why the two libraries may give different amounts. Nothing else is accepted as a difference. */
export const RULES = {
  'unpriced bucket':
    'A bucket that was used has no price. We say so; genai-prices leaves it out of the sum, as if it were free.',
  'entry found by a pattern':
    'genai-prices has no entry of this id and takes another one by prefix or part of the name.',
  'entry of another provider':
    'genai-prices does not have the model at this provider and answers with the price of its maker.',
  'sources disagree':
    'The fresher source or the vendor page gives another price; the row says so in `agree` and `note`.',
  'cache price in one source':
    'genai-prices has no cached price for the model, so that it bills cached tokens as input.',
  'one-hour writes':
    'genai-prices has no price for a cache kept for an hour and bills the price for five minutes, or none.',
  'side of the threshold': 'At exactly the threshold the vendor bills the other rate: see `thresholdSide.ts`.',
  'hours and weekdays':
    'genai-prices has hours without days of the week, and lets them hold before the schedule began.',
  'price window': 'One of the two sources dates a price that the other has only as it is today.',
} as const;
export type Rule = keyof typeof RULES;

export interface Difference {
  readonly model: string;
  readonly question: Question;
  /** USD; undefined without a price. */
  readonly ours: number | undefined;
  readonly theirs: number;
  /** Their entry that answered. */
  readonly entry: string;
  /** Undefined: unexplained. */
  readonly rule: Rule | undefined;
}
export interface Comparison {
  readonly models: number;
  readonly questions: number;
  readonly equal: number;
  readonly differences: readonly Difference[];
}

/** Asks both libraries the same questions about every model of the catalogue that genai-prices knows. */
export function compareWithGenaiPrices(catalog: PriceCatalog): Comparison {
  const shared = catalog.models.filter((model) => genaiIdOf(model.provider) && theirAnswer(model, QUESTIONS[0]));
  const differences = shared.flatMap((model) => QUESTIONS.flatMap((question) => differenceOf(model, question) ?? []));
  const questions = shared.length * QUESTIONS.length;
  return { models: shared.length, questions, equal: questions - differences.length, differences };
}

function differenceOf(model: PricedModel, question: Question): Difference | undefined {
  const answer = theirAnswer(model, question);
  if (!answer || isSameAmount(model, question)) return undefined;
  const ours = ourUsd(model, question);
  const difference = { model: model.id, question, ours, theirs: answer.total_price, entry: answer.model.id };
  return { ...difference, rule: ruleFor(model, question, answer, ours) };
}

function isSameAmount(model: PricedModel, question: Question): boolean {
  const ours = ourUsd(model, question);
  const theirs = theirAnswer(model, question)?.total_price;
  return ours !== undefined && theirs !== undefined && Math.abs(ours - theirs) <= 1e-9 * Math.abs(theirs);
}

function ourUsd(model: PricedModel, question: Question): number | undefined {
  const { input, output, cached, cacheWrite, cacheWrite1h, at } = question;
  const usage = usageOf([
    ['input', input],
    ['output', output],
    ['cached_input', cached],
    ['cache_write', cacheWrite],
    ['cache_write_1h', cacheWrite1h],
  ]);
  try {
    const quote = quoteOf(billLines(model.bands('', '', Date.parse(at)), usage));
    return quote.kind === 'known' ? quote.usd : undefined;
  } catch (thrown) {
    if (thrown instanceof EngineError) return undefined;
    throw thrown;
  }
}

function theirAnswer(model: PricedModel, question: Question): PriceCalculation | undefined {
  const { input, output, cached, cacheWrite, cacheWrite1h, at } = question;
  const usage = {
    input_tokens: input,
    output_tokens: output,
    cache_read_tokens: cached,
    cache_write_tokens: cacheWrite + cacheWrite1h,
    ...(cacheWrite1h > 0 ? { cache_write_1h_tokens: cacheWrite1h } : {}),
  };
  const providerId = genaiIdOf(model.provider);
  return calcPrice(usage, model.model, { providerId, timestamp: new Date(at) }) ?? undefined;
}

function genaiIdOf(provider: string): string | undefined {
  if (provider === 'google-vertex') return 'google';
  return Object.entries(GENAI_PROVIDERS).find(([, ours]) => ours === provider)?.[0];
}

/** A rule is accepted only on evidence: without what it names, the difference has to go away. */
function ruleFor(
  model: PricedModel,
  question: Question,
  answer: PriceCalculation,
  ours: number | undefined,
): Rule | undefined {
  if (ours === undefined) return 'unpriced bucket';
  const isGoneWith = (change: Partial<Question>) => isSameAmount(model, { ...question, ...change });
  const { input, cacheWrite1h } = question;
  if (cacheWrite1h > 0 && isGoneWith({ cacheWrite: cacheWrite1h, cacheWrite1h: 0 })) return 'one-hour writes';
  const isGoneBeside = isGoneWith({ input: input - 1 }) && isGoneWith({ input: input + 1 });
  if (isAtThreshold(model, input) && isGoneBeside) return 'side of the threshold';
  if (answer.model_price.cache_read_mtok === undefined && isGoneWith({ cached: 0 })) return 'cache price in one source';
  const provider = findProvider({ providerId: genaiIdOf(model.provider) });
  if (!provider?.models.includes(answer.model)) return 'entry of another provider';
  if (!isNamed(model, answer)) return 'entry found by a pattern';
  if (model.rows.some((row) => row.hours) && isGoneWith({ at: A_WORKING_NIGHT })) return 'hours and weekdays';
  if (model.rows.some((row) => row.agree !== undefined && isContested(row.agree))) return 'sources disagree';
  return isGoneWith({ at: `${SNAPSHOT_DATE}T00:00:00Z` }) ? 'price window' : undefined;
}

/** A moment at which every schedule is off-peak. */
const A_WORKING_NIGHT = '2026-11-23T20:00:00Z';

function isAtThreshold({ rows }: PricedModel, input: number): boolean {
  return rows.some(({ ctx_from: from }) => from === input || from === input + 1);
}

function isNamed({ model }: PricedModel, answer: PriceCalculation): boolean {
  const names = [answer.model.id.toLowerCase(), ...namesIn(answer.model.match)];
  return names.includes(model.toLowerCase());
}

/** "1/2": not all sources that price the model give this value. */
function isContested(agree: string): boolean {
  const [agreeing, asked] = agree.split('/');
  return agreeing !== asked;
}

function namesIn(match: MatchLogic): string[] {
  if ('equals' in match) return [match.equals.toLowerCase()];
  return 'or' in match ? match.or.flatMap(namesIn) : [];
}
