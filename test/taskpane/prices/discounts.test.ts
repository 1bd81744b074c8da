import {
  discountTargets,
  matchingTargets,
  replacedInWords,
} from '../../../src/taskpane/prices/discounts/discountTargets';
import { extentInWords } from '../../../src/taskpane/prices/discounts/extentInWords';
import { myPricesInForce } from '../../../src/taskpane/prices/discounts/myPricesInForce';
import { percentAsShare, shareAsPercent } from '../../../src/taskpane/prices/discounts/percentAsShare';

test.each([
  ['10', 0.1],
  ['12.5', 0.125],
  ['12,5 %', 0.125],
  [' 7% ', 0.07],
  ['100', 1],
  ['0.5', 0.005],
])('%p typed as percent is the share %p', (typed, share) => {
  expect(percentAsShare(typed)).toBe(share);
});

test.each(['', '0', '-5', '101', '1e1', 'ten', '0x1', '=A1', '1.000,5', '50 percent'])(
  '%p is no percentage',
  (typed) => {
    expect(percentAsShare(typed)).toBeUndefined();
  },
);

test('a share is shown without binary dust', () => {
  expect([0.07, 0.125, 0.29].map(shareAsPercent)).toEqual(['7 %', '12.5 %', '29 %']);
});

describe('what a discount can be for', () => {
  const rows = [
    { provider: 'openai', model: 'gpt-5.1' },
    { provider: 'openai', model: 'gpt-5.1', tier: 'batch' },
    { provider: 'openai', model: 'gpt-4o' },
    { provider: 'anthropic', model: 'claude-sonnet-5' },
  ];

  test('every provider with its number of models, then every model once', () => {
    expect(discountTargets(rows).map(({ label }) => label)).toEqual([
      'anthropic: all 1 model',
      'openai: all 2 models',
      'anthropic/claude-sonnet-5',
      'openai/gpt-4o',
      'openai/gpt-5.1',
    ]);
  });

  test('is found by any of its words', () => {
    expect(matchingTargets(discountTargets(rows), 'gpt openai 5').map(({ model }) => model)).toEqual(['gpt-5.1']);
    expect(matchingTargets(discountTargets(rows), ' ')).toHaveLength(5);
    expect(matchingTargets(discountTargets(rows), 'mistral')).toEqual([]);
  });

  test('says which discounts it takes the place of', () => {
    const entry = (model: string | undefined, value: number, what = 'discount') => ({
      ...{ provider: 'openai', model, what, value },
      ...{ rows: 1, models: 1, ofModels: 2, otherDiscounts: 0 },
    });
    const inForce = [
      entry('gpt-5.1', 0.125),
      entry('gpt-4o', 0.1),
      entry('gpt-4o', 1.5, 'input'),
      entry(undefined, 0.2),
    ];
    const all = { label: 'openai: all 2 models', provider: 'openai' };
    expect(replacedInWords(all, inForce.slice(0, 3))).toBe(
      'Takes the place of the discount of gpt-5.1 (12.5 %), gpt-4o (10 %).',
    );
    expect(replacedInWords({ ...all, model: 'gpt-4o' }, inForce.slice(0, 3))).toBe(
      'Takes the place of the discount of gpt-4o (10 %).',
    );
    expect(replacedInWords(all, inForce.slice(3))).toBe('Takes the place of the discount of all models (20 %).');
    expect(replacedInWords({ ...all, model: 'gpt-5.1' }, inForce.slice(3))).toBeUndefined();
    expect(replacedInWords({ ...all, provider: 'anthropic' }, inForce)).toBeUndefined();
  });
});

test.each([
  ['every model', [0.1, 0.1, 0.1], ''],
  ['all but one with another discount', [0.1, 0.1, 0.2], ' at 2 of 3 models: 1 has its own'],
  ['all but a new one', [0.1, 0.1, undefined], ' at 2 of 3 models: 1 has none yet'],
  ['two of five', [0.1, 0.1, 0.2, 0.3, undefined], ' at 2 of 5 models: 2 have their own, 1 has none yet'],
])('a discount that stands at %s says what the others have', (_extent, discounts, words) => {
  const rows = discounts.map((discount, index) => ({
    ...{ provider: 'openai', model: `m${index}`, input: 1 },
    ...(discount === undefined ? {} : { my_discount: discount }),
  }));
  expect(extentInWords(myPricesInForce(rows)[0])).toBe(words);
});
