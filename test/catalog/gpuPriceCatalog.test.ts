import { embeddedGpuPrices } from '../../src/catalog/embeddedGpuPrices';
import { compileGpuPrices, gpuHourPrice, GPU_PRICE_COLUMNS } from '../../src/catalog/gpuPriceCatalog';
import { readGpuOffers } from '../../src/catalog/readGpuOffers';

const HEADER = ['gpu', 'provider', 'plan', 'usd_per_gpu_hour', 'checked', 'source'];
const ROW = ['H100', 'our broker', 'on_demand', 2.2, '2026-11-01', 'quote 17'];

/** The row with one cell replaced. */
function rowWith(column: string, value: string | number | boolean): (string | number | boolean)[] {
  return ROW.map((cell, index) => (HEADER[index] === column ? value : cell));
}

describe('the embedded GPU offers', () => {
  const table = embeddedGpuPrices();

  it('are all admitted by the reader of the workbook table', () => {
    const body = table.rows.map((row) => GPU_PRICE_COLUMNS.map((column) => row[column] ?? ''));
    const { offers, rejected } = readGpuOffers([[...GPU_PRICE_COLUMNS], ...body]);
    expect(rejected).toEqual([]);
    expect(offers).toEqual(table.rows);
  });

  it('hold offers to rent only: owner costs are not among them', () => {
    // SemiAnalysis, April 2026: an H100 costs its hyperscale owner 1.30 and a neocloud 1.69 USD an hour
    expect(table.rows.some((row) => row.usd_per_gpu_hour === 1.69)).toBe(false);
    expect(table.rows.filter((row) => row.plan === 'reserved').every((row) => row.provider === 'semianalysis')).toBe(
      true,
    );
  });

  it('give the low and high of the published on-demand bands', () => {
    const catalog = compileGpuPrices(table);
    // tgarg01/silybench-data, 2026-09-25
    expect(gpuHourPrice(catalog, 'h200-sxm')).toMatchObject({ lowUsd: 3.59, medianUsd: 4.5, highUsd: 4.59 });
    expect(gpuHourPrice(catalog, 'a100-pcie-80')).toMatchObject({ lowUsd: 1.19, medianUsd: 1.35, highUsd: 1.59 });
    expect(gpuHourPrice(catalog, 'b200-sxm').medianUsd).toBeCloseTo((6.79 + 6.99) / 2, 12);
    expect(gpuHourPrice(catalog, 'h100-sxm', 'gcp', 'spot')).toMatchObject({ medianUsd: 6.571, lowUsd: 6.571 });
  });
});

describe('reading a GPU price table', () => {
  it('matches headers however they are written, and ignores columns of the user', () => {
    const { offers } = readGpuOffers([
      ['GPU', 'Provider', 'Plan', 'USD per GPU hour', 'Checked', 'Source', 'My remark'],
      ['H100', 'Our broker', 'On-demand', 2.2, 46327, 'quote 17', 'ask again'],
    ]);
    // 46327 is 2026-11-01 as Excel counts days
    expect(offers).toEqual([
      {
        gpu: 'H100',
        provider: 'Our broker',
        plan: 'on_demand',
        usd_per_gpu_hour: 2.2,
        checked: '2026-11-01',
        source: 'quote 17',
      },
    ]);
  });

  it.each([
    ['usd_per_gpu_hour', 0, 'usd_per_gpu_hour is 0: nobody rents out a GPU for that'],
    ['usd_per_gpu_hour', -1, 'usd_per_gpu_hour is -1: nobody rents out a GPU for that'],
    ['usd_per_gpu_hour', 98.32 * 8, 'usd_per_gpu_hour is 786.56: give the price of one GPU'],
    ['usd_per_gpu_hour', '2,20', 'usd_per_gpu_hour is not a number'],
    ['usd_per_gpu_hour', '', 'usd_per_gpu_hour is not a number'],
    ['plan', 'sometimes', 'plan must be one of on_demand, reserved, spot'],
    ['gpu', '', 'gpu is not a name'],
    ['provider', '=HYPERLINK("x")', 'provider is not a name'],
    ['checked', '2026-02-30', 'checked must be the date on which the price was confirmed'],
    ['checked', '', 'checked must be the date on which the price was confirmed'],
    ['source', '', 'source is missing: say where the price is from'],
  ])('does not admit a row whose %s is %p and says why', (column, value, reason) => {
    const { offers, rejected } = readGpuOffers([HEADER, ROW, rowWith(column, value)]);
    expect(offers).toHaveLength(1);
    expect(rejected).toMatchObject([{ row: 2, reason }]);
  });

  it('P08 does not admit two prices of one product on one day, and takes one price twice, or of two days', () => {
    const twice = rowWith('usd_per_gpu_hour', 3);
    const reason = 'the same offer has another price on that day';
    const identity = { gpu: 'H100', provider: 'our broker', plan: 'on_demand', reason };
    expect(readGpuOffers([HEADER, ROW, twice])).toEqual({
      offers: [],
      rejected: [
        { row: 1, ...identity },
        { row: 2, ...identity },
      ],
    });
    expect(
      readGpuOffers([HEADER, ROW, rowWith('gpu', 'nvidia h100'), rowWith('provider', 'Our Broker')]),
    ).toMatchObject({
      offers: [{}, {}, {}],
      rejected: [],
    });
    const later = [...twice];
    later[HEADER.indexOf('checked')] = '2026-11-02';
    expect(readGpuOffers([HEADER, ROW, later]).rejected).toEqual([]);
  });

  it('skips blank rows', () => {
    expect(readGpuOffers([HEADER, HEADER.map(() => ''), ROW])).toMatchObject({
      offers: [{ gpu: 'H100' }],
      rejected: [],
    });
  });

  it('refuses a table without a price column, or with two', () => {
    expect(() => readGpuOffers([HEADER.filter((title) => title !== 'usd_per_gpu_hour')])).toThrow(
      'column "usd_per_gpu_hour" is missing',
    );
    expect(() => readGpuOffers([[...HEADER, 'Plan']])).toThrow('column "plan" is there twice');
    expect(() => readGpuOffers([])).toThrow('column "gpu" is missing');
  });
});

describe('looking up a GPU-hour', () => {
  const snapshot = { id: 'test', asOf: '2026-11-01', origin: 'workbook' } as const;
  const offer = (usd: number, checked: string, provider = 'a') =>
    ({ gpu: 'X9', provider, plan: 'on_demand', usd_per_gpu_hour: usd, checked, source: 's' }) as const;

  it('takes the row that was checked last when a product is listed twice', () => {
    const catalog = compileGpuPrices({ snapshot, rows: [offer(2, '2026-10-19'), offer(6.15, '2026-10-07')] });
    expect(gpuHourPrice(catalog, 'x9')).toMatchObject({ medianUsd: 2, offers: [{ usd_per_gpu_hour: 2 }] });
  });

  it('takes the mean of the middle two as the median', () => {
    const rows = [
      offer(1, '2026-10-01', 'a'),
      offer(2, '2026-10-01', 'b'),
      offer(4, '2026-10-01', 'c'),
      offer(9, '2026-10-01', 'd'),
    ];
    expect(gpuHourPrice(compileGpuPrices({ snapshot, rows }), 'X9')).toMatchObject({
      medianUsd: 3,
      lowUsd: 1,
      highUsd: 9,
    });
  });

  it('says what there is when nothing matches', () => {
    const catalog = compileGpuPrices({ snapshot, rows: [offer(2, '2026-10-19')] });
    expect(() => gpuHourPrice(catalog, 'X9', undefined, 'spot')).toThrow(
      'No such spot offer of X9. There are: a on_demand.',
    );
    expect(() => gpuHourPrice(catalog, 'X10')).toThrow('No rental price for "X10".');
  });
});
