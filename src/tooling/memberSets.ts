import type { MemberSets } from '../workbench/excel-host/apiSets';

/** The classes the host models; charts, pivot tables and shapes are refused as a whole. */
const MODELLED =
  /^(Application|AutoFilter|CustomXmlPart\w*|NamedItem\w*|Range\w*|Setting\w*|Table\w*|Workbook|Worksheet\w*)$/;
/** Members of the client library itself, on every class. */
const CLIENT_SIDE = ['constructor', 'context', 'items', 'load', 'set', 'toJSON', 'track', 'untrack'];

/** Members of set 1.1 are left out: every Excel has them. */
export function memberSets(declarations: string): MemberSets {
  const sets: Record<string, Record<string, string>> = {};
  let isExcel = false;
  let className = '';
  let set = '';
  for (const line of declarations.split('\n')) {
    const namespace = /^declare namespace (\w+)/.exec(line);
    if (namespace) isExcel = namespace[1] === 'Excel';
    const opened = /^ {4}class (\w+) extends OfficeExtension\.ClientObject/.exec(line);
    if (opened) className = opened[1];
    if (/^ {4}}/.test(line)) className = '';
    if (!isExcel || !MODELLED.test(className)) continue;
    set = /\[Api set: (\w+ [\d.]+)/.exec(line)?.[1] ?? set;
    const member = /^ {8}(?:readonly )?(\w+)(?:\(|<|\??:)/.exec(line)?.[1];
    if (!member) continue;
    const ofClass = (sets[className] ??= {});
    if (set && set !== 'ExcelApi 1.1' && !CLIENT_SIDE.includes(member)) ofClass[member] ??= set;
    set = '';
  }
  return sets;
}
