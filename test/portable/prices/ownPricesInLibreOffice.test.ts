import fc from 'fast-check';
import { compileCatalog } from '../../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../../src/catalog/gpuPriceCatalog';
import { readPriceRows } from '../../../src/catalog/readPriceRows';
import type { CellValue } from '../../../src/functions/definition';
import type { FunctionContext } from '../../../src/functions/context';
import { llmPrice } from '../../../src/functions/llmPrice';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import type { LocatedTable } from '../../../src/portable/rewrite/rewriteTypes';
import { bookOfDrafts } from '../../support/bookOfDrafts';
import { callable } from '../../support/callFunction';
import { recalculateAll } from '../../support/libreOffice';
import { draftOf, PLAN } from '../../support/rewrittenPlan';
import { isClose } from '../support';
import '../../support/propertySeed';

jest.setTimeout(300_000);

const HEADER = [
  ...['provider', 'model', 'tier', 'region', 'ctx_from', 'valid_from', 'source', 'checked'],
  ...[
    'input',
    'cached_input',
    'cache_write',
    'cache_write_1h',
    'output',
    'web_search_per_1k',
    'multiplier',
    'discount',
  ],
  ...['my_input', 'my_cached_input', 'my_cache_write', 'my_output', 'my_discount'],
  ...['note', 'my_cache_write_1h', 'my_cached_audio', 'my_web_search_per_1k', 'my_image_each', 'my_request_per_1k'],
] as const;
type Column = (typeof HEADER)[number];
type Cells = Partial<Record<Column, CellValue>>;
const MY = HEADER.filter((column) => column.startsWith('my_'));

/** [item, tier, as_of, region] of every price that is asked for. */
const ITEMS = [
  'input',
  'cached_input',
  'cache_write',
  'cache_write_1h',
  'output',
  'cached_audio',
  'web_search',
  'images',
];
const CONTEXTS = [[], ['batch'], [undefined, 'us'], ['batch', 'us']] as const;
const QUESTIONS = ITEMS.flatMap((item) => CONTEXTS.map(([tier, region]) => [item, tier, undefined, region] as const));

const usd = fc.integer({ min: 1, max: 20_000 }).map((thousandths) => thousandths / 1000);
const share = fc.constantFrom(0, 0.1, 0.25, 0.5);
const maybe = (cell: fc.Arbitrary<CellValue>, weight: number) =>
  fc.oneof({ weight, arbitrary: cell }, { weight: 10 - weight, arbitrary: fc.constant('') });

const ownCell = (column: Column) => (column === 'my_discount' ? share : usd);
const ownCells = fc.record(Object.fromEntries(MY.map((column) => [column, maybe(ownCell(column), 2)])));
const base = (inputs: number) =>
  fc.record({
    input: maybe(usd, inputs),
    output: maybe(usd, inputs),
    cached_input: maybe(usd, 4),
    cache_write: maybe(usd, 3),
    web_search_per_1k: maybe(usd, 5),
  });
const scaling = fc.record({ multiplier: fc.constantFrom(0.5, 1.1, 2), discount: maybe(share, 3) });
const conditions = (fixed: Cells, rates: fc.Arbitrary<Cells>) =>
  fc.tuple(rates, ownCells).map(([cells, own]): Cells => ({ ...fixed, ...cells, ...own }));
/** Rows of equal conditions stand beside each other on purpose: two cards, two for batch, two above a threshold. */
const OVERLAYS: readonly fc.Arbitrary<Cells>[] = [
  conditions({ valid_from: '2026-06-01' }, base(5)),
  conditions({ valid_from: '2026-08-01' }, base(2)),
  conditions({ tier: 'batch' }, scaling),
  conditions({ tier: 'batch', valid_from: '2026-06-01' }, fc.oneof(scaling, base(5))),
  conditions({ region: 'us' }, scaling),
  conditions({ tier: 'batch', region: 'us' }, base(4)),
];
const model = fc
  .tuple(conditions({}, base(8)), fc.subarray([...OVERLAYS.keys()]), fc.tuple(...OVERLAYS))
  .map(([card, chosen, overlays]) => [card, ...chosen.map((index) => overlays[index])]);

/** What somebody may type into a My cell, good or bad. */
const typed = (column: Column) =>
  fc.oneof(
    { weight: 6, arbitrary: ownCell(column) },
    { weight: 1, arbitrary: fc.constant('' as CellValue) },
    { weight: 3, arbitrary: fc.constantFrom<CellValue>(-5, 15, '0.8 ', '15%', 0, 1e7, ' ') },
  );
const change = fc
  .tuple(fc.nat({ max: 999 }), fc.constantFrom(...MY))
  .chain(([row, column]) => typed(column).map((content) => ({ row, column, content })));

const MODELS = 30;
const CHANGES = 7;

test('the prices of a copy are those of the functions, whatever is typed beside them in the My columns', async () => {
  const tables = fc.sample(fc.array(model, { minLength: MODELS, maxLength: MODELS }), 2);
  const changes = fc.sample(fc.array(change, { minLength: MODELS, maxLength: MODELS }), tables.length * CHANGES);
  const cases = tables.flatMap((models, index) => {
    const cells = models.flatMap((rows, at) => rows.map((row) => lineOf({ ...SAME, model: `m${at}`, ...row })));
    const mine = changes.slice(index * CHANGES, (index + 1) * CHANGES);
    return [cells, ...mine.map((each) => after(cells, each))].map((now) => ({ made: cells, now }));
  });
  const books = await Promise.all(cases.map(({ made, now }) => bookOf(made, now)));
  const sheets = await recalculateAll(books);
  const differing: unknown[] = [];
  let numbers = 0;
  let refused = 0;
  cases.forEach(({ now }, at) => {
    const price = callable(llmPrice, contextOf(now));
    for (const [index, [name, ...question]] of questions().entries()) {
      const expected = price(name, ...question);
      const shown = sheets[at].get(PLAN)?.get(`A${index + 1}`);
      if (typeof expected === 'number') numbers += 1;
      else refused += 1;
      const isSame =
        typeof expected === 'number' ? isClose(shown, expected) : JSON.stringify(shown) === '{"error":"#N/A"}';
      if (!isSame)
        differing.push([
          at,
          name,
          ...question,
          expected,
          shown,
          now.filter(([, each]) => each === name).map(described),
        ]);
    }
  });
  expect(differing.slice(0, 5)).toEqual([]);
  expect(differing.length).toBe(0);
  expect(Math.min(numbers, refused)).toBeGreaterThan(2_000);
});

const SAME: Cells = { provider: 'acme', source: 'acme.example', checked: '2026-11-01' };
const TABLE_PLACE = { sheet: 'LLM Prices', row: 0, column: 0 };
const SNAPSHOT = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;

function lineOf(cells: Cells): CellValue[] {
  return HEADER.map((column) => cells[column] ?? '');
}

function described(line: readonly CellValue[]): string {
  return HEADER.flatMap((column, index) => (line[index] === '' ? [] : [`${column}=${line[index]}`])).join(' ');
}

/** One change for each model, beside one of its rows. */
function after(cells: readonly CellValue[][], changes: readonly { row: number; column: Column; content: CellValue }[]) {
  const now = cells.map((line) => [...line]);
  changes.forEach(({ row, column, content }, at) => {
    const rows = now.filter(([, name]) => name === `m${at}`);
    rows[row % rows.length][HEADER.indexOf(column)] = content;
  });
  return now;
}

function questions() {
  return Array.from({ length: MODELS }, (_, at) =>
    QUESTIONS.map((question) => [`m${at}`, ...question] as const),
  ).flat();
}

function contextOf(cells: readonly CellValue[][]): FunctionContext {
  const { rows, rejected } = readPriceRows([HEADER, ...cells]);
  return {
    prices: compileCatalog({ snapshot: SNAPSHOT, rows, rejected }),
    gpuPrices: compileGpuPrices({ snapshot: SNAPSHOT, rows: [] }),
  };
}

/** The copy of a workbook that held the cells `made`, after somebody changed them to `now`. */
async function bookOf(made: readonly CellValue[][], now: readonly CellValue[][]): Promise<Uint8Array> {
  const table: LocatedTable = { place: TABLE_PLACE, cells: [[...HEADER], ...made] };
  const rewriter = createFormulaRewriter({
    context: contextOf(made),
    valueAt: () => undefined,
    areaOf: () => undefined,
    priceTables: { llm: table },
    sheetNames: [],
    definedNames: [],
  });
  const plan = questions().map(([name, item, tier, , region], row) => {
    const call = `=LLMPRICE("${name}","${item}","${tier ?? ''}",,"${region ?? ''}")`;
    const answer = rewriter.rewrite(call, { sheet: PLAN, row, column: 0 });
    return [answer?.kind === 'native' ? { formula: answer.formula } : { value: { error: '#N/A' } as const }];
  });
  const typedInto = draftOf({ ...table, cells: [[...HEADER], ...now] });
  return bookOfDrafts([{ name: PLAN, rows: plan }, typedInto, ...rewriter.drafts()]);
}
