import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import { readGpuOffers } from '../../src/catalog/readGpuOffers';
import { gpuPayback } from '../../src/functions/gpuPayback';
import { gpuPrice } from '../../src/functions/gpuPrice';
import { gpuTokenCost } from '../../src/functions/gpuTokenCost';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const GPUPRICE = callable(gpuPrice, EMBEDDED_CONTEXT);
const GPUPAYBACK = callable(gpuPayback, EMBEDDED_CONTEXT);

describe('GPUPRICE', () => {
  it('gives the median on demand, with low, high and count on request', () => {
    // tgarg01/silybench-data: 2.4024 (2026-10-19), 2.69, 3.49, 3.85, 3.99, 4.29, 10.9791 (2026-09-25)
    expect(GPUPRICE('H100')).toBe(3.85);
    expect(['low', 'high', 'count'].map((measure) => GPUPRICE('H100', '', '', measure))).toEqual([2.4024, 10.9791, 7]);
  });

  it('knows a GPU by its alias and a provider in any case', () => {
    expect(GPUPRICE('nvidia h100', 'GCP', 'spot')).toBe(6.571);
    expect(GPUPRICE('h100-sxm', 'Lambda')).toBeCloseTo((3.99 + 4.29) / 2, 12);
  });

  it('spills for a range of GPUs, an unknown one keeping its own error', () => {
    expect(GPUPRICE([['A10'], ['H1000'], ['GH200']])).toEqual([
      [1.29],
      [expect.stringContaining('#N/A No rental price')],
      [2.29],
    ]);
  });

  it('lists every offer with source and date', () => {
    const table = GPUPRICE('L40S', '', '', 'all') as unknown[][];
    expect(table).toHaveLength(1 + 3 + 4);
    expect(table[1]).toEqual([
      'runpod',
      'L40S - Community Cloud',
      'on_demand',
      0.79,
      '',
      '2026-09-25',
      'tgarg01/silybench-data prices/gpu_hourly.yaml (data CC BY 4.0)',
    ]);
    expect(table[4].slice(0, 4)).toEqual(['median', '', '', 1.09]);
  });

  it.each([
    [['', 'gcp'], '#VALUE! Put the name in quotes'],
    [[100], '#VALUE! Put the name in quotes'],
    [['H100', 'nobody'], '#N/A No such on_demand offer of H100 from nobody. There are: '],
    [['H100', '', 'sometimes'], '#VALUE! plan must be one of on_demand, reserved, spot, any.'],
    [['MI300X'], '#N/A No such on_demand offer of MI300X. There are: semianalysis reserved.'],
  ])('refuses %p with a sentence', (args, sentence) => {
    expect(String(GPUPRICE(...args))).toContain(sentence);
  });
});

describe('an offer of the table that cannot be read', () => {
  const OFFERS = [
    ['H100', 'acme', 'on_demand', 2, '2026-11-01', 'acme.example'],
    ['H100', 'lambda', 'on_demand', '2,29', '2026-11-01', 'lambda.example'],
    ['H100', 'acme', 'spot', 1, '2026-11-01', 'acme.example'],
    ['L40S', '', 'reserved', 0.8, '2026-11-01', 'quote 17'],
    ['L40S', 'acme', 'on_demand', 0.9, '2026-11-01', 'acme.example'],
    ['A100', 'acme', 'sometimes', 1.2, '2026-11-01', 'acme.example'],
    ['A100', 'acme', 'spot', 0.7, '2026-11-01', 'acme.example'],
    ['T4', 'acme', 'on_demand', -0.3, '2026-11-01', 'acme.example'],
  ];
  const snapshot = { id: 'test', asOf: '2026-11-01', origin: 'workbook' } as const;
  const header = ['gpu', 'provider', 'plan', 'usd_per_gpu_hour', 'checked', 'source'];
  const { offers, rejected } = readGpuOffers([header, ...OFFERS]);
  const gpuPrices = compileGpuPrices({ snapshot, rows: offers, rejected });
  const own = callable(gpuPrice, { ...EMBEDDED_CONTEXT, gpuPrices });
  const NOT_A_NUMBER =
    '#N/A Row 2 of GPU Prices was not admitted: usd_per_gpu_hour is not a number. Mend or delete it.';

  it('has no median without it, and no other figure', () => {
    expect(own('H100')).toBe(NOT_A_NUMBER);
    expect(['low', 'high', 'count', 'all'].map((measure) => own('nvidia h100', '', '', measure))).toEqual(
      Array.from({ length: 4 }, () => NOT_A_NUMBER),
    );
    expect([own('H100', 'Lambda'), own('H100', '', 'any')]).toEqual([NOT_A_NUMBER, NOT_A_NUMBER]);
  });

  it('is nothing to what it could not have answered', () => {
    expect([own('H100', 'acme'), own('H100', '', 'spot'), own('L40S')]).toEqual([2, 1, 0.9]);
  });

  it('could be of any provider, or of any plan, where these cannot be read', () => {
    const withoutName = '#N/A Row 4 of GPU Prices was not admitted: provider is not a name. Mend or delete it.';
    expect(own('L40S', 'acme', 'reserved')).toBe(withoutName);
    expect(own('A100', 'acme', 'spot')).toContain('#N/A Row 6 of GPU Prices was not admitted: plan must be one of');
    expect(own('A100', 'lambda', 'spot')).toContain('#N/A No such spot offer of A100 from lambda.');
  });

  it('is named although its GPU has no other', () => {
    expect(own('T4')).toContain('#N/A Row 8 of GPU Prices was not admitted: usd_per_gpu_hour is -0.3');
  });

  it('leaves no default to what needs the rent of a GPU', () => {
    const perMTok = callable(gpuTokenCost, { ...EMBEDDED_CONTEXT, gpuPrices });
    expect(perMTok('llama-3.1-8b', 'H100', 1000, 200)).toBe(NOT_A_NUMBER);
    expect(typeof perMTok('llama-3.1-8b', 'L40S', 1000, 200)).toBe('number');
  });
});

describe('GPUPAYBACK', () => {
  it('is upfront ÷ monthly saving', () => {
    expect(GPUPAYBACK(24_000, 285_000, 9_000)).toBe(19);
  });

  it('answers in words when there is no number', () => {
    expect(GPUPAYBACK(9_000, 285_000, 9_000)).toBe('#N/A never: the savings do not add up to the upfront cost.');
    expect(GPUPAYBACK(24_000, 285_000, 9_000, 0, 0, 18)).toBe(
      "#N/A not within the hardware's life: 19.0 months, and it lasts 18.",
    );
  });

  it.each([
    [[-1, 1, 1], '#VALUE! api_monthly must be at least 0'],
    [['24000', 1, 1], '#VALUE! api_monthly must be a number, not text'],
    [[1, 1, 1, 10], '#VALUE! discount_rate must be at most 1; it is 10. Write 10 % as 0.1.'],
    [[1, 1, 1, 0, 1], '#VALUE! api_decline must be at most 0.99'],
    [[1, 1, 1, 0, 0, 0], '#VALUE! life_months must be more than 0'],
    [[1, 1], '#VALUE! running_monthly is missing'],
  ])('refuses %p with a sentence', (args, sentence) => {
    expect(String(GPUPAYBACK(...args))).toContain(sentence);
  });
});
