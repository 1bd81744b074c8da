import { collectPrices } from '../../src/feeds/collectPrices';
import { applyChoice } from '../../src/feeds/applyChoice';
import { ownGpuPriceFeed } from '../../src/feeds/ownPrices/ownGpuPriceFeed';
import { ownGpuPriceRange, ownPriceRange } from '../../src/feeds/ownPrices/ownPriceRange';
import type { PricesInForce } from '../../src/feeds/refreshProposal';
import { readFromLoopback } from '../support/readFromLoopback';

const FEED = ownGpuPriceFeed('https://prices.example.com/gpus.csv');
const OFFER = { gpu: 'h100-sxm', provider: 'acme', plan: 'reserved' as const };

test('a list of GPU prices of one’s own names itself as the source, and the day of the retrieval where it has none', async () => {
  const text =
    'GPU,Provider,Plan,USD per GPU hour,Source,Checked\nh100-sxm,acme,reserved,1.9,contract 17,2026-10-01\nh100-sxm,acme,spot,1.1,,\n';
  expect(await readFromLoopback(FEED, text)).toEqual({
    offers: [
      {
        ...OFFER,
        usd_per_gpu_hour: 1.9,
        source: 'own-gpu-prices: prices.example.com, contract 17',
        checked: '2026-10-01',
      },
      {
        ...OFFER,
        plan: 'spot',
        usd_per_gpu_hour: 1.1,
        source: 'own-gpu-prices: prices.example.com',
        checked: '2026-11-23',
      },
    ],
    unreadable: [],
  });
});

test.each([
  ['P01 a negative price', 'h100-sxm,acme,reserved,-3', 'usd_per_gpu_hour is -3: nobody rents out a GPU for that'],
  ['P02 a price of 0', 'h100-sxm,acme,reserved,0', 'usd_per_gpu_hour is 0: nobody rents out a GPU for that'],
  ['P07 a price in words', 'h100-sxm,acme,reserved,two', 'usd_per_gpu_hour is not a number'],
  ['a hexadecimal number', 'h100-sxm,acme,reserved,0x10', 'usd_per_gpu_hour is not a number'],
  ['a power of ten', 'h100-sxm,acme,reserved,1e1', 'usd_per_gpu_hour is not a number'],
])('%s leaves out that row and says so', async (_fault, line, reason) => {
  const { offers, unreadable } = await readFromLoopback(
    FEED,
    `gpu,provider,plan,usd_per_gpu_hour\n${line}\nl4,acme,spot,0.5\n`,
  );
  expect(offers.map(({ gpu }) => gpu)).toEqual(['l4']);
  expect(unreadable).toEqual([{ what: 'row 1 below the header, h100-sxm at acme', reason }]);
});

test('P13 a formula for a GPU leaves out that row, and is shown as text', async () => {
  const { unreadable } = await readFromLoopback(FEED, 'gpu,provider,plan,usd_per_gpu_hour\n=1+1,acme,reserved,2\n');
  expect(unreadable).toEqual([{ what: 'row 1 below the header, ·1+1 at acme', reason: 'gpu is not a name' }]);
});

test('a row of a range that is left out is named by its row in the sheet, blank lines counted', async () => {
  const cells = [
    ['', '', '', ''],
    ['gpu', 'provider', 'plan', 'usd_per_gpu_hour'],
    ['l4', 'acme', 'spot', 0.5],
    ['', '', '', ''],
    ['h100-sxm', 'acme', 'reserved', -3],
  ];
  const address = "'My list'!$B$11:$E$15"; // the header is in row 12
  const { feed, text } = ownGpuPriceRange({ address, cells, dates1904: false });
  expect(feed.read(text, '2026-11-23')).toMatchObject({
    offers: [{ gpu: 'l4' }],
    unreadable: [{ what: 'row 15 of the sheet, h100-sxm at acme' }],
  });
  const models = ownPriceRange({
    ...{ address: 'Sheet1!A3:C5', dates1904: false },
    cells: [
      ['provider', 'model', 'input'],
      ['', '', ''],
      ['acme', 'm', -1],
    ],
  });
  expect(models.feed.read(models.text, '2026-11-23').unreadable).toEqual([
    { what: 'row 5 of the sheet, acme/m', reason: 'input is negative (-1)' },
  ]);
});

describe('P08 an offer given twice', () => {
  const taken = async (...usdPerGpuHour: number[]) => {
    const cells = usdPerGpuHour.map((usd, index) => [index === 0 ? 'acme' : 'Acme', usd, '2026-11-01']);
    const list = ownGpuPriceRange({
      ...{ address: 'Sheet1!A1:E9', dates1904: false },
      cells: [
        ['gpu', 'plan', 'provider', 'usd_per_gpu_hour', 'checked'],
        ...cells.map((line) => ['h100-sxm', 'reserved', ...line]),
        ['l4', 'spot', 'acme', 0.5, '2026-11-01'],
      ],
    });
    const proposal = await collectPrices([list], { asOf: '2026-11-20', llmRows: [], gpuOffers: [], sources: [] });
    const { gpuOffers } = applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key)));
    return {
      offers: gpuOffers?.map(({ gpu, usd_per_gpu_hour: usd }) => [gpu, usd]),
      heldBack: proposal.sources[0].heldBack.map(({ reason }) => reason),
    };
  };

  test('with different prices is not taken at all, and says so', async () => {
    const reason = 'the same offer has another price on that day';
    expect(await taken(1.9, 2.4)).toEqual({ offers: [['l4', 0.5]], heldBack: [reason, reason] });
  });

  test('with the same price is one offer', async () => {
    const offers = [
      ['h100-sxm', 1.9],
      ['l4', 0.5],
    ];
    expect(await taken(1.9, 1.9)).toEqual({ offers, heldBack: [] });
  });
});

test('a list without a needed column is refused in a sentence', async () => {
  await expect(readFromLoopback(FEED, 'gpu,price\nh100,2\n')).rejects.toThrow(
    /^The data from prices\.example\.com: .*"provider" is missing/,
  );
});

test('a range replaces any offer, however far its price is, and drops what it no longer lists', async () => {
  const header = ['gpu', 'provider', 'plan', 'usd_per_gpu_hour'];
  const range = (...lines: (string | number)[][]) =>
    ownGpuPriceRange({ address: 'Sheet1!A1:D9', dates1904: false, cells: [header, ...lines, ['', '', '', '']] });
  const listed = {
    ...OFFER,
    usd_per_gpu_hour: 9,
    checked: '2026-11-01',
    source: 'silybench-data: https://example.com',
  };
  const against: PricesInForce = { asOf: '2026-11-20', llmRows: [], gpuOffers: [listed], sources: [] };
  const accept = async (prices: PricesInForce, list: ReturnType<typeof range>) => {
    const proposal = await collectPrices([list], prices);
    return { ...prices, ...applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))) };
  };
  const first = await accept(against, range(['h100-sxm', 'acme', 'reserved', 1.9], ['l4', 'acme', 'spot', 0.5]));
  expect(first.gpuOffers.map(({ gpu, usd_per_gpu_hour: usd }) => [gpu, usd])).toEqual([
    ['h100-sxm', 1.9],
    ['l4', 0.5],
  ]);
  expect(first.sources).toMatchObject([{ source: 'own-gpu-prices: Sheet1!A1:D9', rows: 2, licence: 'your own' }]);
  const second = await accept(first, range(['h100-sxm', 'acme', 'reserved', 1.8]));
  expect(second.gpuOffers.map(({ gpu, usd_per_gpu_hour: usd }) => [gpu, usd])).toEqual([['h100-sxm', 1.8]]);
});
