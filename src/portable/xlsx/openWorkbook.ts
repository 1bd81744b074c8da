import { addDraftSheets } from './addDraftSheets';
import { removeAddIns } from './addIns';
import { CellMetadata } from './cellMetadata';
import type { CellContext } from './cellValue';
import { CustomXmlParts } from './customXmlParts';
import { CONTENT_TYPE, RELATION, WORKBOOK_CONTENT_TYPES } from './namespaces';
import { PackageParts } from './packageParts';
import { scanSheet } from './scanSheet';
import { readSharedStrings } from './sharedStrings';
import { SheetPart } from './sheetPart';
import { readTables, tableFormulas, type TablePart } from './tableParts';
import type { CellValue, FileDefinedName, FileSheet, FormulaElsewhere, ArrayArea, WorkbookFile } from './workbookFile';
import { WorkbookPart, type Tab } from './workbookPart';
import { refusals } from './workbookRefusal';
import { descendants } from './xml';
import { readZip, writeZip } from './zipFile';
import type { SheetDraft } from '../../sheets/sheetDraft';

const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Opens an .xlsx or .xlsm file.
 * @throws WorkbookRefusal with one sentence for the person who chose the file; the bytes are never changed
 */
export async function openWorkbook(bytes: Uint8Array): Promise<WorkbookFile> {
  refuseOtherFiles(bytes);
  const parts = new PackageParts(await readZip(bytes));
  if (parts.has('mimetype') && parts.text('mimetype').includes('opendocument')) throw refusals.openDocument();
  if (!parts.has('[Content_Types].xml')) throw refusals.notAWorkbook();
  const relations = parts.relations('');
  if (relations.some(({ kind, type }) => kind === RELATION.signature && type.includes('digital-signature')))
    throw refusals.signed();
  const main = relations.find(({ kind }) => kind === RELATION.workbook)?.target;
  if (main === undefined || !parts.has(main)) throw refusals.notAWorkbook();
  const contentType = parts.contentType(main) ?? '';
  if (contentType === CONTENT_TYPE.binaryWorkbook) throw refusals.binaryWorkbook();
  if (!WORKBOOK_CONTENT_TYPES.includes(contentType)) throw refusals.notAWorkbook();
  return new OpenedWorkbook(parts, new WorkbookPart(parts, main), contentType.includes('macroEnabled'));
}

/** What Office writes around a package that is encrypted, and what it wrote before there were packages. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function refuseOtherFiles(bytes: Uint8Array): void {
  if (bytes.length > MOST_BYTES) throw refusals.tooLarge(Math.ceil(bytes.length / 1024 / 1024));
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    const text = new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1));
    throw text.includes('EncryptedPackage') ? refusals.encrypted() : refusals.oldFormat();
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw refusals.notAWorkbook();
}

interface OpenedSheet extends FileSheet {
  readonly part: string;
}

class OpenedWorkbook implements WorkbookFile {
  readonly sheets: readonly OpenedSheet[];
  readonly tables: readonly TablePart[];
  readonly definedNames: readonly FileDefinedName[];
  readonly dates1904: boolean;
  private readonly metadata: CellMetadata;
  private readonly customXmlParts: CustomXmlParts;
  private readonly context: CellContext;
  private readonly scanned = new Map<string, SheetPart>();
  /** Every listed formula with how to replace it. */
  private readonly elsewhere = new Map<FormulaElsewhere, (formula: string) => void>();
  private addedTableNames: string[] = [];

  constructor(
    private readonly parts: PackageParts,
    private readonly workbook: WorkbookPart,
    readonly hasMacros: boolean,
  ) {
    const relations = parts.relations(workbook.name);
    const target = (tab: Tab) => {
      const relation = relations.find(({ id }) => id === tab.relationId);
      if (relation?.target === undefined || !parts.has(relation.target))
        throw refusals.damaged(`the sheet ${tab.name} is missing`);
      return relation.kind === RELATION.worksheet
        ? [{ name: tab.name, visibility: tab.visibility, part: relation.target }]
        : [];
    };
    this.sheets = workbook.tabs.flatMap(target);
    this.tables = this.sheets.flatMap(({ part, name }) => readTables(parts, part, name));
    this.definedNames = workbook.definedNames;
    this.dates1904 = workbook.dates1904;
    this.metadata = new CellMetadata(parts, workbook.name, workbook.dialect);
    this.customXmlParts = new CustomXmlParts(parts, workbook.name, workbook.dialect);
    const strings = once(() => this.readStrings());
    this.context = {
      sharedString: (index) => strings()[index],
      dates1904: this.dates1904,
      isDynamicArray: this.metadata.isDynamicArray,
    };
  }

  cells(sheetName: string) {
    return this.sheet(sheetName).cells;
  }

  value(sheetName: string, row: number, column: number): CellValue {
    return this.sheet(sheetName).cellAt(row, column)?.value ?? null;
  }

  formulasElsewhere(): readonly FormulaElsewhere[] {
    if (this.elsewhere.size === 0) this.listElsewhere();
    return [...this.elsewhere.keys()];
  }

  setFormula(
    sheetName: string,
    row: number,
    column: number,
    formula: string,
    value: CellValue = null,
    array?: ArrayArea,
  ): void {
    const cellMetadata = array && array.dynamic !== false ? this.metadata.dynamicArrayRecord() : undefined;
    this.sheet(sheetName).change({ row, column, value, formula, array, cellMetadata });
  }

  setValue(sheetName: string, row: number, column: number, value: CellValue): void {
    this.sheet(sheetName).change({ row, column, value });
  }

  setFormulaElsewhere(place: FormulaElsewhere, formula: string): void {
    const replace = this.elsewhere.get(place);
    if (!replace) throw refusals.notPossible(`The formula of ${place.where} cannot be replaced.`);
    replace(formula);
  }

  allowEverything(place: FormulaElsewhere): void {
    const { sheetName, where } = place;
    const isLifted = sheetName !== undefined && this.sheet(sheetName).allowEverything(place);
    if (!isLifted) throw refusals.notPossible(`The validation of ${where} cannot be changed.`);
  }

  addSheets(
    drafts: readonly SheetDraft[],
    at: 'front' | 'end',
    ourFunctionIds: readonly string[] = [],
  ): readonly string[] {
    // Excel knows tables and defined names by one list
    const taken = [...this.tables, ...this.definedNames].map(({ name }) => name);
    const takenTableNames = [...taken, ...this.addedTableNames];
    const added = addDraftSheets(this.parts, this.workbook, this.metadata, drafts, {
      at,
      ourFunctionIds,
      takenTableNames,
    });
    this.addedTableNames = [...this.addedTableNames, ...added.tableNames];
    return added.sheetNames;
  }

  addDefinedName(name: string, formula: string, comment?: string): void {
    this.workbook.addName(name, formula, comment);
  }

  customXml(namespace: string): string | undefined {
    return this.customXmlParts.read(namespace);
  }

  setCustomXml(namespace: string, xml: string): void {
    this.customXmlParts.write(namespace, xml);
  }

  removeCustomXml(namespace: string): void {
    this.customXmlParts.remove(namespace);
  }

  removeAddIns(isOurs: (addInId: string) => boolean): number {
    return removeAddIns(this.parts, isOurs);
  }

  calculateOnOpening(): void {
    this.workbook.calculateOnOpening();
  }

  async save(onProgress?: (doneFraction: number) => void, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    for (const { name, part } of this.sheets) {
      const sheet = this.scanned.get(name.toLowerCase());
      if (!sheet?.isChanged) continue;
      signal?.throwIfAborted();
      this.parts.write(part, sheet.text());
      onProgress?.(0);
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.removeCalculationChain();
    return writeZip(this.parts.sources(), onProgress, signal);
  }

  /** It lists the cells with formulas; one that disagrees with the cells makes Excel repair the file. */
  private removeCalculationChain(): void {
    for (const relation of this.parts.relations(this.workbook.name)) {
      if (relation.kind !== RELATION.calcChain) continue;
      if (relation.target !== undefined) this.parts.remove(relation.target);
      this.parts.removeRelation(this.workbook.name, relation);
    }
  }

  private sheet(name: string): SheetPart {
    const known = this.scanned.get(name.toLowerCase());
    if (known) return known;
    const sheet = this.sheets.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!sheet) throw refusals.notPossible(`The workbook has no sheet named ${name}.`);
    const xml = this.parts.text(sheet.part);
    const read = new SheetPart(xml, scanSheet(xml, sheet.part, sheet.name, this.context));
    this.scanned.set(name.toLowerCase(), read);
    return read;
  }

  private readStrings(): string[] {
    const part = this.parts.relations(this.workbook.name).find(({ kind }) => kind === RELATION.sharedStrings)?.target;
    return part !== undefined && this.parts.has(part) ? readSharedStrings(this.parts.text(part), part) : [];
  }

  private listElsewhere(): void {
    for (const { name } of this.sheets) {
      const sheet = this.sheet(name);
      for (const place of sheet.formulasElsewhere) {
        this.elsewhere.set(place, (formula) => sheet.setFormulaElsewhere(place, formula));
      }
    }
    for (const { name, sheetName, formula } of this.definedNames) {
      const place: FormulaElsewhere = { kind: 'defined name', sheetName, where: name, formula };
      this.elsewhere.set(place, (text) => this.workbook.setNameFormula(name, sheetName, text));
    }
    for (const table of this.tables) {
      for (const { place, set } of tableFormulas(this.parts, table)) this.elsewhere.set(place, set);
    }
    for (const place of this.chartFormulas()) {
      this.elsewhere.set(place, () => {
        throw refusals.notPossible(`The chart in ${place.where} cannot be changed: its formulas can only be ranges.`);
      });
    }
  }

  private chartFormulas(): FormulaElsewhere[] {
    const charts = this.parts.names.filter((name) => CHART_CONTENT_TYPES.includes(this.parts.contentType(name) ?? ''));
    return charts.flatMap((part) =>
      [...descendants(this.parts.xml(part).root)].flatMap(({ local, text }): FormulaElsewhere[] =>
        local === 'f' && text !== '' ? [{ kind: 'chart', where: part, formula: text }] : [],
      ),
    );
  }
}

const CHART_CONTENT_TYPES: readonly string[] = [CONTENT_TYPE.chart, CONTENT_TYPE.newerChart];

function once<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: read() }).value;
}
