import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { workbookOf } from '../portable/support';

jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-independent-'));
afterAll(() => rmSync(folder, { recursive: true }));

function independent(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/tooling/independent.ts', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr: stderr.trim() };
}

test('the command writes a copy, says what became of the formulas, and never overwrites the workbook', async () => {
  const [plan, copy] = ['plan.xlsx', 'copy.xlsx'].map((name) => path.join(folder, name));
  const book = await workbookOf([
    [{ formula: '=LLMCOST("gpt-4o",1000,100)', value: 0.0035 }],
    [{ formula: '=LLMSOURCE("gpt-4o","checked")' }],
  ]);
  writeFileSync(plan, book);
  const made = independent(plan, copy);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toContain('1 formula in cells made plain.\n1 formula kept as a value:\n  Plan!A2');
  expect(existsSync(copy)).toBe(true);
  expect(independent(plan, plan)).toMatchObject({
    status: 2,
    stderr: 'The copy needs another name: the workbook itself is never overwritten.',
  });
  expect(readFileSync(plan).equals(book)).toBe(true);
  expect(independent(copy, path.join(folder, 'again.xlsx'))).toMatchObject({
    status: 3,
    stderr: 'The workbook has no formula of this add-in: it can be sent as it is.',
  });
});

test('a workbook with macros gets no name under which Excel would refuse it', async () => {
  const parts = unzipSync(await workbookOf([[{ formula: '=LLMCOST("gpt-4o",1000,100)', value: 0.0035 }]]));
  const types = strFromU8(parts['[Content_Types].xml']).replace(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
  );
  const [plan, wrong, right] = ['plan.xlsm', 'wrong.xlsx', 'right.xlsm'].map((name) => path.join(folder, name));
  writeFileSync(plan, zipSync({ ...parts, '[Content_Types].xml': strToU8(types) }));
  const sentence = 'The workbook has macros: give the copy a name that ends in .xlsm, or Excel refuses to open it.';
  expect(independent(plan, wrong)).toMatchObject({ status: 2, stderr: sentence });
  expect(existsSync(wrong)).toBe(false);
  expect(independent(plan, right).stdout).toContain('The macros are kept as they were');
});
