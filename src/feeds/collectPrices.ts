import { combineSources } from './combineSources';
import { detailedCards } from './detailedCards';
import { describeRow } from './priceChanges';
import { readSource } from './readSource';
import type {
  ChosenSource,
  CollectOptions,
  PricesInForce,
  ProposedCard,
  RefreshProposal,
  SourceOutcome,
  SourceProgress,
  SourceResult,
} from './refreshProposal';

/**
 * Asks several sources at once and says what they would change. Each stands for itself: one that cannot be reached, is
 * older than what the workbook has or looks wrong as a whole leaves the others as they are, and keeps its rows and
 * dates. Never throws for what a source does.
 */
export async function collectPrices(
  chosen: readonly ChosenSource[],
  against: PricesInForce,
  { signal, onProgress }: CollectOptions = {},
): Promise<RefreshProposal> {
  let progress: readonly SourceProgress[] = chosen.map(({ feed: { id, title } }) => ({
    ...{ source: id, title, step: 'fetching', received: 0 },
  }));
  const report = (index: number, change: Partial<SourceProgress>) => {
    progress = progress.map((one, position) => (position === index ? { ...one, ...change } : one));
    onProgress?.(progress);
  };
  const results = await Promise.all(
    chosen.map(async (source, index) => {
      const result = await readSource(source, against, (change) => report(index, change), signal);
      report(index, { step: 'done' });
      return result;
    }),
  );
  return proposalOf(results, against, new Date().toISOString().slice(0, 10));
}

/** @param today ISO date */
export function proposalOf(results: readonly SourceResult[], against: PricesInForce, today: string): RefreshProposal {
  const combined = combineSources(results, against, today);
  return {
    ...combined,
    cards: detailedCards(combined.cards, combined.basis),
    sources: results.map((result) => outcomeOf(result, combined.cards, against)),
    takingEffect: results.some(({ cards }) => cards) ? rowsTakingEffect(against, today) : [],
    canBeWritten: results.some(({ state }) => state === 'ok'),
  };
}

function outcomeOf(result: SourceResult, cards: readonly ProposedCard[], { sources }: PricesInForce): SourceOutcome {
  const { feed, copy, heldBack, warnings } = result;
  const changing = cards.filter(({ source, kind }) => source === feed.id && kind === feed.kind);
  const changedCards = changing.length;
  const listed = result.cards?.size ?? result.offers?.size ?? 0;
  const isUnchanged = result.state === 'ok' && changedCards === 0;
  const known = sources.find(({ source }) => source === feed.id);
  const since = known?.sha256 !== undefined && known.sha256 === copy?.sha256 ? known.retrieved.slice(0, 10) : undefined;
  return {
    source: feed.id,
    title: feed.title,
    state: isUnchanged ? 'unchanged' : result.state,
    sentence: sentenceOf(result, changing, since),
    ...(copy ? { retrieved: copy.retrieved } : {}),
    changedCards,
    confirmedCards: listed - changedCards,
    heldBack,
    warnings,
  };
}

function sentenceOf(
  { state, feed, problem, heldBack }: SourceResult,
  changing: readonly ProposedCard[],
  since?: string,
): string {
  const held = heldBack.length > 0 ? ` ${counted(heldBack.length, 'row')} held back.` : '';
  if (state === 'rejected' || state === 'shorter')
    return `Nothing was taken from ${feed.title}, because ${problem}. Its prices are as they were.`;
  if (state !== 'ok') return `${problem}${state === 'cancelled' ? '' : ' Its prices are as they were.'}`;
  if (changing.length > 0) return `${changesInWords(changing, feed.kind === 'models' ? 'model' : 'offer')}.${held}`;
  return since ? `Nothing new since ${since}.${held}` : `No price differs.${held}`;
}

/** "3 models changed, 1 model new" */
function changesInWords(cards: readonly ProposedCard[], noun: string): string {
  return CHANGES.flatMap(([change, words]) => {
    const number = cards.filter((card) => card.change === change).length;
    return number === 0 ? [] : [`${counted(number, noun)} ${words}`];
  }).join(', ');
}

const CHANGES: readonly (readonly [ProposedCard['change'], string])[] = [
  ['changed', 'changed'],
  ['new', 'new'],
  ['retired', 'no longer listed'],
  ['gone', 'ended'],
];

function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function rowsTakingEffect({ llmRows, asOf }: PricesInForce, today: string): string[] {
  const passes = (date: string | undefined) =>
    date !== undefined && date.slice(0, 10) > asOf && date.slice(0, 10) <= today;
  return llmRows.filter((row) => passes(row.valid_from) || passes(row.valid_to)).map(describeRow);
}
