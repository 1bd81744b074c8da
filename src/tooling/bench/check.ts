import { startExcel } from '../../../test/support/loadOffice';
import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import { nameMistakeFinder } from '../../taskpane/check/nameMistakes';
import { sheetIds } from '../../taskpane/check/referencedBlock';
import { sortNameErrors } from '../../taskpane/check/sortNameErrors';
import { checkFormulas, type FormulaCheck } from '../../workbook/checkFormulas';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import { repairFormulas } from '../../workbook/repairFormulas';
import type { BenchRow, BenchSection, CountRow } from './benchRow';

const FORMULAS = 10_000;
const IDS = FUNCTION_DEFINITIONS.map(({ id }) => id);
const IN_ORDER = '=LLMCOST("gpt-4o",1000,100)';

/** 10,000 formulas of ours in one column on our host: all in order, all stuck at #NAME?, half misspelt. */
export async function measureCheck(): Promise<BenchSection> {
  return {
    title: `Check of ${FORMULAS.toLocaleString('en-US')} formulas, in memory`,
    rows: [
      ...(await checked('in order', () => IN_ORDER, 0.0035)),
      ...(await checked('stuck at #NAME?', () => IN_ORDER, '#NAME?')),
      ...(await checked('misspelt or fed by one', halfMisspelt, '#NAME?')),
    ],
  };
}

/** The second half uses the first. */
function halfMisspelt(row: number): string {
  return row < FORMULAS / 2 ? '=LLMCSOT("gpt-4o",1,1)' : `=LLMCOST("gpt-4o",A${row + 1 - FORMULAS / 2},1)`;
}

async function checked(
  name: string,
  formula: (row: number) => string,
  value: number | string,
): Promise<(BenchRow | CountRow)[]> {
  const excel = await startExcel({ evaluate: () => value });
  const rect = { row: 0, col: 0, rows: FORMULAS, cols: 1 };
  excel.store.write(
    excel.store.active(),
    rect,
    Array.from({ length: FORMULAS }, (_, row) => [{ formula: formula(row) }]),
  );
  const { seen } = excel.host.faults;
  const before = seen.sync;
  const read = await timed(() => checkFormulas(excelFormulaGateway(), { functionIds: IDS }));
  const trips = seen.sync - before;
  const pauses: number[] = [];
  const sorted = await timed(() => sortNameErrors(read.result, { ...optionsFor(read.result), pause: noted(pauses) }));
  const rows: (BenchRow | CountRow)[] = [
    { name: `${name}: reading`, nanoseconds: read.nanoseconds, target: 'progress and Cancel from one second on' },
    { name: `${name}: round trips`, count: trips },
    { name: `${name}: what is mistaken, stuck, inherited`, nanoseconds: sorted.nanoseconds },
    { name: `${name}: longest time without a pause`, nanoseconds: longestGap(pauses), target: 'at most 100 ms' },
  ];
  const { stuck, mistaken } = sorted.result;
  const toRepair = [...stuck, ...mistaken];
  if (toRepair.length > 0) {
    const repair = await timed(() => repairFormulas(excelFormulaGateway(), toRepair));
    rows.push({
      name: `${name}: repairing ${toRepair.length.toLocaleString('en-US')}`,
      nanoseconds: repair.nanoseconds,
    });
  }
  excel.stop();
  return rows;
}

function optionsFor({ names, sheets }: FormulaCheck) {
  const find = nameMistakeFinder({ functions: FUNCTION_DEFINITIONS, prefix: '', inWorkbook: names });
  return { find, sheetIdOf: sheetIds(sheets) };
}

function noted(pauses: number[]): () => Promise<void> {
  return () => {
    pauses.push(performance.now());
    return Promise.resolve();
  };
}

function longestGap(moments: readonly number[]): number {
  const gaps = moments.slice(1).map((moment, index) => moment - moments[index]);
  return Math.max(0, ...gaps) * 1e6;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; nanoseconds: number }> {
  const start = process.hrtime.bigint();
  const result = await work();
  return { result, nanoseconds: Number(process.hrtime.bigint() - start) };
}
