import { differingCells } from '../../src/tooling/examples/differingCells';
import { exampleWorkbooks } from '../../src/tooling/examples/exampleWorkbooks';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import type { WorkbookFile } from '../../src/portable/xlsx/workbookFile';
import { bundledPrices } from '../../src/runtime/bundledPrices';
import { STARTER_SHEETS } from '../../src/sheets/starters/starterSheets';
import { checkPackage } from '../support/checkPackage';
import { recalculateAll, saveThroughLibreOffice } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';

jest.setTimeout(300_000);

const examples = exampleWorkbooks(bundledPrices(), '2026-11-26');

test('S01 LibreOffice gives every figure of every example from its independent copy', async () => {
  const all = await examples;
  expect(all.map(({ id }) => id)).toEqual(STARTER_SHEETS.map(({ id }) => id));
  const calculated = await recalculateAll(all.map(({ copy }) => copy.bytes));
  for (const [index, { bytes }] of all.entries()) {
    const { compared, differing } = await differingCells(bytes, calculated[index]);
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(100);
    expect(calculated[index].get('Self-test')?.get('B3')).toBe('PASS');
  }
  expect(all.flatMap(({ bytes, copy }) => [...checkPackage(bytes), ...checkPackage(copy.bytes)])).toEqual([]);
});

test('S02 an example opened without the add-in shows its stored figures, says what to do, and loses no formula on saving', async () => {
  const [{ id, bytes }] = await examples;
  const before = readSheetValues(bytes);
  const notes = [...(before.get('Notes')?.values() ?? [])].join('\n');
  expect(notes).toContain('install LLM Cost for Excel');
  expect(notes).toContain(`${id}-independent.xlsx`);
  // gpt-5.1 at 1.25, 0.125 cached and 10 USD per 1M: 720 × 1.25 + 1,080 × 0.125 + 350 × 10, all / 1M
  expect(before.get('Support chat')?.get('B16')).toBeCloseTo(0.004535, 12);
  // LibreOffice calculates every array formula on opening, so that it shows #NAME?; the formulas themselves stay
  const afterwards = await saveThroughLibreOffice(bytes);
  expect(before.get('Support chat')?.get('A3') ?? '').toBe('');
  expect(readSheetValues(afterwards).get('Support chat')?.get('A3')).toMatch(
    /^#NAME\? below: .* open an independent copy/,
  );
  const saved = await openWorkbook(afterwards);
  const formulas = (file: WorkbookFile) =>
    file.cells('Support chat').filter(({ formula }) => formula !== undefined).length;
  expect(formulas(saved)).toBe(formulas(await openWorkbook(bytes)));
  expect(saved.cells('Support chat').find(({ row, column }) => row === 15 && column === 1)?.formula).toMatch(
    /LLMCOST\(A16,/i,
  );
});
