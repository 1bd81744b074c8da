import { A, B, C, COUNT, DATE, DraftCells, E, F, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';
import { EXAMPLE, putInputs, putOpening, statedPrice } from './opening';

const ANSWER_ROW = 4;
const INPUTS_ROW = 15;
const TOKENS_ROW = 29;
const SIZE_ROW = 36;
const LOADS_ROW = 46;
const CHECKS_ROW = 55;
const SPEED_ROW = 62;
const SPEED_END = SPEED_ROW + 11;
const FLEET_ROW = SPEED_END + 4;
const FLEET_END = FLEET_ROW + 17;
const CHAIN_ROW = FLEET_END + 4;
const CHAIN_END = CHAIN_ROW + 110;

const PER_M_TOKENS = '$0.00';
const PER_SECOND = '0.00';
const SECONDS = '0.00';
const MILLISECONDS = '0.0';
/** For rows of different units: whole from 100, otherwise a few decimals. */
const ANY_NUMBER = '[>=100]#,##0;[=0]0;0.0###';

/** An API against own GPUs: the answer with its band on top, then the inputs, the steps, the checks and the tables. */
export function breakEven(): SheetDraft {
  const cells = new DraftCells();
  putOpening(cells, 'Break-even: API or own GPUs', API_REQUEST);
  putCases(cells, ANSWER_ROW, 'Answer', answerRows());
  cells.looks([ANSWER_ROW + 1, A], 9, 4, 'result');
  putInputs(cells, INPUTS_ROW, 6, inputs());
  putCases(cells, TOKENS_ROW, 'Like with like: 1M tokens, input and output', tokenRows());
  cells.looks([TOKENS_ROW + 1, A], 2, 4, 'result');
  putCases(cells, SIZE_ROW, 'From traffic to GPUs', sizeRows());
  putCases(cells, LOADS_ROW, 'One replica at three loads', loadRows());
  cells.put([LOADS_ROW, B], [['Your peak', 'Planned most', 'Memory full']]);
  putCases(cells, CHECKS_ROW, 'Checks', checkRows());
  cells.put([CHECKS_ROW, B], [['', 'Result', '', '', 'What is compared']]);
  putTables(cells);
  return { name: 'Break-even', rows: cells.rows(), columnWidthsPoints: [204, 116, 116, 116, 124, 400] };
}

const input = (index: number) => `B${INPUTS_ROW + index}`;
const [API_MODEL, MODEL, GPU, REQUESTS, INPUT_TOKENS, OUTPUT_TOKENS, OWNERSHIP, PRECISION] = [
  1, 2, 3, 4, 5, 6, 7, 8,
].map(input);
const SERVER_PRICE = input(9);
/** Label and value; the last of them are left blank: then the assumption's own default counts, and is named below. */
const ASSUMPTIONS = `A${INPUTS_ROW + 8}:${input(12)}`;
/** Those that say what a machine is and costs. */
const MACHINE_ASSUMPTIONS = `A${INPUTS_ROW + 8}:${SERVER_PRICE}`;
const size = (index: number) => `C${SIZE_ROW + index}`;
const [API_REQUEST, PEAK, , , PER_REPLICA, GPUS] = [1, 2, 3, 4, 5, 6].map(size);
const answer = (index: number, column = 'C') => `${column}${ANSWER_ROW + index}`;

/** A table with a figure for each case: best and worst are seen from the side of own GPUs. */
function putCases(cells: DraftCells, row: number, title: string, rows: CellContent[][]): void {
  cells.put([row, A], [[title, 'Best case', 'Base', 'Worst case', 'Unit', 'What it means'], ...rows]);
  cells.looks([row, A], 1, 6, 'columnHeader');
  cells.face([row, B], rows.length + 1, 3, { align: 'right' });
  cells.face([row, E], rows.length + 1, 1, { indent: 1 });
  cells.face([row + 1, F], rows.length, 1, { look: 'explanation' });
  cells.face([row + 1, A], rows.length, 6, { wrap: true });
}

function answerRows(): CellContent[][] {
  const saving = (column: string) => ({
    formula: `=IF(ISTEXT(${column}${ANSWER_ROW + 3}),"",$C$${ANSWER_ROW + 2}-${column}${ANSWER_ROW + 3})`,
    format: MONEY,
  });
  const machine = (column: string) =>
    `IF(${OWNERSHIP}="rent",${chainOf('GPU rent', column)},${chainOf('server', column)})`;
  return [
    [
      'Verdict',
      ...['B', 'C', 'D'].map((column) => ({ formula: chain('verdict', column) })),
      null,
      { formula: chain('verdict', 'F') },
    ],
    base(
      'API, one month',
      chain('API cost', 'C'),
      MONEY,
      'USD per month',
      'The bill that own GPUs have to beat, at the standard price.',
    ),
    band(
      'Own GPUs, one month',
      'own cost',
      MONEY,
      'USD per month',
      'All in: whole servers, a spare replica, idle hours, power, space, people, set-up.',
    ),
    [
      'Saving, one month',
      ...['B', 'C', 'D'].map(saving),
      'USD per month',
      'API less own GPUs; the purchase is spread over its life.',
    ],
    band('Paid at the start', 'paid at the start', MONEY, 'USD', 'Servers, network, installation and set-up.'),
    band(
      'Paid back after',
      'payback',
      '0.0',
      'months',
      'Out of the API’s bill less running costs, at the cost of capital. The saving above already bears the purchase: do not divide by it.',
    ),
    band(
      'Cheaper for good from',
      'cheaper for good from',
      COUNT,
      'requests per month',
      'From this traffic on own GPUs stay cheaper: no further replica reverses it.',
    ),
    [
      { formula: `=IF(${OWNERSHIP}="rent","Rent of one GPU-hour","Price of one server")` },
      ...['B', 'C', 'D'].map((column) => ({ formula: `=${machine(column)}`, format: '[>=1000]$#,##0;$0.00' })),
      { formula: `=IF(${OWNERSHIP}="rent","USD per GPU-hour","USD")` },
      {
        formula: `=IF(${OWNERSHIP}="rent","From the GPU price table: lowest, median and highest offer.",IF(${SERVER_PRICE}="","PLACEHOLDER, not a quote: market figures, low to high. Put your quote into ${SERVER_PRICE}.","Your price: no band."))`,
      },
    ],
    [
      'Checks',
      null,
      {
        formula: `=IF(AND(${[1, 2, 3].map((index) => `C${CHECKS_ROW + index}="yes"`).join(',')}),"all pass","see below")`,
      },
      null,
      null,
      { formula: `="Three comparisons, from row ${CHECKS_ROW} on."` },
    ],
  ];
}

function inputs(): [string, CellContent, CellContent][] {
  const facts = (name: string) => ({ formula: `="Facts checked "&LLMSOURCE(${name},"facts_checked")` });
  return [
    ['API model', 'gpt-5.1', statedPrice(API_MODEL)],
    ['Open model', 'llama-3.3-70b', facts(MODEL)],
    ['GPU', 'H100', facts(GPU)],
    ['Requests per month', { value: 10_000_000, format: COUNT }, EXAMPLE],
    ['Input tokens per request', { value: 1_200, format: COUNT }, EXAMPLE],
    ['Output tokens per request', { value: 300, format: COUNT }, EXAMPLE],
    ['Ownership', 'buy', 'buy or rent'],
    ['Precision', 'bf16', 'As the model is published; fp8 needs fewer GPUs and a test of its answers.'],
    [
      'Server price USD',
      { format: MONEY },
      'Blank: a PLACEHOLDER from market figures. Put a quote for one server with its GPUs.',
    ],
    ['Peak to mean', { value: 2, format: '0.0' }, EXAMPLE],
    ['Staff FTE', { format: '0.00' }, 'Blank: 0.25, and one more for every 75 GPUs.'],
    ['API price decline per year', { format: SHARE }, 'Blank: 0. API prices have fallen fast: try 30 % before buying.'],
  ];
}

function tokenRows(): CellContent[][] {
  const tokens = `(${REQUESTS}*(${INPUT_TOKENS}+${OUTPUT_TOKENS}))*1000000`;
  const perMTokens = (cell: string) => `=IF(ISTEXT(${cell}),"",${cell}/${tokens})`;
  // a sum over an answer that is not there would be 0
  const partOf = (whole: string, part: string) => `=IF(ISNUMBER(${whole}),${part},${whole})`;
  const unit = 'USD per 1M tokens';
  const people = ['operations staff', 'software licences', 'set-up', 'other'].map(
    (item) => `SUMIF(${chainColumn('A')},"${item}",${chainColumn('C')})`,
  );
  const [ownTokens, busy, peopleTokens] = [2, 3, 5].map((index) => `C${TOKENS_ROW + index}`);
  return [
    base('API', perMTokens(answer(2)), PER_M_TOKENS, unit, 'The month’s bill over the month’s tokens.'),
    [
      'Own GPUs, all in',
      ...['B', 'C', 'D'].map((column) => ({ formula: perMTokens(answer(3, column)), format: PER_M_TOKENS })),
      unit,
      'The month’s whole cost over the same tokens: this is the figure to hold against the API.',
    ],
    base(
      'of it: machines, busy every hour',
      `=GPUTOKENCOST(${MODEL},${GPU},${INPUT_TOKENS},${OUTPUT_TOKENS},1,${OWNERSHIP},${MACHINE_ASSUMPTIONS},"all_tokens")`,
      PER_M_TOKENS,
      unit,
      'A floor that no service reaches: do not hold it against the API.',
    ),
    base(
      'of it: idle hours and spare machines',
      partOf(ownTokens, `${ownTokens}-${busy}-${peopleTokens}`),
      PER_M_TOKENS,
      unit,
      'Nights, the room below the peak, the spare replica, servers that are bought whole.',
    ),
    base(
      'of it: people, software, set-up',
      partOf(ownTokens, `(${people.join('+')})/${tokens}`),
      PER_M_TOKENS,
      unit,
      'The line that is left out most often.',
    ),
  ];
}

function sizeRows(): CellContent[][] {
  return [
    base(
      'API, one request',
      `=LLMCOST(${API_MODEL},${INPUT_TOKENS},${OUTPUT_TOKENS})`,
      SMALL_MONEY,
      'USD',
      'At the standard price, nothing cached.',
    ),
    base(
      'Traffic at the peak',
      `=${REQUESTS}/730/3600*B${INPUTS_ROW + 10}`,
      PER_SECOND,
      'requests per second',
      'The month in seconds (730 hours), times peak to mean: GPUs are sized for the busy hour.',
    ),
    base(
      'Memory for the model',
      `=GPUMEMORY(${MODEL},${PRECISION},${INPUT_TOKENS}+${OUTPUT_TOKENS},1)`,
      COUNT,
      'GB',
      'Weights, one request and the engine’s reserve: what has to be held before anything runs.',
    ),
    base(
      'GPUs that hold it',
      `=GPUFIT(${MODEL},${GPU},${PRECISION},${INPUT_TOKENS}+${OUTPUT_TOKENS},1)`,
      COUNT,
      'GPUs',
      'The fewest GPUs whose memory is enough for that.',
    ),
    base(
      'GPUs in one replica',
      `=${fleet('GPUs per replica')}`,
      COUNT,
      'GPUs',
      'One copy of the model, in the size that needs the fewest GPUs in all.',
    ),
    band(
      'GPUs for the traffic',
      'GPUs',
      COUNT,
      'GPUs',
      'Enough replicas for the peak, and one that stands by. Best and worst: 80 % of measured runs lie between these speeds.',
    ),
    band(
      'Working replicas, used',
      'utilisation',
      SHARE,
      'of planned capacity',
      'How full the working replicas are, the room for the peak allowed for.',
    ),
    [
      'Rent of one GPU, to compare',
      ...['low', 'median', 'high'].map((measure) => ({ formula: `=GPUPRICE(${GPU},,,"${measure}")`, format: '$0.00' })),
      'USD per GPU-hour',
      'The lowest, the middle and the highest offer in the GPU price table.',
    ],
  ];
}

/** The same replica, asked three times: each figure belongs to the load over its column. */
function loadRows(): CellContent[][] {
  const speed = (item: string, column = 'C') => find(item, column, SPEED_ROW, SPEED_END);
  const row = (label: string, unit: string, format: string, [peak, planned, full]: readonly string[], meaning = '') => [
    label,
    ...[peak, planned, full].map((formula) => (formula === '' ? null : { formula: `=${formula}`, format })),
    unit,
    meaning,
  ];
  const received = fleet('one replica receives');
  const made = speed('tokens per second');
  return [
    row(
      'Requests taken',
      'requests per second',
      PER_SECOND,
      [received, chainOf('one replica carries', 'C'), `${made}/${OUTPUT_TOKENS}`],
      'Your peak: the traffic at the peak, shared by the working replicas.',
    ),
    row(
      'Output',
      'output tokens/s',
      COUNT,
      [`${received}*${OUTPUT_TOKENS}`, chainOf('one replica makes', 'C'), made],
      'Planned most: 90 % of what a replica can take for good. GPUs are counted with this speed.',
    ),
    row(
      'Requests at a time',
      'requests',
      COUNT,
      [fleet('requests inside'), '', speed('requests at a time')],
      'Memory full: as in a benchmark, the next request follows at once. Nobody plans for it.',
    ),
    row('Time to first token, mean', 's', SECONDS, [
      fleet('time to first token'),
      '',
      `${speed('time to first token')}/1000`,
    ]),
    row('Time to first token, 95 %', 's', SECONDS, [
      fleet('time to first token, 95 %'),
      chainOf('time to first token, 95 %', 'C'),
      '',
    ]),
    row('Time per output token, mean', 'ms', MILLISECONDS, [
      fleet('time per output token'),
      '',
      speed('time per output token'),
    ]),
    row('Time per output token, 95 %', 'ms', MILLISECONDS, [
      fleet('time per output token, 95 %'),
      chainOf('time per output token, 95 %', 'C'),
      '',
    ]),
  ];
}

function checkRows(): CellContent[][] {
  const [api, own, gpus] = [answer(2), answer(3), GPUS];
  const all = `SUMIF(${chainColumn('E')},"USD per month",${chainColumn('C')})`;
  const check = (label: string, test: string, meaning: string) =>
    base(label, `=IF(${test},"yes","no")`, 'General', '', meaning);
  return [
    check(
      'API bill is request × requests',
      `ABS(${API_REQUEST}*${REQUESTS}-${api})<0.01`,
      'LLMCOST times the month’s requests, against GPUBREAKEVEN.',
    ),
    check(
      'Cost items add up',
      `ABS(${all}-2*${own}-${api})<0.01`,
      'All monthly lines of the chain, less both totals, against own cost.',
    ),
    check('Both count the same GPUs', `${fleet('GPUs')}=${gpus}`, 'GPUCOUNT against GPUBREAKEVEN.'),
  ];
}

function putTables(cells: DraftCells): void {
  const table = (row: number, heading: string, formula: string, unitColumn: number) => {
    cells.heading([row - 1, A], heading);
    cells.put([row, A], [[{ formula }]]);
    cells.looks([row, A], 1, 6, 'columnHeader');
    return (rows: number) => {
      cells.face([row, B], rows, unitColumn - B, { align: 'right' });
      cells.face([row, unitColumn], rows, 1, { indent: 1 });
    };
  };
  const perReplica = `${MODEL},${GPU},${PER_REPLICA},${INPUT_TOKENS},${OUTPUT_TOKENS},,${PRECISION}`;
  table(
    SPEED_ROW,
    'GPUTHROUGHPUT: one replica with its memory full; low and high of each measure by itself',
    `=GPUTHROUGHPUT(${perReplica},"all")`,
    E,
  )(12);
  const speedFormats = [COUNT, COUNT, MILLISECONDS, COUNT, COUNT, 'General', 'General', 'General', SHARE, DATE];
  speedFormats.forEach((format, index) => cells.formats([SPEED_ROW + 1 + index, B], 1, [format, format, format]));

  const traffic = `${MODEL},${GPU},${PEAK},${INPUT_TOKENS},${OUTPUT_TOKENS},,,${PRECISION}`;
  table(
    FLEET_ROW,
    'GPUCOUNT: replicas, what each carries and how long requests take at your peak',
    `=GPUCOUNT(${traffic},,"all")`,
    C,
  )(18);
  const fleetFormats = [
    ...Array<string>(5).fill(COUNT),
    PER_SECOND,
    PER_SECOND,
    COUNT,
    ...Array<string>(2).fill('0.000'),
  ];
  [...fleetFormats, MILLISECONDS, MILLISECONDS, SECONDS, '0.0%', '0.0%', SHARE].forEach((format, index) =>
    cells.formats([FLEET_ROW + 1 + index, B], 1, [format]),
  );

  const question = `${API_MODEL},${MODEL},${GPU},${REQUESTS},${INPUT_TOKENS},${OUTPUT_TOKENS},${OWNERSHIP}`;
  const heading =
    'GPUBREAKEVEN: the whole chain, then every assumption and where it is from; low cost is the best case';
  table(CHAIN_ROW, heading, `=GPUBREAKEVEN(${question},"all",${ASSUMPTIONS})`, E)(CHAIN_END - CHAIN_ROW);
  cells.formats([CHAIN_ROW + 1, B], CHAIN_END - CHAIN_ROW, [ANY_NUMBER, ANY_NUMBER, ANY_NUMBER]);
}

function base(label: string, formula: string, format: string, unit: string, meaning: string): CellContent[] {
  return [label, null, { formula, format }, null, unit, meaning];
}

function band(label: string, item: string, format: string, unit: string, meaning: string): CellContent[] {
  return [label, ...['B', 'C', 'D'].map((column) => ({ formula: chain(item, column), format })), unit, meaning];
}

const chain = (item: string, column: string) => `=${chainOf(item, column)}`;
const chainOf = (item: string, column: string) => find(item, column, CHAIN_ROW, CHAIN_END);
const chainColumn = (letter: string) => `${letter}$${CHAIN_ROW}:${letter}$${CHAIN_END}`;
const fleet = (item: string) => find(item, 'B', FLEET_ROW, FLEET_END);

/** A figure of one of the tables below, by the name of its row. */
function find(item: string, column: string, first: number, last: number): string {
  const rows = (letter: string) => `${letter}$${first}:${letter}$${last}`;
  return `INDEX(${rows(column)},MATCH("${item}",${rows('A')},0))`;
}
