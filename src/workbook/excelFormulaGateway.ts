/** The formula gateway over Office.js. Needs ExcelApi 1.12 (spilled ranges). */
import { RECT, rectOf } from './excel/describe';
import { asEngineErrors, inExcel } from './excel/inExcel';
import { rangeAt } from './excel/rangeAt';
import { sessionOf } from './excelGateway';
import type { Calculation, FormulaGateway, FormulaSession, NameToAdd } from './formulaGateway';
import type { Area } from './gateway';

export function excelFormulaGateway(): FormulaGateway {
  return { run: (work) => inExcel((context) => work(formulaSessionOf(context))) };
}

function formulaSessionOf(context: Excel.RequestContext): FormulaSession {
  return {
    ...sessionOf(context),
    calculation: () => asEngineErrors(readCalculation(context)),
    spills: (areas) => asEngineErrors(readSpills(context, areas)),
    freeze: (areas) => asEngineErrors(freeze(context, areas)),
    customXml: (namespace) => asEngineErrors(readCustomXml(context, namespace)),
    addNames: (names) => asEngineErrors(addNames(context, names)),
    select: (area) => asEngineErrors(select(context, area)),
  };
}

async function readCalculation(context: Excel.RequestContext): Promise<Calculation> {
  const { application } = context.workbook;
  application.load('calculationMode');
  await context.sync();
  return MODES[application.calculationMode] ?? 'automatic';
}

const MODES: Readonly<Record<string, Calculation>> = { AutomaticExceptTables: 'except-data-tables', Manual: 'manual' };

async function select(context: Excel.RequestContext, area: Area): Promise<void> {
  context.workbook.worksheets.getItem(area.sheet).activate();
  rangeAt(context, area).select();
  await context.sync();
}

/** Asked run by run first: nearly all formulas fill their own cell only. */
async function readSpills(context: Excel.RequestContext, areas: readonly Area[]): Promise<Area[]> {
  const runs = areas.map((area) => ({ area, range: rangeAt(context, area) }));
  for (const { range } of runs) range.load('hasSpill');
  await context.sync();
  const spills = runs
    .filter(({ range }) => range.hasSpill !== false)
    .flatMap(({ area: { sheet, rect }, range }) =>
      Array.from({ length: rect.rows * rect.columns }, (_, index) => {
        const cell = range.getCell(Math.floor(index / rect.columns), index % rect.columns);
        const spill = cell.getSpillingToRangeOrNullObject();
        spill.load(RECT);
        return { sheet, spill };
      }),
    );
  if (spills.length > 0) await context.sync();
  return spills.filter(({ spill }) => !spill.isNullObject).map(({ sheet, spill }) => ({ sheet, rect: rectOf(spill) }));
}

async function freeze(context: Excel.RequestContext, areas: readonly Area[]): Promise<void> {
  for (const area of areas) {
    const range = rangeAt(context, area);
    range.copyFrom(range, 'Values');
  }
  await context.sync();
}

/** Not addFormulaLocal, which reads the formula in the language of the user. */
async function addNames(context: Excel.RequestContext, names: readonly NameToAdd[]): Promise<void> {
  for (const { name, formula, comment } of names) context.workbook.names.add(name, formula, comment);
  await context.sync();
}

async function readCustomXml(context: Excel.RequestContext, namespace: string): Promise<string | undefined> {
  const part = context.workbook.customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject();
  part.load('id');
  await context.sync();
  if (part.isNullObject) return undefined;
  return received(context, part.getXml());
}

async function received<T>(context: Excel.RequestContext, answer: OfficeExtension.ClientResult<T>): Promise<T> {
  await context.sync();
  return answer.value;
}
