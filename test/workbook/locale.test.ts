import { excelGateway } from '../../src/workbook/excelGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, contentsOf, replace, ROWS, update } from './support';

let excel: RunningExcel | undefined;
afterEach(() => excel?.stop());

/** Two writes in an Excel of this language: everything that a person then sees. */
async function writtenIn(locale: string) {
  excel = await startExcel({ locale });
  expect(Office.context.contentLanguage).toBe(locale);
  const decimals = ROWS.map((row) => (row.output === 10 ? { ...row, input: 1.5, output: 1234.5678 } : row));
  await replace(excelGateway(), update());
  await replace(excelGateway(), update(decimals, { asOf: '2026-11-22' }));
  await excel.settled();
  const [prices, contents] = [column(excel, 'LlmPrices', 'Output (USD/1M)'), contentsOf(excel)];
  excel.stop();
  return { prices, contents };
}

test.each(['de-DE', 'fr-FR', 'pt-BR'])(
  'W16 in %s prices are the same numbers, never texts with a comma',
  async (locale) => {
    const english = await writtenIn('en-US');
    const other = await writtenIn(locale);
    expect(other.prices).toEqual([1234.5678, '', 15]);
    expect(other.contents).toEqual(english.contents);
  },
);

test('W16 nothing is written through a member that depends on the language', async () => {
  excel = await startExcel({ locale: 'de-DE' });
  const asked: string[] = [];
  const { prototype } = excel.globals.Excel.Range;
  for (const member of ['formulasLocal', 'numberFormatLocal', 'formulasR1C1', 'text', 'valuesAsJsonLocal'] as const) {
    Object.defineProperty(prototype, member, { set: () => asked.push(member), get: () => asked.push(member) });
  }
  await replace(excelGateway(), update());
  expect(asked).toEqual([]);
  expect(column(excel, 'LlmPrices', 'Output (USD/1M)')).toEqual([10, '', 15]);
});
