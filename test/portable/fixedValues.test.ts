import { adapt } from '../../src/functions/adapter';
import { callText } from '../../src/functions/callText';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { BASES_OF } from '../../src/portable/basisOfFunctions';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import type { DraftCell, SheetDraft } from '../../src/sheets/sheetDraft';
import { calculateWithExcelts, type CalculatedSheets } from '../../src/tooling/calculateWithExcelts';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';
import { recalculateAll } from '../support/libreOffice';
import { changed, fewCopyOf, NOT_AVAILABLE, valueIn, workbookOf } from './support';

jest.setTimeout(300_000);

/** The row of a model's first line on a price sheet, and the column of a header, both from 0. */
async function priceCell(book: Uint8Array, model: string, header: string, sheet = 'LLM Prices') {
  const cells = (await openWorkbook(book)).cells(sheet);
  const row = cells.find(({ value }) => value === model)?.row ?? -1;
  const column = cells.find((cell) => cell.row === 0 && String(cell.value).startsWith(header))?.column ?? -1;
  return { sheet, row, column };
}

function withPrice(
  book: Uint8Array,
  at: Awaited<ReturnType<typeof priceCell>>,
  value: number | string | null,
): Promise<Uint8Array> {
  return changed(book, (file) => file.setValue(at.sheet, at.row, at.column, value));
}

// A2 is plain, A1 compares models, which no plain formula does; GPUFIT knows no prices.
// gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output, https://developers.openai.com/api/docs/pricing, 2026-11-23
const PLAN = () =>
  workbookOf([
    [{ formula: '=INDEX(LLMCOMPARE({"gpt-4o";"gpt-4o-mini"},1000,100),2,2)', value: 0.0035 }],
    [{ formula: '=LLMCOST("gpt-4o",1000,100)', value: 0.0035 }],
    [{ formula: '=GPUFIT("llama-3.3-70b","H200","fp8")', value: 1 }],
    ['gpt-4o', { formula: '=LLMCOST(A4,1000,100)', value: 0.0035 }],
  ]);

test('a fixed value that rests on prices gives way when any price is changed, emptied or typed anew, and says why', async () => {
  const { bytes, report } = await fewCopyOf(await PLAN());
  expect(report.frozen.map(({ place }) => place)).toEqual(['Plan!A1', 'Plan!A3']);
  const input = await priceCell(bytes, 'gpt-4o-mini', 'Input (');
  const mine = await priceCell(bytes, 'gpt-4o', 'My output');
  const effective = (await openWorkbook(bytes))
    .cells('Effective prices')
    .find(({ formula, value }) => formula !== undefined && value === 2.5);
  const books = [
    bytes,
    await withPrice(bytes, input, 0.151),
    await withPrice(bytes, mine, 0),
    await withPrice(bytes, input, null),
    await changed(bytes, (file) =>
      file.setValue('Effective prices', effective?.row ?? -1, effective?.column ?? -1, 2.6),
    ),
    await changed(bytes, (file) => file.setValue('Plan', 3, 0, 'gpt-4o-mini')),
  ];
  const kept = [0.0035, 1, 0, ''];
  const gone = [NOT_AVAILABLE, 1, 1, 'model prices were changed'];
  const all = [
    ...(await recalculateAll(books)),
    ...(await Promise.all(books.map((book) => calculateWithExcelts(book)))),
  ];
  const seen = all.map((sheets) => [
    ...['Plan!A1', 'Plan!A3', 'Fixed values!B4', 'Fixed values!G10'].map((place) => valueIn(sheets, place) ?? ''),
  ]);
  expect(seen).toEqual([kept, gone, gone, gone, gone, kept, kept, gone, gone, gone, gone, kept]);
});

test('two prices that changed places are a change, although their sum is the same', async () => {
  const { bytes } = await fewCopyOf(await PLAN());
  const first = await priceCell(bytes, 'gpt-4o', 'Input (');
  const second = await priceCell(bytes, 'gpt-4o-mini', 'Input (');
  // 2.50 and 0.15 USD per 1M tokens, the same source
  const swapped = await withPrice(await withPrice(bytes, first, 0.15), second, 2.5);
  const sheets = [...(await recalculateAll([swapped])), await calculateWithExcelts(swapped)];
  expect(sheets.map((each) => valueIn(each, 'Plan!A1'))).toEqual([NOT_AVAILABLE, NOT_AVAILABLE]);
});

test('prices of the workbook’s own table are watched also where no plain formula uses them, with lists in one cell', async () => {
  const prices = {
    name: 'LLM Prices',
    rows: [
      ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'Image each (USD)', 'Source'],
      ['own', 'our-model', 1, 2, 'hd=0.08; standard=0.04', 'contract 7'],
    ],
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 2, columns: 6 } }],
  };
  const { bytes } = await fewCopyOf(
    await workbookOf([[{ formula: '=INDEX(LLMCOMPARE("our-model",1000,100),2,2)', value: 0.0012 }]], prices),
  );
  const list = { sheet: 'LLM Prices', row: 1, column: 4 };
  const books = [
    bytes,
    await withPrice(bytes, list, 'hd=0.09; standard=0.04'),
    await withPrice(bytes, { ...list, column: 3 }, 3),
  ];
  expect((await recalculateAll(books)).map((sheets) => valueIn(sheets, 'Plan!A1'))).toEqual([
    0.0012,
    NOT_AVAILABLE,
    NOT_AVAILABLE,
  ]);
});

/** A price table with own prices: the input rates 1, 10, 3 and 4 USD per 1M tokens, and 0.5 of the user's own for mc. */
const OWN = (change: (rows: (DraftCell | string | number | null)[][]) => void = () => undefined): SheetDraft => {
  const rows = [
    ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'My input (USD/1M)', 'My output (USD/1M)', 'Source'],
    ['own', 'ma', 1, 2, null, null, 'contract 7'],
    ['own', 'mb', 10, 20, null, null, 'contract 7'],
    ['own', 'mc', 3, 5, 0.5, null, 'contract 7'],
    ['own', 'md', 4, 6, null, null, 'contract 7'],
  ];
  change(rows);
  return {
    name: 'LLM Prices',
    rows,
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 5, columns: 7 } }],
  };
};
// (1,000 × 10 + 100 × 20) / 1M, and (1,000 × 0.5 + 100 × 5) / 1M
const COMPARED = [
  [{ formula: '=INDEX(LLMCOMPARE({"mb"},1000,100),2,3)', value: 0.012 }],
  [{ formula: '=INDEX(LLMCOMPARE({"mc"},1000,100),2,3)', value: 0.001 }],
];
const MY_INPUT = 4;
const own = (row: number, column = MY_INPUT) => ({ sheet: 'LLM Prices', row, column });
const compared = (sheets: CalculatedSheets) => ['Plan!A1', 'Plan!A2'].map((place) => valueIn(sheets, place));
const STANDS = [0.012, 0.001];
const GONE = [NOT_AVAILABLE, NOT_AVAILABLE];

test('a price that moved to another row is a change, also to the blank one below, also when it is 0', async () => {
  const { bytes } = await fewCopyOf(await workbookOf(COMPARED, OWN()));
  const free = await fewCopyOf(
    await workbookOf(
      [[{ formula: '=INDEX(LLMCOMPARE({"mb"},1000,100),2,3)', value: 0.012 }]],
      OWN((rows) => (rows[3][4] = 0)),
    ),
  );
  const moved = (book: Uint8Array, to: number, usd: number) =>
    changed(book, (file) => {
      file.setValue('LLM Prices', 3, MY_INPUT, null);
      file.setValue('LLM Prices', to, MY_INPUT, usd);
    });
  const books = [bytes, await moved(bytes, 2, 0.5), await moved(bytes, 4, 0.5), await moved(free.bytes, 2, 0)];
  const seen = [
    ...(await recalculateAll(books)),
    ...(await Promise.all(books.map((book) => calculateWithExcelts(book)))),
  ].map(compared);
  const expected = [STANDS, GONE, GONE, [NOT_AVAILABLE, undefined]];
  expect(seen).toEqual([...expected, ...expected]);
});

test('a price column with errors or with formulas that show nothing is what it was until it is changed', async () => {
  const withErrors = OWN((rows) => {
    rows[1][5] = { formula: '=NA()', value: { error: '#N/A' } };
    rows[2][5] = 20;
    rows[3][5] = 5;
    rows[4][4] = { formula: '=IF(A1="x",1,"")', value: '' };
  });
  const { bytes } = await fewCopyOf(await workbookOf(COMPARED, withErrors));
  const books = [
    bytes,
    await changed(bytes, (file) => {
      file.setValue('LLM Prices', 2, 5, 5);
      file.setValue('LLM Prices', 3, 5, 20);
    }),
    await withPrice(bytes, own(1, 5), null),
    await changed(bytes, (file) => {
      file.setValue('LLM Prices', 1, 5, null);
      file.setFormula('LLM Prices', 4, 5, 'NA()', { error: '#N/A' });
    }),
    await withPrice(bytes, own(4), 1),
  ];
  const seen = [
    ...(await recalculateAll(books)),
    ...(await Promise.all(books.map((book) => calculateWithExcelts(book)))),
  ].map(compared);
  const expected = [STANDS, GONE, GONE, GONE, GONE];
  expect(seen).toEqual([...expected, ...expected]);
});

test('lists of prices in any number of rows, and of any length, are watched to the last one', async () => {
  const sizes = Array.from({ length: 200 }, (_, index) => `${index}x${index}=0.04`).join('; ');
  const lists = Array.from({ length: 300 }, (_, index) => (index === 7 ? sizes : 'hd=0.08; standard=0.04'));
  expect(sizes.length).toBe(2578);
  const prices = {
    name: 'LLM Prices',
    rows: [
      ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'Image each (USD)', 'Source'],
      ...lists.map((list, index) => ['own', `our-model-${index}`, 1, 2, list, 'contract 7']),
    ],
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 301, columns: 6 } }],
  };
  const { bytes } = await fewCopyOf(
    await workbookOf([[{ formula: '=INDEX(LLMCOMPARE("our-model-1",1000,100),2,2)', value: 0.0012 }]], prices),
  );
  const list = (row: number) => ({ sheet: 'LLM Prices', row, column: 4 });
  const books = [
    bytes,
    await withPrice(bytes, list(299), 'hd=0.09; standard=0.04'),
    await withPrice(bytes, list(8), sizes.replace('199x199=0.04', '199x199=0.05')),
  ];
  const all = [...(await recalculateAll(books)), await calculateWithExcelts(books[1])];
  expect(all.map((sheets) => valueIn(sheets, 'Plan!A1'))).toEqual([
    0.0012,
    NOT_AVAILABLE,
    NOT_AVAILABLE,
    NOT_AVAILABLE,
  ]);
});

test('rents and assumptions are watched too', async () => {
  const book = await workbookOf([
    [{ formula: '=GPUBREAKEVEN("gpt-4o","llama-3.3-70b","H100",5000000,1000,300,"rent","months")', value: 7 }],
    [{ formula: '=GPUTCO("gpus=8; gpu=H100; ownership=buy","monthly")' }],
    [{ formula: '=GPUPRICE("H100")' }],
  ]);
  const { bytes } = await fewCopyOf(book);
  const facts = (await openWorkbook(bytes)).cells('Model and GPU facts');
  const power = facts.find(({ value }) => String(value).startsWith('power_usd_per_kwh'))?.row ?? -1;
  const rent = await priceCell(bytes, 'on_demand', 'USD per GPU', 'GPU Prices');
  const books = [
    bytes,
    await changed(bytes, (file) => file.setValue('Model and GPU facts', power, 2, 0.2)),
    await withPrice(bytes, rent, 99),
  ];
  const seen = (await recalculateAll(books)).map((sheets) => [
    typeof valueIn(sheets, 'Plan!A1'),
    valueIn(sheets, 'Fixed values!G10') ?? '',
  ]);
  expect(seen).toEqual([
    ['number', ''],
    ['object', 'assumptions were changed'],
    ['object', 'GPU prices were changed'],
  ]);
});

test('a long range of inputs is compared cell by cell, once for all that look at it', async () => {
  const rows = Array.from({ length: 150 }, (_, index) => [
    index % 2 === 0 ? 'gpt-4o' : 'gpt-4o-mini',
    ...(index < 2 ? [{ formula: `=INDEX(LLMCOMPARE($A$1:$A$150,${index + 1}000,100),2,2)`, value: 0.0035 }] : []),
  ]);
  const { bytes } = await fewCopyOf(await workbookOf(rows));
  const books = [bytes, await changed(bytes, (file) => file.setValue('Plan', 149, 0, 'gpt-4o'))];
  const seen = (await recalculateAll(books)).map((sheets) =>
    ['B1', 'B2'].map((cell) => typeof valueIn(sheets, `Plan!${cell}`)),
  );
  expect(seen).toEqual([
    ['number', 'number'],
    ['object', 'object'],
  ]);
  const compared = (await openWorkbook(bytes)).cells('Fixed values').filter(({ value }) => value === 'Plan!A1:A150');
  expect(compared.length).toBeLessThan(5);
});

test('what cannot be compared is named', async () => {
  const { bytes } = await fewCopyOf(
    await workbookOf([[{ formula: '=GPUFIT("llama-3.3-70b","H200","fp8",8000,[1]Plan!A1+B1)', value: 1 }, 4]]),
  );
  expect(valueIn((await recalculateAll([bytes]))[0], 'Fixed values!G10')).toBe('[1]Plan!A1 cannot be compared');
});

test('a name that stands for a fixed value gives way as well', async () => {
  const book = await changed(
    await workbookOf([['llama-3.3-70b', { formula: '=Needed*2' }, { formula: '=LLMCOST("gpt-4o",1000,100)' }]]),
    (file) => file.addDefinedName('Needed', 'LLMCOMPARE("gpt-4o",1000,100)+GPUFIT(Plan!$A$1,"H200","fp8")'),
  );
  const { bytes, report } = await fewCopyOf(book);
  expect(report.frozen.map(({ place }) => place)).toEqual(['defined name Needed']);
  expect((await openWorkbook(bytes)).definedNames.find(({ name }) => name === 'Needed')?.formula).toBe('NA()');
  const single = await changed(await workbookOf([['llama-3.3-70b', { formula: '=Needed*2' }]]), (file) =>
    file.addDefinedName('Needed', 'GPUFIT(Plan!$A$1,"H200","fp8")'),
  );
  const { bytes: copy } = await fewCopyOf(single);
  const seen = (
    await recalculateAll([copy, await changed(copy, (file) => file.setValue('Plan', 0, 0, 'qwen3-32b'))])
  ).map((sheets) => valueIn(sheets, 'Plan!B1'));
  expect(seen).toEqual([2, NOT_AVAILABLE]);
});

// 0.0035 and 0.00021 USD, as above, for two models
test('a name keeps all of its values, and is #N/A where it means other cells in every place', async () => {
  const book = await changed(
    await workbookOf([
      ['gpt-4o', { formula: '=SUM(Costs)' }, { formula: '=INDEX(Costs,2)' }, { formula: '=Fit' }],
      ['gpt-4o-mini', { formula: '=INDEX(Compared,3,1)' }, { formula: '=INDEX(Compared,2,3)' }, { formula: '=Fit' }],
      ['gpt-4o'],
    ]),
    (file) => {
      file.addDefinedName('Costs', 'LLMCOST(Plan!$A$1:$A$3,1000,100)');
      file.addDefinedName('Compared', 'LLMCOMPARE(Plan!$A$1:$A$2,1000,100)');
      file.addDefinedName('Fit', 'GPUFIT(Plan!$A1,"H200","fp8")');
    },
  );
  const { bytes, report } = await fewCopyOf(book);
  expect(report.frozen.map(({ place, reason }) => `${place}: ${/[(][^(]*[)]$/.exec(reason)?.[0]}`)).toEqual([
    'defined name Costs: (the name stands for the values at the time of the copy)',
    'defined name Compared: (the name stands for the values at the time of the copy)',
    'defined name Fit: (the name is #N/A: it means other cells wherever it is used)',
  ]);
  const books = [bytes, await changed(bytes, (file) => file.setValue('Plan', 1, 0, 'claude-sonnet-4-5'))];
  const seen = (await recalculateAll(books)).map((sheets) =>
    ['B1', 'C1', 'B2', 'C2', 'D1', 'D2'].map((cell) => valueIn(sheets, `Plan!${cell}`)),
  );
  const [NA, SUM] = [NOT_AVAILABLE, 0.00721];
  expect(seen).toEqual([
    [SUM, 0.00021, 'gpt-4o', 0.00021, NA, NA],
    [NA, NA, NA, NA, NA, NA],
  ]);
});

/** What the bodies of functions look at, noted while the examples of their definitions are calculated. */
test('the functions that rest on prices are those that look at them', async () => {
  const touched = new Map<string, Set<string>>();
  for (const definition of FUNCTION_DEFINITIONS) {
    const seen = new Set<string>();
    const context = {
      get prices() {
        seen.add('model prices');
        return EMBEDDED_CONTEXT.prices;
      },
      get gpuPrices() {
        seen.add('GPU prices');
        return EMBEDDED_CONTEXT.gpuPrices;
      },
    };
    for (const { formula } of definition.examples) await adapt(definition, () => context)(...callText(formula).args);
    touched.set(definition.id, seen);
  }
  const declared = (id: string) => (BASES_OF[id] ?? []).filter((basis) => basis !== 'assumptions');
  expect(Object.fromEntries([...touched].map(([id, seen]) => [id, [...seen].sort().reverse()]))).toEqual(
    Object.fromEntries(FUNCTION_DEFINITIONS.map(({ id }) => [id, [...declared(id)].sort().reverse()])),
  );
});
