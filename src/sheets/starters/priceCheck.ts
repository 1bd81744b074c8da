import { A, B, C, COUNT, DATE, DraftCells, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { putOpening } from './opening';

const CHECKED = 7;
const RATE = '$0.000';
const BILL_ROW = 16;
/** Header, at most eight lines, total. */
const BILL_ROWS = 10;
const COMPANY_ROW = BILL_ROW + BILL_ROWS + 2;
const DIFFERENCE_ROW = COMPANY_ROW + 5;
const MODELS_ROW = DIFFERENCE_ROW + 6;
const COMPARE_ROW = MODELS_ROW + 5;
const OTHER_MODELS = ['gpt-5-mini', 'claude-haiku-4-5', 'gemini-2.5-flash'];

/** One request: its price, the bill behind it, a company's own price beside it, and what other models would cost. */
export function priceCheck(): SheetDraft {
  const cells = new DraftCells();
  putOpening(cells, 'Price check: one request, line by line', 'B10');

  cells.put(
    [4, A],
    [
      ['Model', 'gpt-5.1'],
      ['Input tokens per request', { value: 3_000, format: COUNT }],
      ['Of them from the cache', { value: 1_200, format: COUNT }],
      ['Output tokens per request', { value: 500, format: COUNT }],
      ['Requests per month', { value: 100_000, format: COUNT }],
    ],
  );
  cells.looks([4, B], 5, 1, 'input');

  cells.put(
    [10, A],
    [
      ['List price per request', { formula: '=LLMCOST(B4,B5,B7,B6)', format: SMALL_MONEY }],
      ['List price per month', { formula: '=B10*B8', format: MONEY }],
      ['Bill adds up to it', { formula: `=IF(ABS(${billTotal()}-B10)<0.000000000001,"yes","no")` }],
    ],
  );
  cells.looks([10, A], 2, 2, 'result');
  cells.face([10, B], 3, 1, { align: 'right' });

  cells.heading(
    [BILL_ROW - 1, A],
    'The bill behind it: every line with its rate, the rule, the source and the day it was checked',
  );
  cells.put([BILL_ROW, A], [[{ formula: '=LLMEXPLAIN(B4,B5,B7,B6)' }]]);
  cells.looks([BILL_ROW, A], 1, 9, 'columnHeader');
  cells.formats([BILL_ROW + 1, B], BILL_ROWS - 1, [COUNT, RATE, 'General', SMALL_MONEY]);
  cells.formats([BILL_ROW + 1, CHECKED], BILL_ROWS - 1, [DATE]);
  cells.face([BILL_ROW, B], BILL_ROWS, 4, { align: 'right' });

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
  cells.looks([COMPANY_ROW, A], 1, 4, 'columnHeader');
  cells.looks([COMPANY_ROW + 1, A], 2, 4, 'input');
  cells.face([COMPANY_ROW + 1, A], 2, 1, { align: 'left' });
  cells.face([COMPANY_ROW, B], 1, 3, { align: 'right' });

  const prices = `A${COMPANY_ROW}:D${COMPANY_ROW + 2}`;
  const [list, company, difference] = [1, 2, 3].map((offset) => DIFFERENCE_ROW + offset);
  cells.put(
    [DIFFERENCE_ROW, A],
    [
      ['The same request', 'USD per request', 'USD per month', 'of list price'],
      priced('List price', list, '=B10', list),
      priced('Company price', company, `=LLMCOST(B4,B5,B7,B6,,,,${prices})`, list),
      priced('Difference', difference, `=B${company}-B${list}`, list),
    ],
  );
  cells.looks([DIFFERENCE_ROW, A], 1, 4, 'columnHeader');
  cells.face([DIFFERENCE_ROW, B], 4, 3, { align: 'right' });
  cells.looks([difference, A], 1, 4, 'result');

  cells.heading([MODELS_ROW - 1, A], 'The same request with other models, cheapest first');
  cells.put([MODELS_ROW, A], [[{ formula: '=B4' }], ...OTHER_MODELS.map((model) => [model])]);
  cells.looks([MODELS_ROW + 1, A], OTHER_MODELS.length, 1, 'input');
  cells.face([MODELS_ROW + 1, A], OTHER_MODELS.length, 1, { align: 'left' });
  cells.put([COMPARE_ROW, A], [[{ formula: `=LLMCOMPARE(A${MODELS_ROW}:A${MODELS_ROW + 3},B5,B7,B6)` }]]);
  cells.looks([COMPARE_ROW, A], 1, 7, 'columnHeader');
  cells.formats([COMPARE_ROW + 1, C], 4, [SMALL_MONEY, '0.0×', COUNT, DATE]);
  cells.face([COMPARE_ROW, C], 5, 4, { align: 'right' });

  cells.put(
    [COMPARE_ROW + 6, A],
    [['A model that is not in the company’s range shows #N/A there: a missing price is never zero.']],
  );
  cells.looks([COMPARE_ROW + 6, A], 1, 1, 'note');

  return {
    name: 'Price check',
    rows: cells.rows(),
    columnWidthsPoints: [150, 92, 84, 84, 84, 270, 172, 78, 44],
  };
}

function billTotal(): string {
  const last = BILL_ROW + BILL_ROWS - 1;
  return `SUMIF(A${BILL_ROW}:A${last},"total",E${BILL_ROW}:E${last})`;
}

function priced(label: string, row: number, formula: string, listRow: number): CellContent[] {
  return [
    label,
    { formula, format: SMALL_MONEY },
    { formula: `=B${row}*B8`, format: MONEY },
    { formula: `=B${row}/B${listRow}`, format: SHARE },
  ];
}
