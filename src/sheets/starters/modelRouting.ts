import { A, B, COUNT, D, DraftCells, E, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { putInputs, putOpening, statedPrice } from './opening';

/** Requests, tokens and how many of the pilot's requests the small model solved. */
const TASKS = [
  ['Answer customers', 900_000, 1_155, 211, 200, 160],
  ['Sort tickets', 1_200_000, 500, 20, 200, 190],
  ['Summarise documents', 180_000, 6_909, 350, 120, 66],
  ['Agent steps', 90_000, 11_587, 69, 100, 30],
] as const;

const ANSWER_ROW = 4;
const INPUTS_ROW = 15;
const TASKS_ROW = 30;
const REQUEST_ROW = TASKS_ROW + TASKS.length + 3;
const MONTH_ROW = REQUEST_ROW + TASKS.length + 2;
const TOTAL_ROW = MONTH_ROW + TASKS.length + 1;
const BACKUP_ROW = TOTAL_ROW + 2;
const CHECKS_ROW = BACKUP_ROW + 5;
const WIDTH = 8;
/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959964;

const input = (index: number) => `$B$${INPUTS_ROW + index}`;
const [
  STRONG,
  SMALL,
  ROUTER,
  JUDGE,
  MISROUTED,
  BUILD,
  RUN,
  HURDLE,
  RATE,
  HORIZON,
  BACKUP,
  STRONG_ANSWERS,
  BACKUP_ANSWERS,
] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map(input);
const ALL_REQUESTS = `B${TASKS_ROW + TASKS.length + 1}`;
const [BASE, PLANNED, WORST] = ['B', 'F', 'G'].map((column) => `${column}${TOTAL_ROW}`);
const PAYS_FROM = `B${ANSWER_ROW + 7}`;

/** Tasks with a pilot each: one strong model alone, a router or a cascade, and whether routing is worth building. */
export function modelRouting(): SheetDraft {
  const cells = new DraftCells();
  putOpening(cells, 'Which model for which task', `B${REQUEST_ROW + 1}`);
  putLines(cells, ANSWER_ROW, ['Answer', 'Expected', 'Pessimistic', 'Unit', 'What it means'], answerRows());
  cells.looks([ANSWER_ROW + 1, A], 9, 3, 'result');
  cells.face([ANSWER_ROW + 8, B], 1, 1, { align: 'left' });
  putInputs(cells, INPUTS_ROW, WIDTH, inputs());
  putTasks(cells);
  putRequestPrices(cells);
  putMonths(cells);
  putLines(
    cells,
    BACKUP_ROW,
    ['When the strong model fails', 'No backup', 'With backup', 'Unit', 'What it means'],
    backupRows(),
  );
  putLines(cells, CHECKS_ROW, ['Checks', 'Result', '', '', 'What is compared'], checkRows());
  return {
    name: 'Model routing',
    rows: cells.rows(),
    columnWidthsPoints: [184, ...Array<number>(WIDTH - 1).fill(104)],
  };
}

/** Two figures, a unit and a sentence, which runs on over the columns to its right. */
function putLines(cells: DraftCells, row: number, header: CellContent[], rows: CellContent[][]): void {
  cells.put([row, A], [header, ...rows]);
  cells.looks([row, A], 1, WIDTH, 'columnHeader');
  cells.face([row, B], rows.length + 1, 2, { align: 'right' });
  cells.face([row, D], rows.length + 1, 2, { indent: 1 });
  cells.looks([row + 1, E], rows.length, 1, 'explanation');
}

function answerRows(): CellContent[][] {
  const gate = (answer: string, routed = PLANNED, worst = '') =>
    `LLMROUTINGGATE(${BASE},${routed},${BUILD},${RUN},${HURDLE},${RATE},${HORIZON},${worst},"${answer}")`;
  const verdict = `B${ANSWER_ROW + 1}`;
  const [net, worstNet] = ['B', 'C'].map((column) => `${column}${ANSWER_ROW + 4}`);
  const payback = (saving: string, routed: string) => `=IF(${saving}>0,${gate('payback', routed)},"never")`;
  const paysFrom = `MAX((${RUN}+${BUILD}/${HURDLE})/(${BASE}-${PLANNED}),${RUN}/(${BASE}-${WORST}))`;
  const first = `INDEX(${column('A')},MATCH(MAX(${column('H')}),${column('H')},0))`;
  const later = `IF(ISNUMBER(${PAYS_FROM}),"Look again at "&ROUND(${PAYS_FROM},1)&" times this traffic.","No traffic makes it pay at these shares.")`;
  return [
    [
      'Verdict',
      { formula: `=${gate('verdict', PLANNED, WORST)}` },
      null,
      null,
      { formula: `=${gate('reason', PLANNED, WORST)}` },
    ],
    line(
      'Strong model alone',
      [`=${BASE}`, `=${BASE}`],
      MONEY,
      'USD per month',
      'The simple start: one model for every task.',
    ),
    line(
      'With routing',
      [`=${PLANNED}`, `=${WORST}`],
      MONEY,
      'USD per month',
      'Each task the cheapest way; what lower quality costs is not counted.',
    ),
    line(
      'Saving after running cost',
      [`=${gate('net')}`, `=${gate('net', WORST)}`],
      MONEY,
      'USD per month',
      'Less engineers, gateway and evaluations.',
    ),
    line(
      'Paid back after',
      [payback(net, PLANNED), payback(worstNet, WORST)],
      '0.0',
      'months',
      'Building it over the saving, against the longest payback below.',
    ),
    line(
      'Net present value',
      [`=${gate('npv')}`, `=${gate('npv', WORST)}`],
      MONEY,
      'USD',
      'Of the horizon below; negative: the money is better left where it is.',
    ),
    line(
      'Worth building from',
      [`=IF(${BASE}>${WORST},${paysFrom},"never")`],
      '0.0×',
      'times this traffic',
      'From here it pays back in time, and saves at the pessimistic share, too.',
    ),
    [
      'Next step',
      {
        formula: `=IF(${verdict}="ADD ROUTING","Build it, beginning with: "&${first}&". Keep measuring.","Stay with "&${STRONG}&" alone, and measure. "&${later})`,
      },
    ],
    line(
      'Checks',
      [`=IF(AND(${[1, 2, 3].map((index) => `B${CHECKS_ROW + index}="yes"`).join(',')}),"all pass","see below")`],
      'General',
      '',
      `Three comparisons, from row ${CHECKS_ROW} on.`,
    ),
  ];
}

function inputs(): [string, CellContent, CellContent][] {
  const measured = 'EXAMPLE: put what you measure.';
  return [
    ['Strong model', 'gpt-5.1', statedPrice(STRONG)],
    ['Small model', 'gpt-5-mini', statedPrice(SMALL)],
    [
      'Router, USD per request',
      { value: 0.0001, format: SMALL_MONEY },
      'EXAMPLE: what sorting each request to a model costs.',
    ],
    [
      'Judge, USD per answer',
      { value: 0.0002, format: SMALL_MONEY },
      'EXAMPLE: what checking each answer of the small model costs, in a cascade.',
    ],
    [
      'Missed by the router',
      { value: 0.1, format: SHARE },
      'EXAMPLE: answers of the small model that fail and are asked again.',
    ],
    ['Building it, USD', { value: 27_000, format: MONEY }, 'EXAMPLE: six weeks of an engineer at 18,000 a month.'],
    ['Running it, USD per month', { value: 2_700, format: MONEY }, 'EXAMPLE: 15 % of an engineer at 18,000 a month.'],
    ['Longest payback, months', { value: 6, format: COUNT }, 'A choice of this sheet: put the one of your company.'],
    [
      'Cost of capital, per year',
      { value: 0.1, format: SHARE },
      'Usual is 8–12 % when financed: put the one of your company.',
    ],
    [
      'Horizon, months',
      { value: 12, format: COUNT },
      'A choice of this sheet: models and prices change within a year.',
    ],
    ['Backup of another provider', 'claude-sonnet-4-5', statedPrice(BACKUP)],
    ['Strong model answers', { value: 0.995, format: '0.0%' }, measured],
    ['Backup answers', { value: 0.999, format: '0.0%' }, measured],
  ];
}

/** The pessimistic share is the lower end of Wilson's 95 % interval: a small pilot proves little. */
function putTasks(cells: DraftCells): void {
  const wilson = (row: number) => {
    const [solved, asked] = [`G${row}`, `E${row}`];
    return `=MAX(0,(${solved}+${Z}^2/(2*${asked})-${Z}*SQRT(${solved}*(1-${solved})/${asked}+${Z}^2/(4*${asked}^2)))/(1+${Z}^2/${asked}))`;
  };
  const rows = TASKS.map(([task, ...figures], index): CellContent[] => {
    const row = TASKS_ROW + 1 + index;
    return [
      task,
      ...figures.map((value) => ({ value, format: COUNT })),
      { formula: `=F${row}/E${row}`, format: SHARE },
      { formula: wilson(row), format: SHARE },
    ];
  });
  putTable(
    cells,
    TASKS_ROW,
    [
      'Tasks',
      'Requests a month',
      'Input tokens',
      'Output tokens',
      'Pilot: asked',
      'Small solved',
      'Solved',
      'Pessimistic',
    ],
    rows,
  );
  cells.looks([TASKS_ROW + 1, A], TASKS.length, 6, 'input');
  cells.face([TASKS_ROW + 1, A], TASKS.length, 1, { align: 'left' });
  const [first, last] = [TASKS_ROW + 1, TASKS_ROW + TASKS.length];
  cells.put([last + 1, A], [['All', { formula: `=SUM(B${first}:B${last})`, format: COUNT }]]);
  cells.looks([last + 1, A], 1, WIDTH, 'total');
}

function putRequestPrices(cells: DraftCells): void {
  const rows = TASKS.map((_, index): CellContent[] => {
    const [row, task] = [REQUEST_ROW + 1 + index, TASKS_ROW + 1 + index];
    const cost = (model: string) => ({ formula: `=LLMCOST(${model},C${task},D${task})`, format: SMALL_MONEY });
    const atMost = `IF(B${row}+${JUDGE}<C${row},LLMBREAKEVENESCALATION(B${row},C${row},${JUDGE}),"never")`;
    return [
      { formula: `=A${task}` },
      cost(SMALL),
      cost(STRONG),
      cost(BACKUP),
      { formula: `=1-G${task}`, format: SHARE },
      { formula: `=1-H${task}`, format: SHARE },
      { formula: `=${atMost}`, format: SHARE },
      { formula: `=IF(G${row}="never","no",IF(F${row}<G${row},"yes",IF(E${row}<G${row},"not surely","no")))` },
    ];
  });
  putTable(
    cells,
    REQUEST_ROW,
    ['USD per request', 'Small', 'Strong', 'Backup', 'Escalated', 'at worst', 'may be at most', 'Cascade saves'],
    rows,
  );
}

/** Each task in the cheapest of three ways, and the same way at the pessimistic share. */
function putMonths(cells: DraftCells): void {
  const rows = TASKS.map((_, index): CellContent[] => {
    const [row, task, price] = [MONTH_ROW, TASKS_ROW, REQUEST_ROW].map((first) => first + 1 + index);
    const routed = (solved: string) => `LLMROUTE(B${task},B${price},C${price},1-${solved},${ROUTER},${MISROUTED})`;
    const cascade = (solved: string) => `LLMCASCADECOST(B${task},B${price}:C${price},${solved},${JUDGE})`;
    const ways = `B${row}:D${row}`;
    const money = (formula: string) => ({ formula: `=${formula}`, format: MONEY });
    return [
      { formula: `=A${task}` },
      money(`B${task}*C${price}`),
      money(routed(`G${task}`)),
      money(cascade(`G${task}`)),
      { formula: `=INDEX($B$${MONTH_ROW}:$D$${MONTH_ROW},1,MATCH(MIN(${ways}),${ways},0))` },
      money(`MIN(${ways})`),
      money(`IF(F${row}=B${row},B${row},IF(F${row}=C${row},${routed(`H${task}`)},${cascade(`H${task}`)}))`),
      money(`B${row}-F${row}`),
    ];
  });
  putTable(
    cells,
    MONTH_ROW,
    ['USD per month', 'Strong alone', 'Router', 'Cascade', 'Cheapest', 'Its cost', 'at worst', 'Saving'],
    rows,
  );
  const sums = ['B', 'C', 'D', null, 'F', 'G', 'H'].map(
    (letter) => letter && { formula: `=SUM(${column(letter)})`, format: MONEY },
  );
  cells.put([TOTAL_ROW, A], [['All', ...sums]]);
  cells.looks([TOTAL_ROW, A], 1, WIDTH, 'total');
}

function backupRows(): CellContent[][] {
  const average = (prices: string) => {
    const [requests, costs] = [
      [`B${TASKS_ROW + 1}`, `B${TASKS_ROW + TASKS.length}`],
      [`${prices}${REQUEST_ROW + 1}`, `${prices}${REQUEST_ROW + TASKS.length}`],
    ];
    return `SUMPRODUCT(${requests.join(':')},${costs.join(':')})/${ALL_REQUESTS}`;
  };
  const withBackup = (answer: string) =>
    `=LLMFALLBACKCOST(${ALL_REQUESTS},${average('C')},${STRONG_ANSWERS},${average('D')},${BACKUP_ANSWERS},0,"${answer}")`;
  return [
    line(
      'Requests answered',
      [`=${STRONG_ANSWERS}`, withBackup('availability')],
      '0.0000%',
      'of all',
      'As if the two failed independently.',
    ),
    line(
      'Without an answer',
      [`=${ALL_REQUESTS}*(1-${STRONG_ANSWERS})`, withBackup('unserved')],
      COUNT,
      'requests per month',
      'What nobody answers.',
    ),
    line(
      'Cost',
      [`=${ALL_REQUESTS}*${STRONG_ANSWERS}*${average('C')}`, withBackup('cost')],
      MONEY,
      'USD per month',
      'All tasks on the strong model; failed calls are not billed.',
    ),
  ];
}

function checkRows(): CellContent[][] {
  const check = (label: string, test: string, meaning: string) =>
    line(label, [`=IF(${test},"yes","no")`], 'General', '', meaning);
  const grown = [BASE, PLANNED, WORST].map((cost) => `${PAYS_FROM}*1.0001*${cost}`);
  const gate = `LLMROUTINGGATE(${grown[0]},${grown[1]},${BUILD},${RUN},${HURDLE},${RATE},${HORIZON},${grown[2]},"verdict")="ADD ROUTING"`;
  const [first, last] = [TASKS_ROW + 1, TASKS_ROW + TASKS.length];
  return [
    check(
      'Pilots are possible',
      `SUMPRODUCT((F${first}:F${last}>E${first}:E${last})*1)=0`,
      'No task has more solved than asked.',
    ),
    check(
      'Saving adds up',
      `ABS(H${TOTAL_ROW}-${RUN}-B${ANSWER_ROW + 4})<0.01`,
      'The tasks’ savings less running cost, against LLMROUTINGGATE.',
    ),
    check(
      'It pays from there',
      `IF(ISNUMBER(${PAYS_FROM}),${gate},TRUE)`,
      'LLMROUTINGGATE at that traffic and 0.01 % more says ADD ROUTING.',
    ),
  ];
}

function putTable(cells: DraftCells, row: number, header: string[], rows: CellContent[][]): void {
  cells.put([row, A], [header, ...rows]);
  cells.looks([row, A], 1, WIDTH, 'columnHeader');
  cells.face([row, B], rows.length + 1, WIDTH - 1, { align: 'right' });
}

function line(
  label: string,
  formulas: readonly string[],
  format: string,
  unit: string,
  meaning: string,
): CellContent[] {
  const [expected, pessimistic] = formulas.map((formula) => ({ formula, format }));
  return [label, expected, pessimistic ?? null, unit, meaning];
}

/** A column of the months' table. */
const column = (letter: string) => `${letter}${MONTH_ROW + 1}:${letter}${MONTH_ROW + TASKS.length}`;
