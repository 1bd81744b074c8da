/**
 * Writes src/workbench/excel-host/memberSets.json: which requirement set each member of the Excel API came with, read
 * from the comments of the installed @types/office-js. Run again after that package was upgraded:
 * `npx tsx src/tooling/writeMemberSets.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ANNOUNCED_SETS } from '../workbench/excel-host/announcedSets';
import { memberSets } from './memberSets';

const TARGET = 'src/workbench/excel-host/memberSets.json';

const types = createRequire(import.meta.url).resolve('@types/office-js/index.d.ts');
const sets = memberSets(readFileSync(types, 'utf8'));
writeFileSync(TARGET, `${JSON.stringify(sets, null, 1)}\n`);
const members = Object.values(sets).flatMap(Object.values);
console.log(`${members.length} members newer than ExcelApi 1.1; announced is ${ANNOUNCED_SETS.ExcelApi}`);
