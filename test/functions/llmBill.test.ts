import { compileCatalog } from '../../src/catalog/compileCatalog';
import { llmBill } from '../../src/functions/llmBill';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const bill = callable(llmBill, EMBEDDED_CONTEXT);
const TABLE = [
  [
    'model',
    'input',
    'cache_write',
    'cache_write_1h',
    'output',
    'web_search_per_1k',
    'request_per_1k',
    'image_each',
    'tier',
    'multiplier',
    'ctx_from',
  ],
  ['m', 2, 2.5, 4, 8, 10, '', '256x256=0.01; 1024x1024=0.04', '', '', ''],
  ['m', 4, '', '', 12, '', '', '', '', '', 1_001],
  ['m', '', '', '', '', '', '', '', 'batch', 0.5, ''],
  ['asks', 1, '', '', 1, '', 5, '', '', '', ''],
];
const own = (usage: unknown, context?: unknown, model = 'm') => bill(model, usage, context, TABLE);

describe('LLMBILL', () => {
  it('takes rows of unit and quantity, or text', () => {
    expect(
      bill('gpt-4o', [
        ['Input', 1000],
        ['Output', 100],
      ]),
    ).toBe(0.0035);
    expect(bill('gpt-4o', 'input=1000; output=100')).toBe(0.0035);
  });

  it('adds fees to tokens', () => {
    expect(own('input=1000; output=100; web_search=2; images:1024x1024=3')).toBeCloseTo(
      0.002 + 0.0008 + 0.02 + 0.12,
      12,
    );
  });

  it('keeps writes for five minutes unless the context says an hour', () => {
    expect(own('input=1000; cache_write=400')).toBeCloseTo(0.0012 + 0.001, 12);
    expect(own('input=1000; cache_write=400', 'ttl=1h')).toBeCloseTo(0.0012 + 0.0016, 12);
    expect(own('input=1000; cache_write=300; cache_write_1h=100', 'ttl=5m')).toBeCloseTo(0.0012 + 0.00075 + 0.0004, 12);
    expect(own('input=1', 'ttl=2h')).toBe('#VALUE! ttl in context must be one of 5m, 1h.');
  });

  it('chooses the long-context rate by the average prompt when there are several requests', () => {
    expect(own('input=10000')).toBeCloseTo(0.04, 12);
    expect(own('input=10000; requests=10')).toBeCloseTo(0.02, 12);
  });

  it('charges the fee of one request, or of as many as are given', () => {
    expect(own('input=0', undefined, 'asks')).toBe(0.005);
    expect(own('input=0; requests=1000', undefined, 'asks')).toBe(5);
    expect(own('input=0; requests=0', undefined, 'asks')).toBe(0);
  });

  it('prices by tier, region and moment of the context', () => {
    expect(own('input=1000; output=100', 'tier=batch')).toBeCloseTo(0.0014, 12);
    expect(bill('claude-opus-5', 'input=1000000', 'region=us')).toBeCloseTo(5.5, 12);
    expect(bill('deepseek-v4-pro', 'input=1000000', [['at', '2026-11-23T02:00Z']])).toBe(1.32);
    const excelNumber = 46_349 + 2 / 24; // 2026-11-23 02:00
    expect(bill('deepseek-v4-pro', 'input=1000000', [['at', excelNumber]])).toBe(1.32);
  });

  it.each([
    ['tokens=5', undefined, '#VALUE! Unknown unit "tokens": write input'],
    ['input=-5', undefined, '#VALUE! The quantity of input must be at least 0; it is -5.'],
    ['input=many', undefined, '#VALUE! The quantity of input must be a number.'],
    ['input=10; cached_input=11', undefined, '#VALUE! cached_input (11) is a part of input (10) and cannot exceed it.'],
    ['input=10; web_search=1; maps=1', undefined, '#N/A m has no price for maps. Add it to the price table.'],
    ['input=10; images=1', undefined, '#N/A m has no price for images.'],
    ['input=10; images:64x64=1', undefined, '#N/A m has no price for images:64x64.'],
    ['input=10', 'tier=turbo', '#N/A m has no turbo price. It has: standard, batch.'],
    ['input=10', 'region=us', '#N/A m has no price for region us. It has: one price for all regions.'],
    ['input=10', 'at=2025-02-30', '#VALUE! at in context must be a date'],
    ['input=10', 'speed=fast', '#VALUE! Unknown key "speed" in context. Known: tier, region, at, ttl.'],
    ['input=10', 'tier=1', '#VALUE! tier in context must be text in quotes.'],
  ])('F05 F07 refuses %j with %j', (usage, context, sentence) => {
    expect(own(usage, context)).toContain(sentence);
  });

  it('converts other currencies by the rates table', () => {
    const rows = [{ provider: 'p', model: 'm', input: 10, output: 20, currency: 'EUR' }];
    const snapshot = { id: 's', asOf: '2026-11-23', origin: 'workbook' } as const;
    const prices = compileCatalog({ snapshot, rows, exchangeRates: new Map([['EUR', { usd: 1.08, from: '' }]]) });
    expect(callable(llmBill, { ...EMBEDDED_CONTEXT, prices })('m', 'input=1000000')).toBe(10.8);
    const withoutRates = compileCatalog({ snapshot, rows });
    expect(callable(llmBill, { ...EMBEDDED_CONTEXT, prices: withoutRates })('m', 'input=1000000')).toContain(
      '#N/A No exchange rate for EUR',
    );
  });
});
