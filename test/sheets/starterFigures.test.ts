import type { DraftValue, SheetDraft } from '../../src/sheets/sheetDraft';
import { breakEven } from '../../src/sheets/starters/breakEven';
import { modelRouting } from '../../src/sheets/starters/modelRouting';
import { STARTER_SHEETS } from '../../src/sheets/starters/starterSheets';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { newWorkbook } from '../../src/portable/xlsx/newWorkbook';
import { calculateWithExcelts, type CalculatedValue } from '../../src/tooling/calculateWithExcelts';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

jest.setTimeout(60_000);

type Figures = ReadonlyMap<string, CalculatedValue>;

/** The sheet calculated with the embedded prices: our functions by themselves, the formulas around them by excelts. */
async function figures(draft: SheetDraft, changes: Readonly<Record<string, DraftValue>> = {}): Promise<Figures> {
  const rows = draft.rows.map((line) => [...line]);
  for (const [address, value] of Object.entries(changes)) {
    const [, letter, row] = /^([A-Z])(\d+)$/.exec(address)!;
    rows[Number(row) - 1][letter.charCodeAt(0) - 65] = { value };
  }
  const ourFunctionIds = FUNCTION_DEFINITIONS.map(({ id }) => id);
  const book = await newWorkbook([{ ...draft, rows }], { ourFunctionIds });
  return (await calculateWithExcelts(book, EMBEDDED_CONTEXT)).get(draft.name)!;
}

function expectFigures(sheet: Figures, expected: Readonly<Record<string, number | string>>): void {
  for (const [address, value] of Object.entries(expected)) {
    const shown = sheet.get(address);
    if (typeof value === 'string') expect([address, shown]).toEqual([address, value]);
    else expect([address, Number(shown) / value]).toEqual([address, expect.closeTo(1, 7)]);
  }
}

const errorsIn = (sheet: Figures) => [...sheet].filter(([, value]) => typeof value === 'object');

test.each(STARTER_SHEETS.map(({ id, draft }) => [id, draft] as const))(
  '%s shows no error, and no line about missing functions where they are there',
  async (_id, draft) => {
    const sheet = await figures(draft());
    expect(errorsIn(sheet)).toEqual([]);
    expect(sheet.get('A3') ?? '').toBe('');
  },
);

test.each(STARTER_SHEETS.map(({ id, draft }) => [id, draft] as const))(
  '%s says what to do where our functions are unknown',
  async (_id, draft) => {
    const book = await newWorkbook([draft()], { ourFunctionIds: FUNCTION_DEFINITIONS.map(({ id }) => id) });
    const sheet = (await calculateWithExcelts(book)).get(draft().name)!;
    expect(sheet.get('A3')).toMatch(/^#NAME\? below: .* Install the add-in LLM Cost, or open an independent copy/);
  },
);

describe('model routing', () => {
  // every literal from the inputs by hand with 30 digits; list prices in USD per 1M tokens, checked 2026-11-10:
  // gpt-5.1 1.25 and 10, gpt-5-mini 0.25 and 2, claude-sonnet-4-5 3 and 15
  const sheet = figures(modelRouting());

  test('prices one request of each task with the three models', async () => {
    expectFigures(await sheet, {
      B38: 0.00071075, C38: 0.00355375, D38: 0.00663, // 1,155 in, 211 out
      B39: 0.000165, C39: 0.000825, D39: 0.0018, // 500, 20
      B40: 0.00242725, C40: 0.01213625, D40: 0.025977, // 6,909, 350
      B41: 0.00303475, C41: 0.01517375, D41: 0.035796, // 11,587, 69
    }); // prettier-ignore
  });

  test('takes the share that the small model solves from the pilot, and the low end of Wilson’s interval', async () => {
    expectFigures(await sheet, { G31: 160 / 200, G32: 190 / 200, G33: 66 / 120, G34: 30 / 100 });
    // the interval of 40 escalated of 200 ends at .2608552 (strategy reference, section 15)
    expect((await sheet).get('F38')).toBeCloseTo(0.2608552, 7);
    expectFigures(await sheet, { H31: 0.7391448129, H32: 0.9104218515, H33: 0.4608154335, H34: 0.2189488524 });
    expectFigures(await sheet, {
      E38: 0.2,
      E39: 0.05,
      E40: 0.45,
      E41: 0.7,
      F39: 0.0895781485,
      F40: 0.5391845665,
      F41: 0.7810511476,
    });
  });

  test('says how much a cascade may escalate: 1 − (small + judge) ÷ strong', async () => {
    expectFigures(await sheet, { G38: 0.743721421, G39: 0.5575757576, G40: 0.783520445, G41: 0.7868193426 });
    expectFigures(await sheet, { H38: 'yes', H39: 'yes', H40: 'yes', H41: 'yes' });
  });

  test('prices each task in three ways, and the cheapest of them at the pessimistic share', async () => {
    // router: requests × (0.0001 + solved × (small + 0.1 × strong) + (1 − solved) × strong)
    // cascade: requests × (small + 0.0002 + (1 − solved) × strong)
    expectFigures(await sheet, {
      B44: 3198.375, C44: 1497.285, D44: 1459.35, E44: 'Cascade', F44: 1459.35, G44: 1653.987709, H44: 1739.025,
      B45: 990, C45: 451.65, D45: 487.5, E45: 'Router', F45: 451.65, G45: 479.0776569, H45: 538.35,
      B46: 2184.525, C46: 1361.482875, D46: 1455.94125, E46: 'Router', F46: 1361.482875, G46: 1497.861016, H46: 823.042125,
      B47: 1365.6375, C47: 1087.853625, D47: 1247.07375, E47: 'Router', F47: 1087.853625, G47: 1165.334166, H47: 277.783875,
      B48: 7738.5375, C48: 4398.2715, D48: 4649.865, F48: 4360.3365, G48: 4796.260547, H48: 3378.201, B35: 2_370_000,
    }); // prettier-ignore
  });

  test('asks the gate: a saving that pays the building back after three years is no reason to build', async () => {
    expectFigures(await sheet, {
      B5: 'NOT YET', E5: 'It pays back in 39.8 months, later than the 6 that are acceptable.',
      B6: 7738.5375, C6: 7738.5375, B7: 4360.3365, C7: 4796.260547,
      B8: 678.201, C8: 242.2769529, // less 2,700 a month
      B9: 39.81120641, C9: 111.4427092, // 27,000 ÷ saving
      B10: -19268.17775, C10: -24237.92455, // Σ saving ÷ 1.1^(month ÷ 12), 12 months, − 27,000
      B11: 2.131311902, // (2,700 + 27,000 ÷ 6) ÷ (7,738.5375 − 4,360.3365)
      B12: 'Stay with gpt-5.1 alone, and measure. Look again at 2.1 times this traffic.',
      B13: 'all pass',
    }); // prettier-ignore
  });

  test('says what a backup costs and how many requests it saves', async () => {
    expectFigures(await sheet, {
      B51: 0.995, C51: 0.999995, // 1 − 0.005 × 0.001
      B52: 11_850, C52: 11.85, // of 2,370,000
      B53: 7699.844813, // 0.995 × 7,738.5375
      C53: 7779.88719, // and 0.005 × 0.999 × 16,024.5 at the backup's prices
    }); // prettier-ignore
  });

  test('the gate opens at the traffic that it names, and not below', async () => {
    const requests = (factor: number) => ({
      B31: 900_000 * factor,
      B32: 1_200_000 * factor,
      B33: 180_000 * factor,
      B34: 90_000 * factor,
    });
    expect((await figures(modelRouting(), requests(2.13))).get('B5')).toBe('NOT YET');
    const open = await figures(modelRouting(), requests(2.14));
    expect(open.get('B5')).toBe('ADD ROUTING');
    expect(open.get('B12')).toBe('Build it, beginning with: Answer customers. Keep measuring.');
  });

  test('a small model that costs as much as the strong one is never worth routing to, and that is no error', async () => {
    const same = await figures(modelRouting(), { B17: 'gpt-5.1' });
    expect(errorsIn(same)).toEqual([]);
    expectFigures(same, { B5: 'NOT YET', B9: 'never', B11: 'never', E44: 'Strong alone', G38: 'never', H38: 'no' });
    expect(same.get('B12')).toBe('Stay with gpt-5.1 alone, and measure. No traffic makes it pay at these shares.');
  });

  test('a model without a price is #N/A down to the verdict, never a saving', async () => {
    const unknown = await figures(modelRouting(), { B17: 'no-such-model' });
    for (const address of ['B5', 'B7', 'B11', 'B12', 'G38', 'H38', 'E44'])
      expect([address, unknown.get(address)]).toEqual([address, { error: '#N/A' }]);
  });
});

describe('break-even', () => {
  const sheet = figures(breakEven());
  const number = async (address: string) => Number((await sheet).get(address));
  const numbers = (...addresses: string[]) => Promise.all(addresses.map(number));

  test('holds the whole cost of own GPUs against the API, per month and per 1M tokens', async () => {
    expectFigures(await sheet, {
      C6: 45_000, // 10 million × (1,200 × 1.25 + 300 × 10) ÷ 1M
      // two servers of 285,200, by hand: annuity 15,333.49, power 735.50, space 2,280, maintenance 5,347.50,
      // 0.41 people 7,380, set-up 788.68; 10 % a year over 48 months
      C7: 31_865.174,
      C8: 13_134.8269,
      C30: 3,
      C31: 2.12434493, // 31,865.174 over 15,000 million tokens
      C34: 0.54457847, // (7,380 + 788.68) ÷ 15,000
    });
    const [busy, idle, people] = await numbers('C32', 'C33', 'C34');
    expect(busy + idle + people).toBeCloseTo(2.1243448, 6);
    expect(Math.min(busy, idle, people)).toBeGreaterThan(0);
  });

  test('says on top that the server price is a placeholder, with its verdict at both ends', async () => {
    expectFigures(await sheet, { A12: 'Price of one server', B12: 171_120, C12: 285_200, D12: 399_280 }); // ±40 %
    expect((await sheet).get('F12')).toBe(
      'PLACEHOLDER, not a quote: market figures, low to high. Put your quote into B24.',
    );
    expectFigures(await sheet, {
      B5: 'self-hosting is cheaper',
      C5: 'self-hosting is cheaper',
      D5: 'self-hosting is cheaper',
      C13: 'all pass',
    });
    const [best, base, worst] = await numbers('B10', 'C10', 'D10');
    expect(best).toBeLessThan(base);
    expect(base).toBeLessThan(worst);
  });

  test('a quote has no band of its own, and the flag is gone', async () => {
    const quoted = await figures(breakEven(), { B24: 300_000 });
    expectFigures(quoted, { B12: 300_000, C12: 300_000, D12: 300_000, F12: 'Your price: no band.', C13: 'all pass' });
  });

  test('names the load of each speed: the peak is the least, memory full the most', async () => {
    expectFigures(await sheet, { B46: 'Your peak', C46: 'Planned most', D46: 'Memory full' });
    for (const row of [47, 48]) {
      const [peak, planned, full] = await numbers(`B${row}`, `C${row}`, `D${row}`);
      expect(peak).toBeLessThan(planned);
      expect(planned).toBeLessThan(full);
    }
    expectFigures(await sheet, { B47: 3.805175038 }); // 7.610350076 at the peak, on two replicas
  });

  test('rented GPUs are asked by the same sheet', async () => {
    const rented = await figures(breakEven(), { B22: 'rent' });
    expect(errorsIn(rented)).toEqual([]);
    expectFigures(rented, { A12: 'Rent of one GPU-hour', E12: 'USD per GPU-hour', C12: 3.85, C13: 'all pass' });
  });
});
