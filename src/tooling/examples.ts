// `npm run examples -- [folder]`: a workbook per starter sheet with formulas of ours, and its independent copy beside it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledPrices } from '../runtime/bundledPrices';
import { calculateWithExcelts } from './calculateWithExcelts';
import { exampleWorkbooks, type ExampleWorkbook } from './examples/exampleWorkbooks';
import { differingCells } from './examples/differingCells';

async function main(folder = 'examples'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const example of await exampleWorkbooks(bundledPrices(), new Date().toISOString().slice(0, 10))) {
    const { id, bytes, copy } = example;
    writeFileSync(path.join(folder, `${id}.xlsx`), bytes);
    writeFileSync(path.join(folder, `${id}-independent.xlsx`), copy.bytes);
    console.log(
      `${id}: ${copy.report.converted} plain formulas, ${copy.report.frozen.length} fixed values; ${await agreement(example)}`,
    );
  }
  console.log(
    `Written to ${path.resolve(folder)}. Figures: our functions by the engine, the formulas around them by excelts.`,
  );
}

/** The copy calculated by excelts without our functions, against what the workbook shows with them. */
async function agreement({ bytes, copy }: ExampleWorkbook): Promise<string> {
  const calculated = await calculateWithExcelts(copy.bytes);
  const { compared, differing } = await differingCells(bytes, calculated);
  if (differing.length > 0) process.exitCode = 1;
  return differing.length === 0
    ? `${compared} figures equal in the copy`
    : `DIFFERENT in the copy: ${differing.join(', ')}`;
}

void main(process.argv[2]);
