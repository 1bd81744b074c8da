import { compileCatalog } from '../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import type { CellValue } from '../../src/portable/xlsx/workbookFile';
import type { DraftCell } from '../../src/sheets/sheetDraft';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { recalculateAll } from '../support/libreOffice';
import { pricesOf } from '../support/rewrittenPlan';
import { changed, copyOf, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(300_000);

const EMBEDDED = { ...PRICES, llm: pricesOf('openai/gpt-4o', 'anthropic/claude-sonnet-4-5') };
const CONTEXT = { prices: compileCatalog(EMBEDDED.llm), gpuPrices: compileGpuPrices(EMBEDDED.gpu) };

const VALUE = '#VALUE!';
const NA = '#N/A';
/** What is typed into the cell of an argument, and the error that the function shows for it (its own sentence says why). */
type Wrong = readonly [typed: CellValue, shown: string];
const ERRORS: readonly Wrong[] = ['#N/A', '#DIV/0!', '#VALUE!'].map((error) => [{ error }, error]);
const OPTIONAL: readonly Wrong[] = [['x', VALUE], ['5', VALUE], [-1, VALUE], ...ERRORS];
const NUMBER: readonly Wrong[] = [[null, VALUE], ['', VALUE], ...OPTIONAL];
const NAME: readonly Wrong[] = [
  [null, VALUE],
  ['', VALUE],
  ['  ', VALUE],
  [5, VALUE],
  [true, VALUE],
  ['no such name', NA],
  ['gpt*', NA],
  ['H1?0', NA],
  ...ERRORS,
];
const TIER: readonly Wrong[] = [[5, VALUE], [true, VALUE], ['no such tier', NA], ...ERRORS];
const SHARE: readonly Wrong[] = [[1.5, VALUE], ...NUMBER];

/** `#` is the row of a formula; its arguments stand from column B on, each with what it holds and what is wrong there. */
const CALLS: readonly (readonly [formula: string, ...args: (readonly [now: CellValue, wrong: readonly Wrong[]])[]])[] =
  [
    [
      'LLMCOST(B#,C#,D#,E#,F#,G#)',
      ['claude-sonnet-4-5', NAME],
      [1000, NUMBER],
      [100, NUMBER],
      [10, [[1001, VALUE], ...OPTIONAL]],
      [0, [[995, VALUE], ...OPTIONAL]],
      ['standard', TIER],
    ],
    ['LLMCOST("gpt-4o",B#,C#,D#)', [1000, NUMBER], [100, NUMBER], [10, [[1001, VALUE], ...OPTIONAL]]],
    ['LLMCOST("gpt-4o",INDIRECT("B#"),C#+0)', [1000, NUMBER], [100, [['x', VALUE], [-1, VALUE], ...ERRORS]]],
    ['LLMPRICE(B#,"output",C#)', ['gpt-4o', NAME], ['standard', TIER]],
    [
      'LLMBILL("gpt-4o",B#:C#)',
      ['input', ERRORS.filter(([, shown]) => shown !== NA)],
      [1000, [['x', VALUE], [-1, VALUE], ...ERRORS]],
    ],
    [
      'LLMCHATTOKENS(B#,C#,D#,E#,F#,"input")',
      [3, [[2.5, VALUE], [0, VALUE], ...NUMBER]],
      [500, NUMBER],
      [80, NUMBER],
      [200, NUMBER],
      [5000, [[300, NA], [0, VALUE], ...OPTIONAL]],
    ],
    ['GPUPRICE(B#)', ['H100', NAME]],
    [
      'GPUPAYBACK(B#,C#,D#,,,E#)',
      [24000, [[9000, NA], ...NUMBER]],
      [285000, [[9e9, NA], ...NUMBER]],
      [9000, [[24000, NA], ...NUMBER]],
      [60, [[3, NA], [0, VALUE], ...OPTIONAL]],
    ],
    [
      'GPUMEMORY("llama-3.3-70b",,B#,C#)',
      [4096, [[1e7, VALUE], ...OPTIONAL]],
      [8, [[0.5, VALUE], [2.5, VALUE], ...OPTIONAL]],
    ],
    ['GPUTOKENCOST("llama-3.3-70b","H100",1000,300,B#,,,"output")', [0.6, [[1.5, VALUE], [0, VALUE], ...OPTIONAL]]],
    ['LLMROUTE(B#,C#,D#,E#)', [1000, NUMBER], [0.001, NUMBER], [0.01, NUMBER], [0.2, SHARE]],
    ['LLMCASCADECOST(B#,C#:D#,E#:E#)', [1000, NUMBER], [0.001, NUMBER], [0.01, OPTIONAL], [0.7, SHARE]],
    [
      'LLMFALLBACKCOST(B#,C#,D#,E#,F#,,"cost")',
      [1000, NUMBER],
      [0.001, NUMBER],
      [0.9, SHARE],
      [0.01, NUMBER],
      [1, OPTIONAL],
    ],
    ['LLMBREAKEVENESCALATION(B#,C#)', [0.001, [[0.02, NA], ...NUMBER]], [0.01, [[0.0005, NA], ...NUMBER]]],
    [
      'LLMROUTINGGATE(B#,C#,D#,E#,,,,F#,"net")',
      [900, NUMBER],
      [500, NUMBER],
      [1000, NUMBER],
      [10, NUMBER],
      [600, [[400, VALUE], ...OPTIONAL]],
    ],
  ];

const CASES = CALLS.flatMap(([formula, ...args]) =>
  args.flatMap(([, wrong], position) =>
    wrong.map(([typed, shown]) => ({ formula, held: args.map(([now]) => now), position, typed, shown })),
  ),
);

test('S01 a wrong argument shows the error that the function shows, #VALUE! or #N/A, so that IFNA around it does not hide it', async () => {
  const rows = CASES.map(({ formula, held }, index) => [
    { formula: `=IFNA(${formula.replaceAll('#', String(index + 1))},"hidden")` },
    ...(held as DraftCell['value'][]).map((value) => ({ value })),
  ]);
  const book = await workbookOf(rows);
  const { bytes, report } = await copyOf(book, { embedded: EMBEDDED });
  expect(report.frozen.map(({ formula, reason }) => [formula, reason])).toEqual([]);
  const typeAll = (file: Uint8Array) =>
    changed(file, (each) =>
      CASES.forEach(({ position, typed }, row) => {
        // what a formula gives, because a typed '' is blank
        if (typed === '') each.setFormula('Plan', row, position + 1, '""', '');
        else each.setValue('Plan', row, position + 1, typed);
      }),
    );
  const [before] = await recalculateAll([bytes]);
  const hiddenBefore = CASES.flatMap(({ formula }, row) =>
    typeof valueIn(before, `Plan!A${row + 1}`) === 'number' ? [] : [[formula, valueIn(before, `Plan!A${row + 1}`)]],
  );
  expect(hiddenBefore).toEqual([]);
  const functions = await calculateWithExcelts(await typeAll(book), CONTEXT);
  const [copy] = await recalculateAll([await typeAll(bytes)]);
  const differing = CASES.flatMap(({ formula, position, typed, shown }, row) => {
    const expected = shown === NA ? 'hidden' : { error: shown };
    const both = [functions, copy].map((sheets) => valueIn(sheets, `Plan!A${row + 1}`));
    return both.every((value) => JSON.stringify(value) === JSON.stringify(expected))
      ? []
      : [`${formula} ${'BCDEFG'[position]}=${JSON.stringify(typed)}: ${JSON.stringify([expected, ...both])}`];
  });
  expect(differing).toEqual([]);
});

/** What a formula holds for, and what is typed instead: the function would give another figure, the copy knows none. */
const UNKNOWN: readonly (readonly [formula: string, now: readonly CellValue[], position: number, typed: CellValue])[] =
  [
    ['GPUMEMORY(B#,"fp8",8192,C#)', ['llama-3.3-70b', 8], 0, 'llama-3.1-8b'],
    ['GPUMEMORY("llama-3.3-70b",B#,8192,C#)', ['fp8', 8], 0, 'bf16'],
    ['GPUPAYBACK(24000,B#,9000,C#)', [285000, 0], 1, 0.1],
    ['LLMBILL("gpt-4o",B#:C#)', ['input', 1000], 0, 'output'],
    ['GPUTOKENCOST("llama-3.3-70b","H100",B#,300,C#,,,"output")', [1000, 0.6], 0, 2000],
    ['GPUTOKENCOST("llama-3.3-70b","H100",1000,300,B#,,,"output")', [0.6], 0, null],
  ];

test('S01 what a copy does not know is #N/A, also where IFERROR would put a figure in its place', async () => {
  const rows = UNKNOWN.map(([formula, now], index) => [
    { formula: `=IFERROR(${formula.replaceAll('#', String(index + 1))},0)+1` },
    ...now.map((value) => ({ value: value as DraftCell['value'] })),
  ]);
  const { bytes, report } = await copyOf(await workbookOf(rows), { embedded: EMBEDDED });
  expect(report.frozen).toEqual([]);
  const typed = await changed(bytes, (file) =>
    UNKNOWN.forEach(([, , position, value], row) => file.setValue('Plan', row, position + 1, value)),
  );
  const [before, after] = await recalculateAll([bytes, typed]);
  const shown = (sheets: typeof before) => UNKNOWN.map((_, row) => valueIn(sheets, `Plan!A${row + 1}`));
  expect(shown(before).filter((value) => !(typeof value === 'number' && value > 1))).toEqual([]);
  expect(shown(after)).toEqual(UNKNOWN.map(() => ({ error: NA })));
});
