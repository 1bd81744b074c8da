import type { ProposedCard, SourceDisagreement, SourceOutcome } from '../../../src/feeds/refreshProposal';
import { choiceInWords } from '../../../src/taskpane/prices/difference/choiceInWords';
import {
  differenceEntries,
  disagreementInWords,
  isUnder,
  matchesSearch,
  preselectedKeys,
  type DifferenceFilter,
} from '../../../src/taskpane/prices/difference/differenceEntries';
import { takingEffectInWords } from '../../../src/taskpane/prices/difference/takingEffectInWords';

const card = (what: string, change: ProposedCard['change'], more: Partial<ProposedCard> = {}): ProposedCard => ({
  ...{ key: `models|${what}`, kind: 'models', what, source: 'genai-prices', title: 'genai-prices', change },
  ...{ changes: [], preselected: true, cautions: [], ...more },
});
const disagreement = (what: string): SourceDisagreement => ({
  ...{ what, key: `models|${what}`, column: 'cached_input' },
  ...{ proposedUsd: 0.25, proposedBy: 'genai-prices', otherUsd: 0.3, otherSource: 'models.dev' },
});
const source: SourceOutcome = {
  ...{
    source: 'genai-prices',
    title: 'genai-prices (list)',
    state: 'ok',
    sentence: '',
    changedCards: 3,
    confirmedCards: 0,
  },
  heldBack: [{ what: 'openai/x', reason: 'the price is 0 and nothing says that it is free' }],
  warnings: [{ what: 'openai/gpt-4o', reason: 'output is cheaper than a fifth of input' }],
};
const proposal = {
  sources: [source],
  cards: [
    card('openai/gpt-4o', 'changed'),
    card('openai/gpt-new', 'new', { preselected: false, cautions: ['models.dev is less trusted'] }),
    card('openai/gpt-old', 'retired'),
    card('h100-sxm at runpod', 'gone', { kind: 'gpus', key: 'gpus|h100' }),
  ],
  disagreements: [disagreement('openai/gpt-4o'), disagreement('openai/gpt-4o-mini')],
};
const entries = differenceEntries(proposal);
const under = (filter: DifferenceFilter) =>
  entries
    .filter((entry) => isUnder(entry, filter))
    .map((entry) => (entry.kind === 'card' ? entry.card.what : `${entry.kind} ${entry.what}`));

test('cards come first, then disagreements about prices that stay, warnings, and what was held back', () => {
  expect(under('all')).toEqual([
    'openai/gpt-4o',
    'openai/gpt-new',
    'openai/gpt-old',
    'h100-sxm at runpod',
    'disagreement openai/gpt-4o-mini',
    'warning openai/gpt-4o',
    'heldBack openai/x',
  ]);
});

test.each<[DifferenceFilter, string[]]>([
  ['changed', ['openai/gpt-4o']],
  ['new', ['openai/gpt-new']],
  ['retired', ['openai/gpt-old', 'h100-sxm at runpod']],
  ['disagreement', ['openai/gpt-4o', 'disagreement openai/gpt-4o-mini']],
  ['warning', ['openai/gpt-new', 'warning openai/gpt-4o']],
  ['heldBack', ['heldBack openai/x']],
])('the filter "%s" shows its entries', (filter, names) => {
  expect(under(filter)).toEqual(names);
});

test('a search finds names by any of their words', () => {
  expect(entries.filter((entry) => matchesSearch(entry, '4o OpenAI mini'))).toHaveLength(1);
  expect(entries.filter((entry) => matchesSearch(entry, ''))).toHaveLength(7);
});

test('what two sources say stands in one sentence with both prices', () => {
  const entry = entries.find(({ kind }) => kind === 'disagreement');
  expect(entry).toMatchObject({
    reason: 'cached input: genai-prices says $0.25, models.dev says $0.3; the first is proposed',
  });
});

test('below the name of its model a disagreement names the conditions of its row', () => {
  const { disagreements } = proposal;
  expect(disagreementInWords({ ...disagreements[0], what: 'openai/gpt-4o, batch' }, 'openai/gpt-4o')).toBe(
    'batch, cached input: genai-prices says $0.25, models.dev says $0.3; the first is proposed',
  );
});

test('the sum says what will be written and how much is left', () => {
  expect(choiceInWords(proposal.cards, preselectedKeys({ ...proposal }))).toBe(
    'Will be written: 1 changed model, 1 retired model, 1 ended GPU offer. 1 left as it is.',
  );
  expect(choiceInWords(proposal.cards, new Set())).toBe(
    'No price will change; the day of the check is written. 4 left as they are.',
  );
});

describe('prices that begin or end because writing moves the date', () => {
  const words = (takingEffect: string[]) =>
    takingEffectInWords({ takingEffect, basis: { against: { asOf: '2026-09-01' } } });

  test('are named with both dates', () => {
    expect(words(['openai/gpt-4o, before 2026-10-01'])).toBe(
      'Writing also moves the date of your prices from 2026-09-01 to today. Because of the date, 1 price begins or ends: openai/gpt-4o, before 2026-10-01.',
    );
    expect(words(['a/x, before 2026-10-01', 'a/x, since 2026-10-01'])).toMatch(
      /2 prices begin or end: a\/x, before 2026-10-01; a\/x, since 2026-10-01\.$/,
    );
  });

  test('are counted from the sixth on', () => {
    expect(words(['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6', 'a/7'])).toMatch(
      /7 prices begin or end: a\/1; a\/2; a\/3; a\/4; a\/5; and 2 more\.$/,
    );
  });

  test('are not spoken of when there are none', () => {
    expect(words([])).toBeUndefined();
  });
});
