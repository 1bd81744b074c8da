import { admitRows } from '../../src/catalog/admitRows';
import { ownPriceBlock } from '../../src/feeds/ownPrices/ownPriceBlock';
import { ownPriceFeed, readOwnPrices } from '../../src/feeds/ownPrices/ownPriceFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { readFromLoopback } from '../support/readFromLoopback';
import { rateOf } from './rateOf';

const FEED = ownPriceFeed('https://prices.example.com/list.csv');
const read = (text: string) => readFromLoopback(FEED, text);
const from = { source: 'own-prices: prices.example.com', checked: '2026-11-23' };

test.each([
  ['CSV', 'Provider,Model,Input (USD/1M),Output (USD/1M),Cached input\nopenai,gpt-4o,2.25,9,\n'],
  ['CSV with semicolons and a byte order mark', '\uFEFFprovider;model;input;output\nopenai;gpt-4o;2.25;9\n'],
  ['cells pasted from a sheet', 'provider\tmodel\tinput\toutput\r\nopenai\tgpt-4o\t2.25\t9\r\n\t\t\t\r\n'],
  ['JSON', '[{"provider":"openai","model":"gpt-4o","input":2.25,"output":9,"note":null}]'],
])('a list of one’s own in %s has the columns of the price table', async (_format, text) => {
  const { rows, unreadable } = await read(text);
  expect(unreadable).toEqual([]);
  expect(rows).toEqual([{ provider: 'openai', model: 'gpt-4o', input: 2.25, output: 9, ...from }]);
  expect(admitRows(rows, [], { today: '2026-11-23' })).toMatchObject({ kind: 'admitted', quarantined: [] });
});

test('a range of the workbook is read as it is, dates included', () => {
  const block = [
    ['model', 'input', 'output', 'valid_from', 'checked'],
    ['gpt-4o', 2.25, 9, 46_357, 46_349],
  ];
  expect(readOwnPrices(block, 'Sheet1!A1:E2', '2026-11-23').rows).toEqual([
    {
      provider: '',
      model: 'gpt-4o',
      input: 2.25,
      output: 9,
      valid_from: '2026-12-01',
      checked: '2026-11-23',
      source: 'own-prices: Sheet1!A1:E2',
    },
  ]);
});

test('conditions, factors and a source of their own are kept', async () => {
  const { rows } = await read(
    'provider,model,tier,region,ctx_from,input,multiplier,currency,source,checked\nacme,m,batch,eu,200001,,0.5,EUR,contract 17,2026-10-01',
  );
  expect(rows).toEqual([
    {
      provider: 'acme',
      model: 'm',
      tier: 'batch',
      region: 'eu',
      ctx_from: 200_001,
      multiplier: 0.5,
      currency: 'EUR',
      source: 'own-prices: prices.example.com, contract 17',
      checked: '2026-10-01',
    },
  ]);
});

describe('P08 a line given twice', () => {
  const taken = async (...lines: string[]) => {
    const reading = await read(['provider,model,tier,input,output,multiplier', ...lines].join('\n'));
    const proposal = proposePrices([], reading, { source: FEED.id, today: '2026-11-23', trust: 'own' });
    if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
    return { rows: [...proposal.cards.values()].flatMap(({ rows }) => rows), heldBack: proposal.heldBack };
  };

  test('is one line: batch × 0.5 is half price', async () => {
    const { rows } = await taken('acme,m,,2,4,', 'acme,m,batch,,,0.5', 'acme,M,Batch,,,0.5');
    expect(rows.map(({ tier }) => tier)).toEqual([undefined, 'batch']);
    expect(rateOf(rows, 'input', { tier: 'batch' })).toBe(1);
  });

  test('with another price takes its whole model out, and says so', async () => {
    const { rows, heldBack } = await taken('acme,m,,2,4,', 'acme,m,Batch,1,2,', 'acme,m,batch,0.1,0.2,');
    expect(rows).toEqual([]);
    const reason = 'rows 2 and 3 below the header are the same row with another input';
    expect(heldBack).toEqual([
      { what: 'row 2 below the header, acme/m', reason },
      { what: 'row 3 below the header, acme/m', reason },
    ]);
  });
});

test('P04 prices per token in the place of those per 1M tokens are held back by the admission', async () => {
  const { rows } = await read('provider,model,tier,input,output\nacme,m,,2.5,10\nacme,m,batch,0.00000125,0.000005\n');
  const { quarantined } = admitRows(rows, [], { today: '2026-11-23' });
  expect(quarantined.map(({ row, reason }) => [row.tier, reason])).toEqual([
    ['batch', 'its input price is 0.00000125 USD per 1M tokens: it is in another unit'],
  ]);
});

test.each(['4.10', '1E5', 'TRUE', '2026-11-23'])('P14 the name %s stays the name it is', async (name) => {
  const { rows } = await read(`provider,model,name,input\nacme,${name},${name},1\n`);
  expect(rows).toEqual([{ provider: 'acme', model: name, name, input: 1, ...from }]);
});

test.each([
  [
    'P07 a price in words',
    'openai,gpt-4o,three,9',
    'row 1 below the header, openai/gpt-4o',
    'input is text, not a number',
  ],
  ['a decimal comma', 'openai,gpt-4o,"2,25",9', 'row 1 below the header, openai/gpt-4o', 'input is text, not a number'],
  [
    'a hexadecimal number',
    'openai,gpt-4o,0x10,9',
    'row 1 below the header, openai/gpt-4o',
    'input is text, not a number',
  ],
  [
    'a word that JavaScript counts with',
    'openai,gpt-4o,Infinity,9',
    'row 1 below the header, openai/gpt-4o',
    'input is text, not a number',
  ],
  [
    'a price with its currency',
    'openai,gpt-4o,$2.25,9',
    'row 1 below the header, openai/gpt-4o',
    'input is text, not a number',
  ],
  ['P01 a negative price', 'openai,gpt-4o,-1,9', 'row 1 below the header, openai/gpt-4o', 'input is negative (-1)'],
  ['no model', 'openai,,2.25,9', 'row 1 below the header, openai', 'it has no model'],
  [
    'P13 a formula for a model',
    'openai,"=WEBSERVICE(""https://x/?""&A1)",2.25,9',
    'row 1 below the header, openai/·WEBSERVICE··https://x/···A1·',
    'the model name has characters that no model id has',
  ],
])('%s leaves out that row with the reason', async (_fault, line, what, reason) => {
  const { rows, unreadable } = await read(`provider,model,input,output\n${line}\nopenai,gpt-5,1.25,10\n`);
  expect(rows.map(({ model }) => model)).toEqual(['gpt-5']);
  expect(unreadable).toEqual([{ what, reason }]);
});

test.each([
  [
    'no column for the model',
    'name,input\nx,1',
    /^The data from prices\.example\.com: .*its first row has no column "model"/,
  ],
  ['a column twice', 'model,Input,input\nx,1,2', /the column input is there twice/],
  ['an open quote', 'model,input\n"x,1', /is not valid CSV/],
  ['JSON that is no list', '{"model":"x","input":1}', /is not a list of rows/],
  ['P08 a name twice in a row of JSON', '[{"model":"x","input":1,"input":9}]', /Row 1 .* repeats a name/],
  ['rows within rows', '[{"model":"x","input":{"usd":1}}]', /Row 1 .* is not a set of plain values/],
  ['JSON that is cut off', '[{"model":"x"', /is not valid JSON/],
])('a list with %s is refused as a whole', async (_fault, text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});

test('__proto__ and constructor in JSON are columns of no meaning', () => {
  expect(ownPriceBlock('[{"__proto__":1,"constructor":2,"model":"x","input":1}]', 'a list')).toEqual([
    ['__proto__', 'constructor', 'model', 'input'],
    [1, 2, 'x', 1],
  ]);
});

test('N07 an address that is not https is refused before anything is sent', () => {
  expect(() => ownPriceFeed('http://prices.example.com/list.csv')).toThrow(/https/);
});

test.each([
  ['<img src=x onerror=alert(1)>', 'row 1 below the header, acme/·img·src·x·onerror·alert·1··'],
  ['\\"><svg/onload=alert(1)>', 'row 1 below the header, acme/···svg/onload·alert·1··'],
  ['m'.repeat(5_000), `row 1 below the header, acme/${'m'.repeat(55)}`],
])('X05 a row that is held back is named without markup and in at most 120 signs (%#)', async (model, what) => {
  const { unreadable } = await read(`[{"provider":"acme","model":"${model}","input":"free"}]`);
  expect(unreadable).toEqual([{ what, reason: 'input is text, not a number' }]);
});

test('X05 the sentence about a list that cannot be read quotes nothing of it', async () => {
  await expect(read('[{"model":"<img src=x onerror=alert(1)>"')).rejects.toThrow(
    /^The data from prices\.example\.com is not valid JSON, so nothing was changed\.$/,
  );
});
