import { cellEntry, EntryRefused } from '../../../src/workbench/excel-host/cellEntry';
import { enteredDate } from '../../../src/workbench/excel-host/dateText';

// Serial numbers as Excel shows them for the date: 2026-11-20 is 46346, 2024-05-13 is 45425.
describe('what a cell holds after an entry', () => {
  it.each([
    [3.5, { value: 3.5 }],
    [true, { value: true }],
    ['', { value: '' }],
    ['Tea', { value: 'Tea' }],
    ['gpt-4o', { value: 'gpt-4o' }],
    ['=', { value: '=' }],
    ['-', { value: '-' }],
    ['1.25', { value: 1.25 }],
    [' 7 ', { value: 7 }],
    ['-5', { value: -5 }],
    ['+5', { value: 5 }],
    ['1e3', { value: 1000, format: '0.00E+00' }],
    ['1,234', { value: 1234, format: '#,##0' }],
    ['$2.50', { value: 2.5, format: '$#,##0.00' }],
    ['15%', { value: 0.15, format: '0%' }],
    ['TRUE', { value: true }],
    ['2026-11-20', { value: 46_346, format: 'm/d/yyyy' }],
    ['5/13/2024', { value: 45_425, format: 'm/d/yyyy' }],
    ["'2026-11-20", { value: '2026-11-20' }],
    ["'=A1", { value: '=A1' }],
    ['=SUM(A1:A2)', { formula: '=SUM(A1:A2)' }],
    ['+A1', { formula: '=+A1' }],
    ['-A1', { formula: '=-A1' }],
    ['@SUM(A1)', { formula: '=SUM(A1)' }],
    ['1,2,3', { value: '1,2,3' }],
    ['#N/A', { value: '#N/A' }],
  ])('%p in a General cell', (entry, held) => {
    expect(cellEntry(entry, 'General')).toEqual(held);
  });

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['=A1', '=A1'],
    ['007', '007'],
    ["'kept", "'kept"],
    [5, '5'],
    [false, 'FALSE'],
  ])('%p stays as it is in a text cell', (entry, held) => {
    expect(cellEntry(entry, '@')).toEqual({ value: held });
  });

  it('a number format that is there already is kept', () => {
    expect(cellEntry('2026-11-20', 'yyyy-mm-dd')).toEqual({ value: 46_346 });
    expect(cellEntry('15%', '0.00')).toEqual({ value: 0.15 });
  });

  it.each(['=SUM(A1', '="open', '={1,2)', '=A1)'])('%s is refused, as Excel does with a broken formula', (formula) => {
    expect(() => cellEntry(formula, 'General')).toThrow(EntryRefused);
  });
});

describe('dates as text', () => {
  it.each([
    ['2024-5-13', 45_425, 'm/d/yyyy'],
    ['2024/05/13', 45_425, 'm/d/yyyy'],
    ['5-13-24', 45_425, 'm/d/yyyy'],
    ['13 May 2024', 45_425, 'd-mmm-yy'],
    ['13-May-24', 45_425, 'd-mmm-yy'],
    ['May 13, 2024', 45_425, 'd-mmm-yy'],
    ['5/13', 45_425, 'd-mmm'],
    ['May 2024', 45_413, 'mmm-yy'],
    ['2024-05', 45_413, 'mmm-yy'],
    ['6:00', 0.25, 'h:mm'],
    ['6:00 PM', 0.75, 'h:mm AM/PM'],
    ['2024-05-13 12:00', 45_425.5, 'm/d/yyyy h:mm'],
  ])('%s is %d shown as %s', (text, serial, format) => {
    expect(enteredDate(text, 2024)).toEqual({ serial, format });
  });

  it.each(['2024-02-30', '13/13/2024', '25:00', '6:75', 'gpt-4', 'May', 'mayor 2024', '2024-05-13T10:00Z', 'x 6:00'])(
    '%s stays text',
    (text) => {
      expect(enteredDate(text, 2024)).toBeNull();
    },
  );
});
