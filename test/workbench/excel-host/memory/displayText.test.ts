import { displayText } from '../../../../src/workbench/excel-host/memory/displayText';

describe('the text a cell shows', () => {
  it.each([
    [3.5, 'General', '3.5'],
    [true, 'General', 'TRUE'],
    ['text', '0.00', 'text'],
    ['012', '@', '012'],
    [3.5, '0.00', '3.50'],
    [1234.5, '#,##0.00', '1,234.50'],
    [0.000123, '0.000000', '0.000123'],
    [1.5, '0.##', '1.5'],
    [0.125, '0.0%', '12.5%'],
    [2.5, '$#,##0.00', '$2.50'],
    [2.5, '"USD "0.00', 'USD 2.50'],
    [7, '00', '07'],
    [46_346, 'yyyy-mm-dd', '2026-11-20'],
    [46_346, 'm/d/yyyy', '11/20/2026'],
    [46_346, 'd-mmm-yy', '20-Nov-26'],
    [46_346.75, 'yyyy-mm-dd hh:mm', '2026-11-20 18:00'],
    [0.75, 'h:mm AM/PM', '6:00 PM'],
    ['#N/A', '0.00', '#N/A'],
  ])('%p in the format %s is %s', (value, format, text) => {
    expect(displayText(value, format)).toBe(text);
  });
});
