import type { CellInput, CellStyle, Rect, SheetStore } from '../excel-host/sheetStore';

const MODELS = ['gpt-5.1', 'gpt-5-mini', 'claude-haiku-4-5', 'gemini-2.5-flash', 'deepseek-v4-flash'];

const MONEY = '$#,##0';
const SMALL_MONEY = '$0.000000';
const COUNT = '#,##0';
const TIMES = '0.0×';
/** Cost, times the cheapest, context window, date of the price. */
const COMPARE_FORMATS = [SMALL_MONEY, TIMES, COUNT, 'yyyy-mm-dd'];

const INPUTS_ROW = 4;
const MODELS_ROW = 11;
const LAST_MODEL_ROW = MODELS_ROW + MODELS.length - 1;
const COMPARE_ROW = LAST_MODEL_ROW + 6;

/** Five models compared on a support chat; every figure is a formula over the inputs and the add-in's prices. */
export function fillStarterSheet(store: SheetStore, sheet: string): void {
  const put = (address: Cell, rows: (CellInput | string | number | null)[][]) => {
    const [row, col] = address;
    const cells = rows.map((line) => line.map((cell) => (isInput(cell) ? cell : { value: cell })));
    store.write(sheet, { row: row - 1, col, rows: cells.length, cols: cells[0].length }, cells);
  };
  const style = ([row, col]: Cell, rows: number, cols: number, looks: CellStyle) =>
    store.setStyle(sheet, { row: row - 1, col, rows, cols }, looks);

  COLUMN_WIDTHS_POINTS.forEach((points, col) => store.setColumnWidth(sheet, col, 1, points));

  put([1, A], [['Support chat: five models compared']]);
  put([2, A], [['Change a number in blue, or a model’s name: every cost follows, because all of them are formulas.']]);
  style([1, A], 1, 1, { bold: true, size: 16, color: '#16324f' });
  style([2, A], 1, 1, { color: SOFT });

  put(
    [INPUTS_ROW, A],
    [
      ['Requests per month', { value: 250_000, format: COUNT }],
      ['Input tokens per request', { value: 1_800, format: COUNT }],
      ['Output tokens per request', { value: 350, format: COUNT }],
      ['Cached share of the input', { value: 0.6, format: '0%' }],
    ],
  );
  style([INPUTS_ROW, B], 4, 1, { color: '#0b5cad', fill: '#eaf3fc', align: 'Right' });

  put(
    [MODELS_ROW - 1, A],
    [['Model', 'USD per request', 'USD per month', '× cheapest', 'Input USD/1M', 'Output USD/1M', 'Price checked']],
  );
  put(
    [MODELS_ROW, A],
    MODELS.map((model, i) => modelRow(model, MODELS_ROW + i)),
  );
  const table: Rect = { row: MODELS_ROW - 2, col: A, rows: MODELS.length + 1, cols: 7 };
  store.putTable({ id: 'support-chat', name: 'SupportChat', sheet, rect: table });
  style([MODELS_ROW - 1, B], MODELS.length + 1, 6, { align: 'Right' });

  const costs = `C${MODELS_ROW}:C${LAST_MODEL_ROW}`;
  const names = `A${MODELS_ROW}:A${LAST_MODEL_ROW}`;
  put(
    [LAST_MODEL_ROW + 2, A],
    [
      [
        'Cheapest per month',
        { formula: `=INDEX(${names},MATCH(MIN(${costs}),${costs},0))` },
        { formula: `=MIN(${costs})`, format: MONEY },
      ],
      ['Dearest costs more by', '', { formula: `=MAX(${costs})-MIN(${costs})`, format: MONEY }],
    ],
  );
  style([LAST_MODEL_ROW + 2, A], 2, 3, { bold: true });
  style([LAST_MODEL_ROW + 2, B], 2, 2, { align: 'Right' });

  put([COMPARE_ROW - 1, A], [['The same in one formula, sorted: it spills']]);
  style([COMPARE_ROW - 1, A], 1, 1, { bold: true, color: '#16324f' });
  put([COMPARE_ROW, A], [[{ formula: `=LLMCOMPARE(${names},B5,B6,B5*B7)` }]]);
  style([COMPARE_ROW, A], 1, 7, { bold: true, fill: '#f0f2f5' });
  put(
    [COMPARE_ROW + 1, C],
    MODELS.map(() => COMPARE_FORMATS.map((format) => ({ format }))),
  );
  style([COMPARE_ROW, C], MODELS.length + 1, COMPARE_FORMATS.length, { align: 'Right' });

  const noteRow = COMPARE_ROW + MODELS.length + 2;
  put(
    [noteRow, A],
    [
      ['Prices are the add-in’s, each with a source and a date; =LLMSOURCE("gpt-5.1") names them.'],
      ['“Insert price tables” in the pane puts them into this workbook, where you can change them.'],
    ],
  );
  style([noteRow, A], 2, 1, { color: SOFT, italic: true });
}

type Cell = [row: number, col: number];
const [A, B, C] = [0, 1, 2];
const SOFT = '#57606a';
const COLUMN_WIDTHS_POINTS = [150, 108, 92, 78, 86, 90, 92];

/** Row numbers as they are seen. The inputs stand in B4:B7. */
function modelRow(model: string, row: number): (CellInput | string)[] {
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

function isInput(cell: CellInput | string | number | null): cell is CellInput | null {
  return typeof cell === 'object';
}
