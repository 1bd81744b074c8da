import { codeOf } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('ranges', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel();
  });
  afterEach(() => excel.stop());

  const onSheet = <T>(work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T>): Promise<T> =>
    Excel.run((context) => work(context.workbook.worksheets.getActiveWorksheet(), context));

  it('values, formulas, texts, formats and types are read back', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:C2').values = [
        ['Model', 'Input', true],
        ['gpt-4o', 2.5, ''],
      ];
      sheet.getRange('B2').numberFormat = [['$0.00']];
      sheet.getRange('D1:D2').formulas = [['=SUM(B1:B2)'], ['=1/0']];
      const range = sheet.getRange('A1:D2').load('values,formulas,text,numberFormat,valueTypes,address,cellCount');
      await context.sync();
      expect(range.toJSON()).toMatchObject({
        address: 'Sheet1!A1:D2',
        cellCount: 8,
        values: [
          ['Model', 'Input', true, 2.5],
          ['gpt-4o', 2.5, '', '#DIV/0!'],
        ],
        formulas: [
          ['Model', 'Input', true, '=SUM(B1:B2)'],
          ['gpt-4o', 2.5, '', '=1/0'],
        ],
        text: [
          ['Model', 'Input', 'TRUE', '2.5'],
          ['gpt-4o', '$2.50', '', '#DIV/0!'],
        ],
        numberFormat: [
          ['General', 'General', 'General', 'General'],
          ['General', '$0.00', 'General', 'General'],
        ],
        valueTypes: [
          ['String', 'String', 'Boolean', 'Double'],
          ['String', 'Double', 'Empty', 'Error'],
        ],
      });
    });
  });

  it('text is taken as if it were typed, unless the cell has the text format', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A2:F2').numberFormat = [['@', '@', '@', '@', '@', '@']];
      const entries = ['2026-11-20', '1.5', '=1+1', '-B1', "'007", '15%'];
      sheet.getRange('A1:F2').values = [entries, entries];
      const range = sheet.getRange('A1:F2').load('values,formulas');
      await context.sync();
      expect(range.values).toEqual([[46_346, 1.5, 2, -1.5, '007', 0.15], entries]);
      expect(range.formulas[0].slice(2, 4)).toEqual(['=1+1', '=-B1']);
    });
  });

  it('null leaves a cell alone, one value fills a range, a wrong size is refused', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:B2').values = 7 as unknown as number[][];
      sheet.getRange('A1:B1').values = [[null, 8]];
      const range = sheet.getRange('A1:B2').load('values');
      await context.sync();
      expect(range.values).toEqual([
        [7, 8],
        [7, 7],
      ]);
    });
    const wrong = onSheet(async (sheet, context) => {
      sheet.getRange('A1:B2').values = [[1]];
      await context.sync();
    });
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  it('a broken formula is refused and names its place', async () => {
    const broken = onSheet(async (sheet, context) => {
      sheet.getRange('A1').formulas = [['=SUM(A2']];
      await context.sync();
    });
    await expect(broken).rejects.toMatchObject({
      code: 'InvalidArgument',
      debugInfo: { errorLocation: 'Range.formulas' },
    });
  });

  it('ranges are found from other ranges', async () => {
    await onSheet(async (sheet, context) => {
      const base = sheet.getRange('B2:C4');
      const found = [
        base.getCell(0, 1),
        base.getRow(1),
        base.getColumn(1),
        base.getLastRow(),
        base.getLastColumn(),
        base.getLastCell(),
        base.getOffsetRange(1, -1),
        base.getResizedRange(1, -1),
        base.getAbsoluteResizedRange(1, 1),
        base.getRowsAbove(1),
        base.getRowsBelow(2),
        base.getBoundingRect('E1'),
        base.getIntersection('C3:D9'),
        base.getEntireRow(),
        base.getEntireColumn(),
        sheet.getRangeByIndexes(0, 0, 2, 2),
      ].map((range) => range.load('address'));
      const none = base.getIntersectionOrNullObject('F1');
      await context.sync();
      expect(found.map(({ address }) => address.replace('Sheet1!', ''))).toEqual([
        'C2',
        'B3:C3',
        'C2:C4',
        'B4:C4',
        'C2:C4',
        'C4',
        'A3:B5',
        'B2:B5',
        'B2',
        'B1:C1',
        'B5:C6',
        'B1:E4',
        'C3:C4',
        '2:4',
        'B:C',
        'A1:B2',
      ]);
      expect(none.isNullObject).toBe(true);
    });
    const outside = onSheet(async (sheet, context) => {
      sheet.getRange('A1').getOffsetRange(-1, 0).load('address');
      await context.sync();
    });
    expect(await codeOf(() => outside)).toBe('InvalidArgument');
  });

  it('the used range grows with the content and shrinks when it is cleared', async () => {
    await onSheet(async (sheet, context) => {
      const before = sheet.getUsedRangeOrNullObject(true);
      sheet.getRange('B2').values = [[1]];
      sheet.getRange('C5').values = [[1]];
      const used = sheet.getUsedRange(true).load('address');
      const inColumn = sheet.getRange('B:B').getUsedRange(true).load('address');
      await context.sync();
      sheet.getRange('C5').clear(Excel.ClearApplyTo.contents);
      const after = sheet.getUsedRange(true).load('address');
      await context.sync();
      expect(before.isNullObject).toBe(true);
      expect([used, inColumn, after].map(({ address }) => address)).toEqual([
        'Sheet1!B2:C5',
        'Sheet1!B2:B5',
        'Sheet1!B2',
      ]);
    });
  });

  it('rows are inserted and deleted, and formulas follow', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:A3').values = [[1], [2], [3]];
      sheet.getRange('C1').formulas = [['=SUM(A1:A3)']];
      sheet.getRange('2:2').insert('Down');
      sheet.getRange('A2').values = [[10]];
      const sum = sheet.getRange('C1').load('values,formulas');
      await context.sync();
      expect([sum.values, sum.formulas]).toEqual([[[16]], [['=SUM(A1:A4)']]]);
      sheet.getRange('A2:A3').delete('Up');
      const column = sheet.getRange('A1:A3').load('values');
      sum.load('values');
      await context.sync();
      expect([sum.values, column.values]).toEqual([[[4]], [[1], [3], ['']]]);
    });
  });

  it('cells that would tear a table apart are not shifted', async () => {
    const tearing = onSheet(async (sheet, context) => {
      context.workbook.tables.add('A3:B5', true);
      sheet.getRange('A1').insert('Down');
      await context.sync();
    });
    expect(await codeOf(() => tearing)).toBe('InvalidOperation');
  });

  it('looks are set and read', async () => {
    await onSheet(async (sheet, context) => {
      const range = sheet.getRange('A1:B1');
      range.format.fill.color = '#FFEECC';
      range.format.font.bold = true;
      range.format.font.color = '#112233';
      range.format.horizontalAlignment = 'Center';
      range.format.indentLevel = 1;
      range.format.wrapText = true;
      range.format.columnWidth = 90;
      range.load(
        'format/columnWidth,format/horizontalAlignment,format/indentLevel,format/wrapText,format/font/bold,format/fill/color',
      );
      await context.sync();
      expect(range.format.toJSON()).toMatchObject({
        columnWidth: 90,
        horizontalAlignment: 'Center',
        indentLevel: 1,
        wrapText: true,
        font: { bold: true },
        fill: { color: '#FFEECC' },
      });
      sheet.getRange('A1').values = [['a longer text than fits into the column']];
      sheet.getRange('A:A').format.autofitColumns();
      const width = sheet.getRange('A1').format.load('columnWidth');
      await context.sync();
      expect(width.columnWidth).toBeGreaterThan(150);
    });
  });

  it('a large array arrives in pieces and whole', async () => {
    const rows = Array.from({ length: 4000 }, (_, row) => [row, `model ${row}`]);
    await onSheet(async (sheet, context) => {
      const range = sheet.getRange('A1:B4000');
      range.values = rows;
      range.load('values');
      await context.sync();
      expect(range.values).toEqual(rows);
    });
    const pieces = excel.host.log.flatMap(({ actions }) => actions).filter((action) => action === 'Range.values');
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('a spill is seen on its cells', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:A2').values = [[1], [2]];
      sheet.getRange('C1').formulas = [['=A1:A2']];
      const ranges = ['C1:C2', 'A1', 'C2:C3'].map((address) => sheet.getRange(address).load('hasSpill,values'));
      await context.sync();
      expect(ranges.map(({ hasSpill }) => hasSpill)).toEqual([true, false, null]);
      sheet.getRange('C2').values = [['in the way']];
      const blocked = sheet.getRange('C1').load('values,hasSpill');
      await context.sync();
      expect([blocked.values, blocked.hasSpill]).toEqual([[['#SPILL!']], false]);
    });
  });

  it('clearing part of a spill changes nothing, and nothing spills into a table', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('A1:A2').values = [[1], [2]];
      sheet.getRange('C1').formulas = [['=A1:A2']];
      await context.sync();
      sheet.getRange('C2').clear();
      const spill = sheet.getRange('C1:C2').load('values');
      sheet.tables.add('E1:E3', true);
      sheet.getRange('E2').formulas = [['=A1:A2']];
      const inTable = sheet.getRange('E2:E3').load('values');
      await context.sync();
      expect([spill.values, inTable.values]).toEqual([
        [[1], [2]],
        [['#SPILL!'], ['']],
      ]);
    });
  });

  it('a range can be selected', async () => {
    await onSheet(async (sheet, context) => {
      sheet.getRange('B2:C3').select();
      const selected = context.workbook.getSelectedRange().load('address');
      const active = context.workbook.getActiveCell().load('address');
      await context.sync();
      expect([selected.address, active.address]).toEqual(['Sheet1!B2:C3', 'Sheet1!B2']);
    });
  });
});
