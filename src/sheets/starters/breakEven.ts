import { A, B, C, COUNT, DATE, DraftCells, F, MONEY, SHARE, SMALL_MONEY, type CellContent } from '../draftCells';
import type { SheetDraft } from '../sheetDraft';

const STEPS_ROW = 16;
const SPEED_ROW = 33;
const FLEET_ROW = 48;
const CHAIN_ROW = 72;
const CHAIN_END = CHAIN_ROW + 120;
/** For rows of different units: whole from 100, otherwise a few decimals. */
const ANY_NUMBER = '[>=100]#,##0;[=0]0;0.0###';

/** One break-even in steps, each with its band where it has one, and the tables behind the steps. */
export function breakEven(): SheetDraft {
  const cells = new DraftCells();
  cells.title('Break-even: API or own GPUs, in steps', 'Change a cell in blue: every step follows.');

  cells.put(
    [4, A],
    [
      ['API model', 'gpt-5.1'],
      ['Open model', 'llama-3.3-70b'],
      ['GPU', 'H100'],
      ['Requests per month', { value: 10_000_000, format: COUNT }],
      ['Input tokens per request', { value: 1_200, format: COUNT }],
      ['Output tokens per request', { value: 300, format: COUNT }],
      ['Ownership (buy or rent)', 'buy'],
      ['Hours under load', { value: 0.5, format: SHARE }],
      ['Precision', 'bf16'],
      ['Peak to mean', { value: 2, format: '0.0' }],
    ],
  );
  cells.looks([4, B], 10, 1, 'input');

  const steps = stepRows();
  cells.put([STEPS_ROW - 1, A], [['Step', 'Low cost', 'Base', 'High cost', 'Unit', 'What it means']]);
  cells.put([STEPS_ROW, A], steps);
  cells.looks([STEPS_ROW - 1, A], 1, 6, 'columnHeader');
  cells.face([STEPS_ROW - 1, B], steps.length + 1, 3, { align: 'right' });
  cells.face([STEPS_ROW, F], steps.length, 1, { look: 'explanation', wrap: true });
  cells.looks([STEPS_ROW + steps.length - 4, A], 4, 5, 'result');
  cells.face([STEPS_ROW + steps.length - 1, B], 1, 1, { align: 'left' });

  cells.heading([SPEED_ROW - 1, A], 'Behind the speed: one replica at its largest load, and how far measured runs scatter');
  cells.put([SPEED_ROW, A], [[{ formula: `=GPUTHROUGHPUT(B5,B6,${PER_REPLICA},B8,B9,,B12,"all")` }]]);
  cells.looks([SPEED_ROW, A], 1, 6, 'columnHeader');
  cells.formats([SPEED_ROW + 1, B], 10, [ANY_NUMBER, ANY_NUMBER, ANY_NUMBER]);
  cells.formats([SPEED_ROW + 8, C], 1, [DATE]); // measured until
  cells.face([SPEED_ROW, B], 11, 3, { align: 'right' });

  cells.heading([FLEET_ROW - 1, A], 'Behind the number of GPUs: replicas, what each carries, how long requests take');
  cells.put([FLEET_ROW, A], [[{ formula: `=GPUCOUNT(B5,B6,${PEAK},B8,B9,,,B12,,"all")` }]]);
  cells.looks([FLEET_ROW, A], 1, 6, 'columnHeader');
  cells.formats([FLEET_ROW + 1, B], 20, [ANY_NUMBER]);
  cells.face([FLEET_ROW, B], 21, 1, { align: 'right' });

  cells.heading([CHAIN_ROW - 1, A], 'Behind the answer: the whole chain, then every assumption and where it is from');
  cells.put([CHAIN_ROW, A], [[{ formula: `=${answered('all')}` }]]);
  cells.looks([CHAIN_ROW, A], 1, 6, 'columnHeader');
  cells.formats([CHAIN_ROW + 1, B], CHAIN_END - CHAIN_ROW, [ANY_NUMBER, ANY_NUMBER, ANY_NUMBER]);
  cells.face([CHAIN_ROW, B], CHAIN_END - CHAIN_ROW, 3, { align: 'right' });

  return { name: 'Break-even', rows: cells.rows(), columnWidthsPoints: [178, 122, 122, 122, 122, 440] };
}

const step = (index: number) => `C${STEPS_ROW + index}`;
const [API_REQUEST, PEAK, PER_REPLICA] = [step(0), step(2), step(5)];

const answered = (answer: string) => `GPUBREAKEVEN(B4,B5,B6,B7,B8,B9,B10,"${answer}",A12:B13)`;

function stepRows(): CellContent[][] {
  const base = (label: string, formula: string, format: string, unit: string, meaning: string): CellContent[] => [
    label,
    null,
    { formula, format },
    null,
    unit,
    meaning,
  ];
  const band = (label: string, item: string, formula: string, format: string, unit: string, meaning: string) => [
    label,
    { formula: chain(item, 'B'), format },
    { formula, format },
    { formula: chain(item, 'D'), format },
    unit,
    meaning,
  ];
  return [
    base(
      '1  API, one request',
      '=LLMCOST(B4,B8,B9)',
      SMALL_MONEY,
      'USD',
      'What the API charges for one request at list price.',
    ),
    base('2  API, one month', `=${API_REQUEST}*B7`, MONEY, 'USD per month', 'The bill that own GPUs have to beat.'),
    base(
      '3  Traffic at the peak',
      '=B7/730/3600*B13',
      '0.00',
      'requests per second',
      'The month in seconds (730 hours), times peak to mean: GPUs are sized for the busy hour.',
    ),
    base(
      '4  Memory for the model',
      '=GPUMEMORY(B5,B12,B8+B9,1)',
      '#,##0',
      'GB',
      'Weights, one request and the engine’s reserve: what has to be held before anything runs.',
    ),
    base(
      '5  GPUs that hold it',
      '=GPUFIT(B5,B6,B12,B8+B9,1)',
      COUNT,
      'GPUs',
      'The fewest GPUs whose memory is enough for that.',
    ),
    base(
      '6  GPUs in one replica',
      `=INDEX(B${FLEET_ROW}:B${FLEET_ROW + 20},MATCH("GPUs per replica",A${FLEET_ROW}:A${FLEET_ROW + 20},0))`,
      COUNT,
      'GPUs',
      'One copy of the model, in the size that needs the fewest GPUs in all.',
    ),
    band(
      '7  One replica makes',
      'one replica makes',
      chain('one replica makes', 'C'),
      COUNT,
      'output tokens/s',
      'Low cost is the fast end, high cost the slow end: 80 % of measured runs lie between.',
    ),
    base(
      '8  GPUs for the traffic',
      `=GPUCOUNT(B5,B6,${PEAK},B8,B9,,,B12)`,
      COUNT,
      'GPUs',
      'Enough replicas for the peak, and one that stands by for a failure.',
    ),
    [
      '9  Rent of one GPU',
      ...['low', 'median', 'high'].map((measure) => ({ formula: `=GPUPRICE(B6,,,"${measure}")`, format: '$0.00' })),
      'USD per hour',
      'The lowest, the middle and the highest offer on the market, for comparison with buying.',
    ],
    base(
      '10  API, 1M tokens',
      `=${API_REQUEST}/(B8+B9)*1000000`,
      '$0.00',
      'USD per 1M tokens',
      'Input and output together.',
    ),
    base(
      '11  Own GPUs, 1M tokens',
      '=GPUTOKENCOST(B5,B6,B8,B9,B11,B10,A12:B13,"all_tokens")',
      '$0.00',
      'USD per 1M tokens',
      'Machines alone at those hours under load, without people and spare replicas: hence so low.',
    ),
    band(
      '12  Own cost, one month',
      'own cost',
      chain('own cost', 'C'),
      MONEY,
      'USD per month',
      'Everything: whole servers, a spare replica, power, people, set-up.',
    ),
    band(
      '13  Paid back after',
      'payback',
      `=${answered('months')}`,
      '0.0',
      'months',
      'When the saving has paid for the servers, with the cost of capital. “never” is an answer too.',
    ),
    band(
      '14  Cheaper for good from',
      'cheaper for good from',
      `=${answered('requests')}`,
      COUNT,
      'requests per month',
      'From this traffic on own GPUs stay cheaper: no further replica reverses it.',
    ),
    ['Verdict', { formula: chain('verdict', 'C') }, null, null, null, { formula: chain('verdict', 'F') }],
  ];
}

/** A figure of the whole chain at the end of the sheet, by the name of its row. */
function chain(item: string, column: string): string {
  const rows = (letter: string) => `${letter}$${CHAIN_ROW}:${letter}$${CHAIN_END}`;
  return `=INDEX(${rows(column)},MATCH("${item}",${rows('A')},0))`;
}
