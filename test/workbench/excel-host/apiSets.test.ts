import { readFileSync } from 'node:fs';
import { memberSets } from '../../../src/tooling/memberSets';
import { ANNOUNCED_SETS, isAnnounced } from '../../../src/workbench/excel-host/announcedSets';
import { newerMemberGate } from '../../../src/workbench/excel-host/apiSets';
import committed from '../../../src/workbench/excel-host/memberSets.json';

describe('requirement sets', () => {
  it('the committed table is what the installed types say', () => {
    expect(memberSets(readFileSync(require.resolve('@types/office-js/index.d.ts'), 'utf8'))).toEqual(committed);
  });

  it.each([
    ['ExcelApi', '1.15', true],
    ['ExcelApi', '1.9', true],
    ['excelapi', undefined, true],
    ['ExcelApi', '1.16', false],
    ['ExcelApi', '2.1', false],
    ['SharedRuntime', '1.1', true],
    ['ExcelApiOnline', '1.1', false],
  ])('%s %s is announced: %s', (set, version, expected) => {
    expect(isAnnounced(ANNOUNCED_SETS, set, version)).toBe(expected);
  });

  it('a member is refused when its set is newer than what is announced', () => {
    const gate = newerMemberGate({ ExcelApi: '1.9' });
    expect(() => gate('Range', 'values')).not.toThrow();
    expect(() => gate('Range', 'setDirty')).not.toThrow(); // 1.9
    expect(() => gate('Range', 'hasSpill')).toThrow('Range.hasSpill needs ExcelApi 1.12');
    expect(() => gate('Range', 'HASSPILL')).toThrow('needs ExcelApi 1.12');
    expect(() => gate('Range', 'valuesAsJson')).toThrow('needs ExcelApi 1.16');
    expect(() => gate('Worksheet', 'notes')).toThrow('needs ExcelApi 1.18');
  });
});
