import fc from 'fast-check';
import { compileCatalog } from '../../src/catalog/compileCatalog';
import { llmCompare } from '../../src/functions/llmCompare';
import { llmCost } from '../../src/functions/llmCost';
import { llmModels } from '../../src/functions/llmModels';
import { llmPrice } from '../../src/functions/llmPrice';
import { llmSource } from '../../src/functions/llmSource';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const price = callable(llmPrice, EMBEDDED_CONTEXT);
const compare = callable(llmCompare, EMBEDDED_CONTEXT);
const models = callable(llmModels, EMBEDDED_CONTEXT);
const source = callable(llmSource, EMBEDDED_CONTEXT);
const cost = callable(llmCost, EMBEDDED_CONTEXT);

function rows(shown: unknown): unknown[][] {
  if (!Array.isArray(shown)) throw new TypeError(String(shown));
  return shown;
}

describe('a share where tokens belong', () => {
  it('is refused with what to type, and a mean with decimals is not', () => {
    const refusal = '#VALUE! cached_tokens: 0.6 is a share. Type the tokens, for example 0.6*1200.';
    expect(cost('gpt-5.1', 1200, 300, 0.6)).toBe(refusal);
    expect(compare('gpt-5.1', 1200, 300, 0.6)).toBe(refusal);
    expect(cost('gpt-5.1', 1200, 300, 0, 0.25)).toMatch(/^#VALUE! cache_write_tokens: 0.25 is a share/);
    expect(cost('gpt-5.1', 312.5, 100)).toBeCloseTo(312.5e-6 * 1.25 + 100e-6 * 10, 15);
    expect(cost('gpt-5.1', 1200, 0, 1)).toBeCloseTo(1199e-6 * 1.25 + 1e-6 * 0.125, 15);
  });
});

describe('LLMPRICE', () => {
  it('is the input price unless another item is asked for', () => {
    expect(price('gpt-4o')).toBe(2.5);
    expect(price('gpt-4o', [['input', 'Cached input', 'output']])).toEqual([[2.5, 1.25, 10]]);
    expect(price('gpt-4o', 'reasoning')).toBe(10);
  });

  it.each([
    // platform.claude.com/docs/en/about-claude/pricing as in the golden bills, 2026-10-05; searches per 1,000
    ['input', 3],
    ['cached_input', 0.3],
    ['cache_write', 3.75],
    ['cache_write_1h', 6],
    ['output', 15],
    ['reasoning', 15],
    ['web_search', 10],
  ])('gives the item %s of Claude Sonnet 4.5 as %d', (item, usd) => {
    expect(price('claude-sonnet-4-5', item)).toBeCloseTo(usd, 12);
  });

  it.each([
    // gpt-5.1: 1.25 and 10; batch and flex half, priority double (pricing.md §12)
    ['standard', 1.25, 10],
    ['batch', 0.625, 5],
    ['flex', 0.625, 5],
    ['priority', 2.5, 20],
  ])('gives gpt-5.1 at the tier %s as %d in and %d out', (tier, input, output) => {
    expect(price('gpt-5.1', 'input', tier)).toBeCloseTo(input, 12);
    expect(price('gpt-5.1', 'output', tier)).toBeCloseTo(output, 12);
  });

  it('takes tier, date, region and an own table', () => {
    expect(price('gpt-4o', 'output', 'batch')).toBe(5);
    expect(price('deepseek-v4-pro', 'input', 'standard', '2026-11-23T02:00Z')).toBe(1.32);
    expect(price('claude-opus-5', 'input', '', '', 'us')).toBeCloseTo(5.5, 12);
    const table = [
      ['model', 'input', 'image_each'],
      ['m', 2, 'low=0.01;high=0.04'],
    ];
    expect(price('m', 'images:high', '', '', '', table)).toBe(0.04);
    expect(price('m', 'images', '', '', '', table)).toMatch(
      /^#N\/A m has no price for images, but for images:low, images:high/,
    );
  });

  it('has no 0 for what has no price, and no answer for what is no item', () => {
    expect(price('text-embedding-3-small', 'output')).toMatch(/^#N\/A text-embedding-3-small has no price for output/);
    expect(price('gpt-4o', 'sunshine')).toMatch(/^#VALUE! Unknown unit "sunshine"/);
    expect(price('gpt-4o', 'input', 'turbo')).toMatch(/^#N\/A gpt-4o has no turbo price/);
    expect(price('claude-opus-5', 'input', '', '', 'mars')).toMatch(
      /^#N\/A claude-opus-5 has no price for region mars\. It has: us/,
    );
  });
});

describe('LLMCOMPARE', () => {
  it('sorts by cost, with the cost that LLMCOST gives and its multiple of the cheapest', () => {
    const [header, ...compared] = rows(compare([['claude-sonnet-4-5'], ['gpt-5.1'], ['gpt-4o'], ['']], 1200, 300));
    expect(header).toEqual(['model', 'provider', 'cost', 'times cheapest', 'context window', 'checked', 'note']);
    expect(compared.map((row) => row[0])).toEqual(['gpt-5.1', 'gpt-4o', 'claude-sonnet-4-5']);
    expect(compared.map((row) => row[2])).toEqual(
      ['gpt-5.1', 'gpt-4o', 'claude-sonnet-4-5'].map((model) => cost(model, 1200, 300)),
    );
    expect(compared.map((row) => row[3])).toEqual([1, 0.006 / 0.0045, 0.0081 / 0.0045]);
    expect(compared[0].slice(4)).toEqual([400_000, expect.stringMatching(/^2026-/), '']);
  });

  it('is in order for any request, every multiple its cost over the lowest', () => {
    const names = ['gpt-4o', 'claude-sonnet-4-5', 'gemini-2.5-pro', 'deepseek-v4-pro', 'sonar', 'mistral-large'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.nat(400_000),
        fc.nat(50_000),
        (some, input, output) => {
          const [, ...compared] = rows(compare([some], input + 1, output));
          const costs = compared.map((row) => Number(row[2]));
          expect(costs).toEqual(some.map((name) => Number(cost(name, input + 1, output))).sort((a, b) => a - b));
          expect(compared.map((row) => row[3])).toEqual(costs.map((usd) => usd / costs[0]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts a model without a cost last and says why', () => {
    const [, first, ...rest] = rows(compare([['gpt-99', 'gpt-4o', 'llama-3.3-70b']], 1000, 100));
    expect(first[0]).toBe('gpt-4o');
    expect(rest.map((row) => row.slice(0, 5))).toEqual([
      ['gpt-99', '', '', '', ''],
      ['llama-3.3-70b', '', '', '', ''],
    ]);
    expect(rest[0][6]).toMatch(/^Unknown model "gpt-99"/);
    expect(rest[1][6]).toMatch(/^"llama-3\.3-70b" has several prices/);
  });

  it('says when a price depends on the hour', () => {
    const [, ...compared] = rows(compare([['deepseek-v4-pro', 'gpt-4o']], 1000, 100));
    expect(compared.map((row) => [row[0], row[6]])).toEqual([
      ['deepseek-v4-pro', 'the price depends on the hour'],
      ['gpt-4o', ''],
    ]);
  });

  it('says when a request does not fit the context window', () => {
    const [, row] = rows(compare('gpt-4o', 200_000, 100));
    expect(row[6]).toBe('the request is longer than the context window');
  });

  it('F04 F05 refuses tokens that are wrong for every model, and names without quotes', () => {
    expect(compare('gpt-4o', 100, 1, 101)).toMatch(/^#VALUE! cached_tokens \(101\)/);
    expect(compare('gpt-4o', -1, 1)).toMatch(/^#VALUE! input_tokens/);
    expect(compare([['gpt-4o'], [5]], 100, 1)).toMatch(/^#VALUE! Put the name in quotes/);
  });
});

describe('LLMMODELS', () => {
  it('lists the models that have all the words, with their standard prices', () => {
    const [header, ...found] = rows(models('openai gpt-4o'));
    expect(header).toEqual([
      'provider',
      'model',
      'input',
      'cached_input',
      'output',
      'context_window',
      'checked',
      'source',
    ]);
    expect(found.find((row) => row[1] === 'gpt-4o' && row[0] === 'openai')?.slice(0, 6)).toEqual([
      'openai',
      'gpt-4o',
      2.5,
      1.25,
      10,
      128_000,
    ]);
    expect(found.every((row) => String(row).toLowerCase().includes('openai'))).toBe(true);
  });

  it('lists every model of the table without a search', () => {
    expect(rows(models())).toHaveLength(EMBEDDED_CONTEXT.prices.models.length + 1);
  });

  it('shows chosen columns, and leaves a price blank that is not stated', () => {
    const table = [
      ['model', 'input', 'output', 'tier', 'multiplier', 'context_window'],
      ['m', 2, 8, '', '', 1000],
      ['m', '', '', 'batch', 0.5, ''],
      ['bad', -1, 8, '', '', ''],
    ];
    expect(models('', 'Model; input, cached_input; tier; context_window', table)).toEqual([
      ['model', 'input', 'cached_input', 'tier', 'context_window'],
      ['m', 2, '', 'standard, batch', 1000],
    ]);
    expect(models('', [['model'], ['price']], table)).toMatch(/^#VALUE! Unknown key "price" in columns/);
    expect(models('zzz', 'model', table)).toBe('#N/A No model matches "zzz". LLMMODELS() lists all.');
  });
});

/** gpt-4o as the list has it, with prices of the user's own beside it. */
function withMine(mine: Readonly<Record<string, number>>) {
  const table = [
    {
      ...{ provider: 'openai', model: 'gpt-4o', input: 2.5, cached_input: 1.25, output: 10 },
      ...{ source: '@earendil-works/pi-ai 1.5.2', checked: '2026-11-10', agree: '2/2', ...mine },
    },
  ];
  const prices = compileCatalog({ snapshot: { id: 'book-1', asOf: '2026-11-20', origin: 'workbook' }, rows: table });
  const context = { ...EMBEDDED_CONTEXT, prices };
  const asked = callable(llmSource, context);
  const [, listed] = rows(callable(llmModels, context)('', 'input, output, source, checked, agree'));
  const [, compared] = rows(callable(llmCompare, context)('gpt-4o', 1, 1));
  return { listed, source: ['source', 'checked', 'agree', 'licence'].map((field) => asked('gpt-4o', field)), compared };
}

describe("a price of the user's own", () => {
  it('is not given the list as its source', () => {
    const { listed, source, compared } = withMine({ my_input: 2, my_cached_input: 0.5, my_output: 8 });
    expect(listed).toEqual([2, 8, 'your price for input, cached input, output', '', '']);
    expect(source).toEqual(['your price for input, cached input, output', ...Array(3).fill('not stated')]);
    expect(compared[5]).toBe('');
  });

  it('stands beside the list that states the rest, each named', () => {
    const words = 'your price for input, output; @earendil-works/pi-ai 1.5.2';
    const { listed, source, compared } = withMine({ my_input: 2, my_output: 8 });
    expect(listed).toEqual([2, 8, words, '2026-11-10', '2/2']);
    expect(source).toEqual([words, '2026-11-10', '2/2', 'MIT']);
    expect(compared[5]).toBe('');
  });

  it('is named as well where it is a discount', () => {
    const words = '@earendil-works/pi-ai 1.5.2; less 20 % (your discount)';
    const { listed, source, compared } = withMine({ my_discount: 0.2 });
    expect(listed).toEqual([2, 8, words, '2026-11-10', '2/2']);
    expect(compared[5]).toBe('2026-11-10');
    expect(source).toEqual([words, '2026-11-10', '2/2', 'MIT']);
  });
});

describe('LLMSOURCE', () => {
  it('tells source, date, agreement and licence of the price', () => {
    const facts = Object.fromEntries(rows(source('gpt-4o', 'all')) as [string, unknown][]);
    expect(facts).toMatchObject({ agree: '2/2', licence: 'MIT', origin: 'embedded', date: '2026-11-23' });
    expect(facts.source).toMatch(/^@earendil-works\/pi-ai/);
    expect(source('gpt-4o')).toBe(facts.source);
    expect(source('deepseek-v4-pro')).toMatch(/^https:\/\/api-docs\.deepseek\.com/);
    expect(source('deepseek-v4-pro', 'licence')).toBe("facts from the vendor's public page");
    expect(source('gpt-99')).toMatch(/^#N\/A Unknown model/);
  });

  it('tells source, check date and agreement of gpt-5.1, and refuses a field it does not have', () => {
    expect(['source', 'checked', 'agree'].map((field) => source('gpt-5.1', field))).toEqual([
      '@earendil-works/pi-ai 1.5.2',
      '2026-11-10',
      '2/2',
    ]);
    expect(source('gpt-5.1', 'colour')).toMatch(/^#VALUE! field must be one of source, checked, agree/);
  });

  it('tells where the data of a GPU or an open model is from, and what has still to be checked', () => {
    expect(source('H100 NVL')).toBe('NVIDIA data sheet or whitepaper, dense figures');
    expect(source('H100 NVL', 'checked')).toBe('2026-11-23');
    expect(source('H100 NVL', 'verify')).toBe('vendor datasheet figure, not yet re-checked');
    expect(source('gpt-4o', 'facts')).toBe('not stated');
    const gpu = Object.fromEntries(rows(source('B200', 'all')) as [string, unknown][]);
    expect(gpu).toMatchObject({ note: expect.stringMatching(/7,700 GB\/s/), facts_checked: '2026-11-23', verify: '' });
    expect(gpu).not.toHaveProperty('agree');
    expect(source('GLM-4.5 Air', 'facts')).toMatch(/published config\.json/);
    // several providers sell it, so that its price needs one named; its facts do not
    expect(source('llama-3.3-70b', 'checked')).toMatch(/^#N\/A/);
    expect(source('llama-3.3-70b', 'facts_checked')).toBe('2026-11-23');
  });

  it('says which table answered, and that a row has no source', () => {
    const snapshot = { id: 'book-1', asOf: '2026-11-20', origin: 'workbook' } as const;
    const prices = compileCatalog({ snapshot, rows: [{ provider: 'p', model: 'm', input: 1 }] });
    const call = callable(llmSource, { ...EMBEDDED_CONTEXT, prices });
    expect(['source', 'origin', 'snapshot', 'date'].map((field) => call('m', field))).toEqual([
      'not stated',
      'workbook',
      'book-1',
      '2026-11-20',
    ]);
  });
});
