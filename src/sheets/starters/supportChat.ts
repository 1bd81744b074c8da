import { A, B, C, COUNT, D, DATE, DraftCells, E, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { EXAMPLE, putInputs, putOpening, RATE } from './opening';

const MODELS = ['gpt-5.1', 'gpt-5-mini', 'claude-haiku-4-5', 'gemini-2.5-flash', 'deepseek-v4-flash'];

const TIMES = '0.0×';
/** Cost, times the cheapest, context window, date of the price. */
const COMPARE_FORMATS = [SMALL_MONEY, TIMES, COUNT, DATE];
const WIDTH = 7;

const ANSWER_ROW = 4;
const INPUTS_ROW = 9;
const MODELS_ROW = 16;
const LAST_MODEL_ROW = MODELS_ROW + MODELS.length - 1;
const COMPARE_ROW = LAST_MODEL_ROW + 3;
const [REQUESTS, INPUT_TOKENS, OUTPUT_TOKENS, CACHED_SHARE] = [1, 2, 3, 4].map((index) => `$B$${INPUTS_ROW + index}`);

/** Five models compared on a support chat; every figure is a formula over the inputs and the add-in's prices. */
export function supportChat(): SheetDraft {
  const cells = new DraftCells();
  putOpening(cells, 'Support chat: five models compared', `B${MODELS_ROW}`);

  const costs = `C${MODELS_ROW}:C${LAST_MODEL_ROW}`;
  const names = `A${MODELS_ROW}:A${LAST_MODEL_ROW}`;
  const model = (extreme: string) => ({ formula: `=INDEX(${names},MATCH(${extreme}(${costs}),${costs},0))` });
  const cost = (formula: string) => ({ formula: `=${formula}`, format: MONEY });
  cells.put(
    [ANSWER_ROW, A],
    [
      ['Answer', 'Model', 'USD per month', 'What it means'],
      [
        'Cheapest',
        model('MIN'),
        cost(`MIN(${costs})`),
        'The same traffic on each; what the answers are worth is not counted.',
      ],
      ['Dearest', model('MAX'), cost(`MAX(${costs})`)],
      ['Difference', null, cost(`C${ANSWER_ROW + 2}-C${ANSWER_ROW + 1}`)],
    ],
  );
  cells.looks([ANSWER_ROW, A], 1, WIDTH, 'columnHeader');
  cells.looks([ANSWER_ROW + 1, A], 3, 3, 'result');
  cells.face([ANSWER_ROW, B], 4, 2, { align: 'right' });
  cells.face([ANSWER_ROW, D], 4, 1, { indent: 1 });
  cells.looks([ANSWER_ROW + 1, D], 1, 1, 'explanation');

  putInputs(cells, INPUTS_ROW, WIDTH, [
    ['Requests per month', { value: 250_000, format: COUNT }, EXAMPLE],
    [
      'Input tokens per request',
      { value: 1_800, format: COUNT },
      'EXAMPLE; chats measured elsewhere have 1,155 on average, says =LLMWORKLOAD().',
    ],
    [
      'Output tokens per request',
      { value: 350, format: COUNT },
      'EXAMPLE; chats measured elsewhere have 211 on average.',
    ],
    ['Cached share of the input', { value: 0.6, format: SHARE }, EXAMPLE],
  ]);

  cells.put(
    [MODELS_ROW - 1, A],
    [['Model', 'USD per request', 'USD per month', '× cheapest', 'Input USD/1M', 'Output USD/1M', 'Price checked']],
  );
  cells.put(
    [MODELS_ROW, A],
    MODELS.map((name, i) => modelRow(name, MODELS_ROW + i)),
  );
  cells.looks([MODELS_ROW - 1, A], 1, WIDTH, 'result'); // bold where a table's own style is not drawn
  cells.face([MODELS_ROW, A], MODELS.length, 1, { look: 'input', align: 'left' });
  cells.face([MODELS_ROW - 1, B], MODELS.length + 1, WIDTH - 1, { align: 'right' });

  cells.heading([COMPARE_ROW - 1, A], 'The same in one formula, sorted: it spills');
  cells.put(
    [COMPARE_ROW, A],
    [[{ formula: `=LLMCOMPARE(${names},${INPUT_TOKENS},${OUTPUT_TOKENS},${INPUT_TOKENS}*${CACHED_SHARE})` }]],
  );
  cells.looks([COMPARE_ROW, A], 1, WIDTH, 'columnHeader');
  cells.formats([COMPARE_ROW + 1, C], MODELS.length, COMPARE_FORMATS);
  cells.face([COMPARE_ROW, C], MODELS.length + 1, COMPARE_FORMATS.length, { align: 'right' });
  cells.face([COMPARE_ROW, E + 2], MODELS.length + 1, 1, { indent: 1 });

  const noteRow = COMPARE_ROW + MODELS.length + 2;
  cells.put(
    [noteRow, A],
    [
      ['Prices are the add-in’s, each with a source and a date; =LLMSOURCE("gpt-5.1") names them.'],
      ['“Insert price tables” in the pane puts them into this workbook, where you can change them.'],
    ],
  );
  cells.looks([noteRow, A], 2, 1, 'note');

  const table = { row: MODELS_ROW - 2, column: A, rows: MODELS.length + 1, columns: WIDTH };
  return {
    name: 'Support chat',
    rows: cells.rows(),
    columnWidthsPoints: [160, 116, 100, 84, 96, 96, 96],
    tables: [{ name: 'SupportChat', rect: table }],
  };
}

/** Row numbers as they are seen. */
function modelRow(model: string, row: number): CellContent[] {
  const cheapest = `MIN($C$${MODELS_ROW}:$C$${LAST_MODEL_ROW})`;
  const cached = `${INPUT_TOKENS}*${CACHED_SHARE}`;
  return [
    model,
    { formula: `=LLMCOST(A${row},${INPUT_TOKENS},${OUTPUT_TOKENS},${cached})`, format: SMALL_MONEY },
    { formula: `=B${row}*${REQUESTS}`, format: MONEY },
    { formula: `=C${row}/${cheapest}`, format: TIMES },
    { formula: `=LLMPRICE(A${row},"input")`, format: RATE },
    { formula: `=LLMPRICE(A${row},"output")`, format: RATE },
    { formula: `=LLMSOURCE(A${row},"checked")` },
  ];
}
