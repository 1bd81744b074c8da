import { recalculateAll } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { pricesOf } from '../support/rewrittenPlan';
import { copyOf, isClose, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

const EMBEDDED = { ...PRICES, llm: pricesOf('openai/gpt-4o', 'google/gemini-2.5-pro', 'anthropic/claude-sonnet-4-5') };

test('S04 under German settings, with decimal commas, a copy recalculates to the same numbers', async () => {
  // fractions of tokens on both sides of the threshold of 200,000: averages of a plan are no whole numbers
  const rows = [
    ['gemini-2.5-pro', 1000.5, 100.25, { formula: '=LLMCOST(A1,B1,C1)' }, { formula: '=1.5&""' }],
    ['gemini-2.5-pro', 200_000.5, 1.5, { formula: '=LLMCOST(A2,B2,C2)' }, { formula: '=LLMCOST(A2,200000.5,1.5)' }],
    [
      'gpt-4o',
      1.25,
      0,
      { formula: '=LLMCOST(A3,B3,C3,,,"batch")' },
      { formula: '=LLMCOST(A3,1000.5,0,1.25,,,"2026-01-15")' },
    ],
    [
      'gpt-4o',
      46_037,
      null,
      { formula: '=LLMCOST(A4,1000,100,,,,B4)' },
      { formula: '=LLMPRICE("gemini-2.5-pro","output")' },
    ],
    [
      'H100',
      0.125,
      null,
      { formula: '=GPUPRICE(A5)*B5' },
      { formula: '=GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.55,"buy","staff_fte=0.25")' },
    ],
    [
      'gpt-4o',
      0.25,
      null,
      { formula: '=GPUFIT("llama-3.3-70b","H200","fp8",8000,B6*8)' },
      { formula: '=INDEX(LLMCOMPARE(A6,1000.5,100),2,2)', value: 0.0035 },
    ],
    [
      null,
      null,
      null,
      { formula: '=LLMCOST("gpt-4o",OFFSET(B1,0,0),1.5)', value: 0.00251625 },
      { formula: '=LLMROUTE(1000.5,0.001,0.01,0.25)' },
    ],
  ];
  const { bytes, report } = await copyOf(await workbookOf(rows), { embedded: EMBEDDED });
  expect(report.frozen.length).toBe(2);
  const stored = readSheetValues(bytes);
  const [german] = await recalculateAll([bytes], 'de-DE');
  const [english] = await recalculateAll([bytes]);
  expect([valueIn(german, 'Plan!E1'), valueIn(english, 'Plan!E1')]).toEqual(['1,5', '1.5']);
  for (const sheet of english.keys()) {
    const different = [...(english.get(sheet) ?? [])].filter(([address, value]) => {
      const other = german.get(sheet)?.get(address);
      return typeof value === 'number' ? !isClose(other, value) : JSON.stringify(other) !== JSON.stringify(value);
    });
    expect([sheet, different.filter(([address]) => `${sheet}!${address}` !== 'Plan!E1')]).toEqual([sheet, []]);
  }
  const places = rows
    .flatMap((_, row) => ['D', 'E'].map((column) => `Plan!${column}${row + 1}`))
    .filter((place) => place !== 'Plan!E1');
  expect(places.filter((place) => !isClose(valueIn(german, place), Number(valueIn(stored, place))))).toEqual([]);
  expect(valueIn(german, 'Self-test!B3')).toBe('PASS');
});
