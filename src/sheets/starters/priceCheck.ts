import { A, B, C, COUNT, DATE, DraftCells, E, F, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { EXAMPLE, putInputs, putOpening, RATE, statedPrice } from './opening';

const ANSWER_ROW = 4;
const INPUTS_ROW = 10;
const COMPANY_ROW = 18;
const BILL_ROW = 23;
/** Header, at most eight lines, total. */
const BILL_ROWS = 10;
const MODELS_ROW = BILL_ROW + BILL_ROWS + 2;
const COMPARE_ROW = MODELS_ROW + 5;
const OTHER_MODELS = ['gpt-5-mini', 'claude-haiku-4-5', 'gemini-2.5-flash'];
const WIDTH = 9;

const [MODEL, INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS, REQUESTS] = [1, 2, 3, 4, 5].map(
  (index) => `B${INPUTS_ROW + index}`,
);
const TOKENS = `${INPUT_TOKENS},${OUTPUT_TOKENS},${CACHED_TOKENS}`;

/** One request: its standard price, its price by contract, the bill behind it, and what other models would cost. */
export function priceCheck(): SheetDraft {
  const cells = new DraftCells();
  const [list, company, difference] = [1, 2, 3].map((offset) => ANSWER_ROW + offset);
  putOpening(cells, 'Price check: one request, line by line', `B${list}`);
  const companyPrices = `A${COMPANY_ROW}:D${COMPANY_ROW + 2}`;
  cells.put(
    [ANSWER_ROW, A],
    [
      ['Answer', 'USD per request', 'USD per month', 'of standard', 'What it means'],
      priced(
        'Standard price',
        list,
        `=LLMCOST(${MODEL},${TOKENS})`,
        'Your own price where the price tables hold one, otherwise the list price.',
      ),
      priced(
        'Company price',
        company,
        `=LLMCOST(${MODEL},${TOKENS},,,,${companyPrices})`,
        'At the company prices below; #N/A where they lack the model, never 0.',
      ),
      priced('Difference', difference, `=B${company}-B${list}`, 'Company price less standard price.'),
      [
        'Bill adds up',
        { formula: `=IF(ABS(${billTotal()}-B${list})<0.000000000001,"yes","no")` },
        null,
        null,
        'The total of the bill below, against the standard price.',
      ],
    ],
  );
  cells.looks([ANSWER_ROW, A], 1, WIDTH, 'columnHeader');
  cells.looks([list, A], 4, 4, 'result');
  cells.face([ANSWER_ROW, B], 5, 3, { align: 'right' });
  cells.face([ANSWER_ROW, E], 5, 1, { indent: 1 });
  cells.looks([list, E], 4, 1, 'explanation');

  putInputs(cells, INPUTS_ROW, WIDTH, [
    ['Model', 'gpt-5.1', statedPrice(MODEL)],
    ['Input tokens per request', { value: 3_000, format: COUNT }, EXAMPLE],
    ['Of them from the cache', { value: 1_200, format: COUNT }, EXAMPLE],
    ['Output tokens per request', { value: 500, format: COUNT }, EXAMPLE],
    ['Requests per month', { value: 100_000, format: COUNT }, EXAMPLE],
  ]);

  cells.heading(
    [COMPANY_ROW - 1, A],
    'Company prices, USD per 1M tokens. EXAMPLE: made-up figures, put those of your contract',
  );
  cells.put(
    [COMPANY_ROW, A],
    [
      ['model', 'input', 'output', 'cached input'],
      ['gpt-5.1', ...[1, 8, 0.1].map((value) => ({ value, format: RATE }))],
      ['claude-haiku-4-5', ...[0.9, 4.5, 0.09].map((value) => ({ value, format: RATE }))],
    ],
  );
  cells.looks([COMPANY_ROW, A], 1, WIDTH, 'columnHeader');
  cells.looks([COMPANY_ROW + 1, A], 2, 4, 'input');
  cells.face([COMPANY_ROW + 1, A], 2, 1, { align: 'left' });
  cells.face([COMPANY_ROW, B], 1, 3, { align: 'right' });

  cells.heading(
    [BILL_ROW - 1, A],
    'The bill behind the standard price: every line with its rate, the rule, the source and the day it was checked',
  );
  cells.put([BILL_ROW, A], [[{ formula: `=LLMEXPLAIN(${MODEL},${TOKENS})` }]]);
  cells.looks([BILL_ROW, A], 1, WIDTH, 'columnHeader');
  cells.formats([BILL_ROW + 1, B], BILL_ROWS - 1, [COUNT, RATE, 'General', SMALL_MONEY, 'General', 'General', DATE]);
  cells.face([BILL_ROW, B], BILL_ROWS, 4, { align: 'right' });
  cells.face([BILL_ROW, F], BILL_ROWS, 1, { indent: 1 });

  cells.heading([MODELS_ROW - 1, A], 'The same request with other models, cheapest first');
  cells.put([MODELS_ROW, A], [[{ formula: `=${MODEL}` }], ...OTHER_MODELS.map((model) => [model])]);
  cells.looks([MODELS_ROW + 1, A], OTHER_MODELS.length, 1, 'input');
  cells.face([MODELS_ROW + 1, A], OTHER_MODELS.length, 1, { align: 'left' });
  cells.put([COMPARE_ROW, A], [[{ formula: `=LLMCOMPARE(A${MODELS_ROW}:A${MODELS_ROW + 3},${TOKENS})` }]]);
  cells.looks([COMPARE_ROW, A], 1, WIDTH, 'columnHeader');
  cells.formats([COMPARE_ROW + 1, C], 4, [SMALL_MONEY, '0.0×', COUNT, DATE]);
  cells.face([COMPARE_ROW, C], 5, E - C + 1, { align: 'right' });
  cells.face([COMPARE_ROW, F], 5, 1, { indent: 1 });

  return { name: 'Price check', rows: cells.rows(), columnWidthsPoints: [160, 100, 96, 92, 92, 270, 172, 78, 48] };
}

function billTotal(): string {
  const last = BILL_ROW + BILL_ROWS - 1;
  return `INDEX(E${BILL_ROW}:E${last},MATCH("total",A${BILL_ROW}:A${last},0))`;
}

function priced(label: string, row: number, formula: string, meaning: string): CellContent[] {
  return [
    label,
    { formula, format: SMALL_MONEY },
    { formula: `=B${row}*${REQUESTS}`, format: MONEY },
    { formula: `=B${row}/B${ANSWER_ROW + 1}`, format: SHARE },
    meaning,
  ];
}
