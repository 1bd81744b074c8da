import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { recalculateAll } from '../support/libreOffice';
import { changed, fewCopyOf, NOT_AVAILABLE, valueIn, workbookOf } from './support';

jest.setTimeout(300_000);

// one H200 of 141 GB holds the 70.6 GB of Llama 3.3 70B in fp8; gpt-4o-mini costs 0.15 and 0.60 USD per 1M tokens
test('cells that INDIRECT, OFFSET, # and ranges between functions point to are watched, and what decides that', async () => {
  const fit = (model: string) => ({ formula: `=GPUFIT(${model},"H200","fp8")`, value: 1 });
  const cheapest = (models: string) => ({ formula: `=INDEX(LLMCOMPARE(${models},1000,100),2,3)`, value: 0.00021 });
  const { bytes } = await fewCopyOf(
    await workbookOf([
      ['llama-3.3-70b', 'A1', 1, fit('INDIRECT("A1")')],
      ['gpt-4o', null, null, fit('INDIRECT(B1)')],
      ['gpt-4o-mini', 3, null, fit('OFFSET(B1,0,-C1)')],
      [null, null, null, cheapest('A2:OFFSET(A2,C1,0)')],
      [null, null, null, cheapest('F1#')],
      [null, null, null, cheapest('A2:INDEX(A1:A9,B3)')],
    ]).then((book) =>
      changed(book, (file) => {
        file.setFormula('Plan', 0, 5, 'A2:A3', 'gpt-4o', { rows: 2, columns: 1 });
        file.setValue('Plan', 1, 5, 'gpt-4o-mini');
      }),
    ),
  );
  const books = [
    bytes,
    await changed(bytes, (file) => file.setValue('Plan', 0, 0, 'qwen3-32b')),
    await changed(bytes, (file) => file.setValue('Plan', 2, 0, 'claude-sonnet-4-5')),
    await changed(bytes, (file) => file.setValue('Plan', 0, 2, 0)),
    await changed(bytes, (file) => file.setValue('Plan', 0, 1, 'A2')),
  ];
  const all = await recalculateAll(books);
  const standing = all.map((sheets) =>
    ['D1', 'D2', 'D3', 'D4', 'D5', 'D6']
      .filter((cell) => typeof valueIn(sheets, `Plan!${cell}`) === 'number')
      .join(' '),
  );
  expect(standing).toEqual(['D1 D2 D3 D4 D5 D6', 'D4 D5 D6', 'D1 D2 D3', 'D1 D2 D5 D6', 'D1 D3 D4 D5 D6']);
});

// gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output, https://developers.openai.com/api/docs/pricing, 2026-11-23:
// 0.0035 USD for each of 1,000,000 requests; the reason is a text
test('a fixed value stands on inputs that were out of date or had no value, as the copy shows them', async () => {
  const reason = (usd: string) => ({ formula: `=LLMROUTINGGATE(${usd}*1000000,100,100,10,,,,,"reason")` });
  const cost = '=LLMCOST("gpt-4o",1000,100)';
  const { bytes, report } = await fewCopyOf(
    await workbookOf([
      [{ formula: cost, value: 0.005 }, reason('A1')],
      [{ formula: cost }, reason('A2')],
      [
        { formula: cost, value: 0.005 },
        { ...reason('SUM(A3)'), value: 'of before' },
      ],
      [{ formula: '=SUM(1,2)' }, { formula: '=GPUFIT("llama-3.3-70b","H200","fp8",A4)', value: 1 }],
    ]),
  );
  expect(report.corrected.map(({ place }) => place)).toEqual(['Plan!A1', 'Plan!A3']);
  const books = [bytes, await changed(bytes, (file) => file.setValue('Plan', 0, 0, 0.005))];
  const seen = (await recalculateAll(books)).map((sheets) =>
    ['B1', 'B2', 'B3', 'B4'].map((cell) => typeof valueIn(sheets, `Plan!${cell}`)),
  );
  // B3 is what Excel calculated for 0.005, and A3 is 0.0035 now
  expect(seen).toEqual([
    ['string', 'string', 'object', 'number'],
    ['object', 'string', 'object', 'number'],
  ]);
  expect(valueIn((await recalculateAll([bytes]))[0], 'Fixed values!G13')).toBe(
    "'Plan'!$A$4 had no value when the copy was made, so that it is not compared",
  );
});

test('a text in other capitals is another text, and a number is not the text of its digits', async () => {
  // "Hello" is one token of gpt-4o and "HELLO" two
  const tokens = (cell: string) => ({ formula: `=LLMTOKENS(${cell},"gpt-4o")`, value: 1 });
  const { bytes } = await fewCopyOf(
    await workbookOf([
      ['Hello', tokens('A1')],
      ['5', tokens('A2')],
    ]),
  );
  const books = [
    bytes,
    await changed(bytes, (file) => file.setValue('Plan', 0, 0, 'HELLO')),
    await changed(bytes, (file) => file.setValue('Plan', 1, 0, 5)),
  ];
  const all = [
    ...(await recalculateAll(books)),
    ...(await Promise.all(books.map((book) => calculateWithExcelts(book)))),
  ];
  const seen = all.map((sheets) => ['B1', 'B2'].map((cell) => valueIn(sheets, `Plan!${cell}`)));
  const expected = [
    [1, 1],
    [NOT_AVAILABLE, 1],
    [1, NOT_AVAILABLE],
  ];
  expect(seen).toEqual([...expected, ...expected]);
});

test('what cannot be known of a formula’s inputs is said, also where nothing else is compared', async () => {
  const fit = (model: string) => [{ formula: `=GPUFIT(${model},"H200","fp8")`, value: 1 }];
  const { bytes } = await fewCopyOf(
    await workbookOf([
      fit('INDIRECT("A"&ROW()*100)'),
      fit('OFFSET(B1,0,NOW())'),
      fit('CHOOSE(1,B1,B2):B3'),
      fit('B1#'),
      [{ formula: '=LLMTOKENS(INDIRECT(CHAR(66)&1),"gpt-4o")', value: 1 }],
    ]),
  );
  const [sheets] = await recalculateAll([bytes]);
  expect([10, 11, 12, 13, 14].map((row) => valueIn(sheets, `Fixed values!G${row}`))).toEqual([
    'what INDIRECT points to cannot be compared',
    'what OFFSET points to cannot be compared; NOW gives another value each time',
    'a range between functions cannot be compared',
    'what a formula spills (#) cannot be compared',
    'what INDIRECT points to cannot be compared',
  ]);
  expect(valueIn(sheets, 'Fixed values!E14')).toBe('not compared');
});

test('a name that means another cell in each row is looked at in the row of the formula', async () => {
  // a file holds the relative part of a name as it is in A1; gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output
  const cost = (value: number) => ({ formula: '=LLMCOST("gpt-4o",Tokens,100)', value });
  const fit = { formula: '=GPUFIT("llama-3.3-70b","H200","fp8",Tokens)', value: 1 };
  const book = await changed(
    await workbookOf([
      [1000, cost(0.0035), fit],
      [2000, cost(0.006), fit],
      [3000, cost(0.0085), fit],
    ]),
    (file) => file.addDefinedName('Tokens', 'Plan!$A1'),
  );
  const { bytes, report } = await fewCopyOf(book);
  expect(report.corrected).toEqual([]);
  const [asMade, edited] = await recalculateAll([
    bytes,
    await changed(bytes, (file) => file.setValue('Plan', 2, 0, 4000)),
  ]);
  const shown = (sheets: typeof asMade, column: string) =>
    [1, 2, 3].map((row) => valueIn(sheets, `Plan!${column}${row}`));
  expect(shown(asMade, 'B')).toEqual([0.0035, 0.006, 0.0085]);
  expect(shown(asMade, 'C')).toEqual([1, 1, 1]);
  expect(shown(edited, 'C')).toEqual([1, 1, NOT_AVAILABLE]);
});
