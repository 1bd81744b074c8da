/** The formula gateway over Office.js. Needs ExcelApi 1.9. */
import { asEngineErrors, inExcel } from './excel/inExcel';
import { rangeAt } from './excel/rangeAt';
import { sessionOf } from './excelGateway';
import type { Calculation, FormulaGateway, FormulaSession } from './formulaGateway';
import type { Area } from './gateway';

export function excelFormulaGateway(): FormulaGateway {
  return { run: (work) => inExcel((context) => work(formulaSessionOf(context))) };
}

function formulaSessionOf(context: Excel.RequestContext): FormulaSession {
  return {
    ...sessionOf(context),
    calculation: () => asEngineErrors(readCalculation(context)),
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
