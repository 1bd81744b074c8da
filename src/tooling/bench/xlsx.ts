import { newWorkbook } from '../../portable/xlsx/newWorkbook';
import { openWorkbook } from '../../portable/xlsx/openWorkbook';
import type { SheetDraft } from '../../sheets/sheetDraft';
import type { BenchSection } from './benchRow';

const FORMULAS = 100_000;
/** As long as the native form of a cost: five look-ups in a price sheet (`portable-workbooks`, section 6). */
const NATIVE_LENGTH = 785;
const MOST_SECONDS = 10;

/** The package layer of an independent copy: a sheet of 100,000 of our calls is opened, rewritten and saved. */
export async function measureXlsx(): Promise<BenchSection> {
  const seconds = new Map<string, number>();
  const timed = async <T>(stage: string, run: () => T | Promise<T>): Promise<T> => {
    const start = process.hrtime.bigint();
    const result = await run();
    seconds.set(stage, Number(process.hrtime.bigint() - start) / 1e9);
    return result;
  };

  const original = await timed('write the workbook from a draft', () =>
    newWorkbook([draft()], { ourFunctionIds: ['LLMCOST'] }),
  );
  const workbook = await timed('open', () => openWorkbook(original));
  const cells = await timed('read every cell', () => workbook.cells('Plan'));
  await timed('list formulas outside cells', () => workbook.formulasElsewhere());
  await timed('set 100,000 formulas with values', () => {
    for (const { row, column, formula } of cells) {
      if (formula !== undefined) workbook.setFormula('Plan', row, column, nativeForm(row + 1), row / 3e6);
    }
  });
  const copy = await timed('save', () => workbook.save());
  const own = ['open', 'read every cell', 'list formulas outside cells', 'set 100,000 formulas with values', 'save'];
  const whole = own.reduce((sum, stage) => sum + (seconds.get(stage) ?? 0), 0);
  const share = (stage: string) => `${((100 * (seconds.get(stage) ?? 0)) / whole).toFixed(0)} % of open to save`;
  return {
    title: `Independent copy, package layer (${FORMULAS.toLocaleString('en-US')} formulas of ${NATIVE_LENGTH} characters)`,
    rows: [
      ...own.map((stage) => ({ name: stage, nanoseconds: (seconds.get(stage) ?? 0) * 1e9, target: share(stage) })),
      { name: 'open to save', nanoseconds: whole * 1e9, target: `at most ${MOST_SECONDS} s` },
      {
        name: 'write the workbook from a draft',
        nanoseconds: (seconds.get('write the workbook from a draft') ?? 0) * 1e9,
      },
      { name: 'original file', bytes: original.length },
      { name: 'copy', bytes: copy.length },
      {
        name: 'most memory of the process so far',
        bytes: process.resourceUsage().maxRSS * 1024,
        target: 'at most 1,500,000 kB',
      },
    ],
  };
}

function draft(): SheetDraft {
  const line = (index: number): SheetDraft['rows'][number] => {
    const row = index + 2;
    return [
      `model-${index % 60}`,
      1_000 + (index % 5_000),
      100 + (index % 700),
      { formula: `=LLMCOST(A${row},B${row},C${row})`, value: index / 1e6 },
    ];
  };
  return {
    name: 'Plan',
    rows: [['Model', 'Input', 'Output', 'Cost'], ...Array.from({ length: FORMULAS }, (_, index) => line(index))],
  };
}

function nativeForm(row: number): string {
  const term = (letter: string) =>
    `B${row}*INDEX('LLM Prices'!$${letter}$2:$${letter}$900,MATCH($A${row},'LLM Prices'!$A$2:$A$900,0))`;
  const formula = `(${[...'CDEFGHIJ'].map(term).join('+')})/1000000`;
  return formula.padEnd(NATIVE_LENGTH).slice(0, NATIVE_LENGTH);
}
