/**
 * Writes src/workbench/excel-host/memberSets.json: which requirement set each member of the Excel API came with, read
 * from the comments of the installed @types/office-js. Run again after that package was upgraded:
 * `npx tsx src/tooling/writeMemberSets.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ANNOUNCED_SETS } from '../workbench/excel-host/announcedSets';
import type { MemberSets } from '../workbench/excel-host/apiSets';

/** The classes the host models; charts, pivot tables and shapes are refused as a whole. */
const MODELLED = /^(Application|AutoFilter|CustomXmlPart\w*|NamedItem\w*|Range\w*|Setting\w*|Table\w*|Workbook|Worksheet\w*)$/;
/** Members of the client library itself, on every class. */
const CLIENT_SIDE = ['constructor', 'context', 'items', 'load', 'set', 'toJSON', 'track', 'untrack'];
const TARGET = 'src/workbench/excel-host/memberSets.json';

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
    if (!member || CLIENT_SIDE.includes(member) || set === 'ExcelApi 1.1') continue;
    const ofClass = (sets[className] ??= {});
    ofClass[member] ??= set;
  }
  return sets;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const types = createRequire(import.meta.url).resolve('@types/office-js/index.d.ts');
  const sets = memberSets(readFileSync(types, 'utf8'));
  writeFileSync(TARGET, `${JSON.stringify(sets, null, 1)}\n`);
  const members = Object.values(sets).flatMap(Object.values);
  console.log(`${members.length} members newer than ExcelApi 1.1; announced is ${ANNOUNCED_SETS.ExcelApi}`);
}
