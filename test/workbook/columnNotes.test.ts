import { columnNote } from '../../src/workbook/columnNotes';
import { excelGateway } from '../../src/workbook/excelGateway';
import { GPU_TABLE, LLM_TABLE, TABLE_LAYOUTS } from '../../src/workbook/priceTableLayout';
import { ANNOUNCED_SETS } from '../../src/workbench/excel-host/announcedSets';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { replace, stampOf, update } from './support';

let excel: RunningExcel | undefined;
afterEach(() => excel?.stop());

const noteOf = (layout: typeof LLM_TABLE, key: string) => {
  const header = layout.columns.find((column) => column.key === key)?.header ?? '';
  return columnNote(layout.role, header);
};

test('every price, condition and own column of the price tables is explained on its header', () => {
  const silent = LLM_TABLE.columns.filter(({ key }) => noteOf(LLM_TABLE, key) === undefined).map(({ key }) => key);
  expect(silent).toEqual([
    ...['name', 'context_window', 'family', 'tokenizer', 'tz', 'max_output', 'min_cache_tokens', 'priority'],
    ...['source_id', 'note'],
  ]);
  expect(noteOf(LLM_TABLE, 'web_search_per_1k')).toMatch(/^USD for the unit in the column name\..*never 0\.$/);
  expect(noteOf(LLM_TABLE, 'my_input')).toMatch(/^Yours: wins over the list price/);
  expect(noteOf(GPU_TABLE, 'my_usd_per_gpu_hour')).toMatch(/^Yours/);
});

test('a note is one or two short sentences', () => {
  const notes = TABLE_LAYOUTS.flatMap((layout) =>
    layout.columns.flatMap(({ header }) => columnNote(layout.role, header) ?? []),
  );
  expect(notes.length).toBeGreaterThan(60);
  expect(notes.filter((note) => note.length > 130 || !note.endsWith('.'))).toEqual([]);
});

test.each(['1.15', '1.18'])(
  'the tables are written where Excel %s has no notes or does not take them',
  async (version) => {
    excel = await startExcel({ sets: { ...ANNOUNCED_SETS, ExcelApi: version } });
    expect(excelGateway().hasNotes()).toBe(version === '1.18');
    const { written } = await replace(excelGateway(), update());
    expect(written.outcome).toBe('written');
    expect(stampOf(excel)).toMatch(/^ok:/);
  },
);
