import { A, B, C, COUNT, DATE, DraftCells, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { putOpening } from './opening';

const MODELS = ['gpt-5.1', 'gpt-5-mini', 'claude-haiku-4-5', 'gemini-2.5-flash', 'deepseek-v4-flash'];

const TIMES = '0.0×';
/** Cost, times the cheapest, context window, date of the price. */
const COMPARE_FORMATS = [SMALL_MONEY, TIMES, COUNT, DATE];

const INPUTS_ROW = 4;
const MODELS_ROW = 11;
const LAST_MODEL_ROW = MODELS_ROW + MODELS.length - 1;
const COMPARE_ROW = LAST_MODEL_ROW + 6;

/** Five models compared on a support chat; every figure is a formula over the inputs and the add-in's prices. */
export function supportChat(): SheetDraft {
  const cells = new DraftCells();
  putOpening(cells, 'Support chat: five models compared', `B${MODELS_ROW}`);

  cells.put(
    [INPUTS_ROW, A],
    [
      ['Requests per month', { value: 250_000, format: COUNT }],
      ['Input tokens per request', { value: 1_800, format: COUNT }],
      ['Output tokens per request', { value: 350, format: COUNT }],
      ['Cached share of the input', { value: 0.6, format: SHARE }],
    ],
  );
  cells.looks([INPUTS_ROW, B], 4, 1, 'input');

  cells.put(
    [MODELS_ROW - 1, A],
    [['Model', 'USD per request', 'USD per month', '× cheapest', 'Input USD/1M', 'Output USD/1M', 'Price checked']],
  );
  cells.put(
    [MODELS_ROW, A],
    MODELS.map((model, i) => modelRow(model, MODELS_ROW + i)),
  );
  cells.face([MODELS_ROW, A], MODELS.length, 1, { look: 'input', align: 'left' });
  cells.face([MODELS_ROW - 1, B], MODELS.length + 1, 6, { align: 'right' });

  const costs = `C${MODELS_ROW}:C${LAST_MODEL_ROW}`;
  const names = `A${MODELS_ROW}:A${LAST_MODEL_ROW}`;
  cells.put(
    [LAST_MODEL_ROW + 2, A],
    [
      [
        'Cheapest per month',
        { formula: `=INDEX(${names},MATCH(MIN(${costs}),${costs},0))` },
        { formula: `=MIN(${costs})`, format: MONEY },
      ],
      ['Dearest costs more by', null, { formula: `=MAX(${costs})-MIN(${costs})`, format: MONEY }],
    ],
  );
  cells.looks([LAST_MODEL_ROW + 2, A], 2, 3, 'result');
  cells.face([LAST_MODEL_ROW + 2, B], 2, 2, { align: 'right' });

  cells.heading([COMPARE_ROW - 1, A], 'The same in one formula, sorted: it spills');
  cells.put([COMPARE_ROW, A], [[{ formula: `=LLMCOMPARE(${names},B5,B6,B5*B7)` }]]);
  cells.looks([COMPARE_ROW, A], 1, 7, 'columnHeader');
  cells.formats([COMPARE_ROW + 1, C], MODELS.length, COMPARE_FORMATS);
  cells.face([COMPARE_ROW, C], MODELS.length + 1, COMPARE_FORMATS.length, { align: 'right' });

  const noteRow = COMPARE_ROW + MODELS.length + 2;
  cells.put(
    [noteRow, A],
    [
      ['Prices are the add-in’s, each with a source and a date; =LLMSOURCE("gpt-5.1") names them.'],
      ['“Insert price tables” in the pane puts them into this workbook, where you can change them.'],
    ],
  );
  cells.looks([noteRow, A], 2, 1, 'note');

  const table = { row: MODELS_ROW - 2, column: A, rows: MODELS.length + 1, columns: 7 };
  return {
    name: 'Support chat',
    rows: cells.rows(),
    columnWidthsPoints: [150, 108, 92, 78, 86, 90, 92],
    tables: [{ name: 'SupportChat', rect: table }],
  };
}

/** Row numbers as they are seen. The inputs stand in B4:B7. */
function modelRow(model: string, row: number): CellContent[] {
  const cheapest = `MIN($C$${MODELS_ROW}:$C$${LAST_MODEL_ROW})`;
  return [
    model,
    { formula: `=LLMCOST(A${row},$B$5,$B$6,$B$5*$B$7)`, format: SMALL_MONEY },
    { formula: `=B${row}*$B$4`, format: MONEY },
    { formula: `=C${row}/${cheapest}`, format: TIMES },
    { formula: `=LLMPRICE(A${row},"input")`, format: '$0.00' },
    { formula: `=LLMPRICE(A${row},"output")`, format: '$0.00' },
    { formula: `=LLMSOURCE(A${row},"checked")` },
  ];
}
