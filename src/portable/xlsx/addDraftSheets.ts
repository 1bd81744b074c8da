import type { SheetDraft } from '../../sheets/sheetDraft';
import type { CellMetadata } from './cellMetadata';
import { draftSheetXml, namedTables, tableXml } from './draftSheet';
import { DraftStyles } from './draftStyles';
import { emptyStyles } from './emptyParts';
import { CONTENT_TYPE, RELATION } from './namespaces';
import type { PackageParts } from './packageParts';
import { UniqueNames } from './uniqueNames';
import { childNamed } from './xml';
import type { WorkbookPart } from './workbookPart';

export interface DraftPlacement {
  readonly at: 'front' | 'end';
  readonly ourFunctionIds: readonly string[];
  /** Names of tables that the workbook has; names of cells are looked up. */
  readonly takenTableNames: readonly string[];
}

/**
 * Adds sheets with their tables, styles and, for dynamic arrays, metadata.
 * Where a sheet or table had to get another name, the drafts' formulas follow it.
 * @returns the names given, in the order of the drafts
 */
export function addDraftSheets(
  parts: PackageParts,
  workbook: WorkbookPart,
  metadata: CellMetadata,
  drafts: readonly SheetDraft[],
  { at, ourFunctionIds, takenTableNames }: DraftPlacement,
): { readonly sheetNames: string[]; readonly tableNames: string[] } {
  const { dialect } = workbook;
  const isFirst = workbook.tabs.length === 0;
  const sheetNames = new UniqueNames(workbook.tabs.map(({ name }) => name));
  const tableNames = new UniqueNames([...takenTableNames, ...workbook.definedNames.map(({ name }) => name)]);
  const renamed = { sheets: new Map<string, string>(), tables: new Map<string, string>() };
  const planned = drafts.map((draft) => {
    const name = remembered(renamed.sheets, draft.name, sheetNames.sheetName(draft.name));
    const tables = namedTables(draft, (table) =>
      remembered(renamed.tables, table.name, tableNames.tableName(table.name)),
    );
    return { draft, name, tables };
  });

  const stylesPart = workbookPartOf(parts, workbook, RELATION.styles) ?? addStyles(parts, workbook);
  const styles = new DraftStyles(parts.xml(stylesPart));
  const context = { dialect, styles, ourFunctionIds, renamed, dynamicArrayRecord: () => metadata.dynamicArrayRecord() };
  const folder = workbook.name.slice(0, workbook.name.lastIndexOf('/') + 1);
  let tableId = firstFreeTableId(parts);
  const tabs = planned.map(({ draft, name, tables }, index) => {
    const part = parts.freeName(`${folder}worksheets/sheet#.xml`);
    parts.write(part, '', CONTENT_TYPE.worksheet);
    const relationIds = tables.map((table) => {
      const tablePart = parts.freeName(`${folder}tables/table#.xml`);
      parts.write(tablePart, tableXml(table, tableId, dialect), CONTENT_TYPE.table);
      tableId += 1;
      return parts.addRelation(part, `${dialect.office}/${RELATION.table}`, tablePart);
    });
    parts.write(part, draftSheetXml(draft, tables, relationIds, isFirst && index === 0, context));
    return { name, relationId: parts.addRelation(workbook.name, `${dialect.office}/${RELATION.worksheet}`, part) };
  });
  styles.finish();
  parts.commit(stylesPart);
  workbook.addTabs(tabs, at);
  forgetTitles(parts);
  return {
    sheetNames: tabs.map(({ name }) => name),
    tableNames: planned.flatMap(({ tables }) => tables.map(({ name }) => name)),
  };
}

function remembered(renamed: Map<string, string>, wanted: string, given: string): string {
  if (given !== wanted) renamed.set(wanted.toLowerCase(), given);
  return given;
}

const workbookPartOf = (parts: PackageParts, workbook: WorkbookPart, wanted: string): string | undefined =>
  parts
    .relations(workbook.name)
    .find(({ kind, target }) => kind === wanted && target !== undefined && parts.has(target))?.target;

function addStyles(parts: PackageParts, workbook: WorkbookPart): string {
  const part = parts.freeName(`${workbook.name.slice(0, workbook.name.lastIndexOf('/') + 1)}styles#.xml`);
  parts.write(part, emptyStyles(workbook.dialect), CONTENT_TYPE.styles);
  parts.addRelation(workbook.name, `${workbook.dialect.office}/${RELATION.styles}`, part);
  return part;
}

function firstFreeTableId(parts: PackageParts): number {
  const ids = parts.names
    .filter((name) => parts.contentType(name) === CONTENT_TYPE.table)
    .map((name) => Number(parts.xml(name).root.attributes.id));
  return Math.max(0, ...ids.filter(Number.isFinite)) + 1;
}

/** docProps/app.xml may list the names of all sheets; Excel writes the list anew when it saves. */
function forgetTitles(parts: PackageParts): void {
  for (const { kind, target } of parts.relations('')) {
    if (kind !== RELATION.appProperties || target === undefined || !parts.has(target)) continue;
    const part = parts.xml(target);
    for (const local of ['HeadingPairs', 'TitlesOfParts']) {
      const list = childNamed(part.root, local);
      if (list) part.remove(list);
    }
    parts.commit(target);
  }
}
