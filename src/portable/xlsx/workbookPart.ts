import { isMain, STRICT, TRANSITIONAL, type Dialect } from './namespaces';
import type { PackageParts } from './packageParts';
import { childNamed, childrenNamed, type XmlElement } from './xml';
import { refusals } from './workbookRefusal';
import type { FileDefinedName, FileSheet } from './workbookFile';
import type { XmlPart } from './xmlPart';
import { cellTextFromXml, cellTextToXml, xmlAttribute } from './xmlText';

/** A tab of any kind: chart sheets count where sheets are counted. */
export interface Tab extends FileSheet {
  readonly relationId: string;
}

/** workbook.xml: tabs, names and the calculation setting. */
export class WorkbookPart {
  readonly dialect: Dialect;

  constructor(
    private readonly parts: PackageParts,
    readonly name: string,
  ) {
    const { uri, local } = this.part.root;
    if (!isMain(uri) || local !== 'workbook') throw refusals.notAWorkbook();
    this.dialect = uri === STRICT.main ? STRICT : TRANSITIONAL;
  }

  get tabs(): Tab[] {
    return this.tabElements().map(({ attributes }) => ({
      name: attributes.name ?? '',
      visibility: attributes.state === 'hidden' || attributes.state === 'veryHidden' ? attributes.state : 'visible',
      relationId: attributes['r:id'] ?? '',
    }));
  }

  get dates1904(): boolean {
    return /^(1|true)$/.test(this.child('workbookPr')?.attributes.date1904 ?? '');
  }

  get definedNames(): FileDefinedName[] {
    const tabs = this.tabs;
    return this.nameElements().map(({ attributes, text }) => ({
      name: attributes.name ?? '',
      sheetName: attributes.localSheetId === undefined ? undefined : tabs[Number(attributes.localSheetId)]?.name,
      formula: cellTextFromXml(text),
      hidden: /^(1|true)$/.test(attributes.hidden ?? ''),
    }));
  }

  setNameFormula(name: string, sheetName: string | undefined, formula: string): void {
    const index = this.definedNames.findIndex((each) => each.name === name && each.sheetName === sheetName);
    this.part.setContent(this.nameElements()[index], cellTextToXml(formula));
  }

  addName(name: string, formula: string, comment?: string): void {
    if (!/^[\p{L}_\\][\p{L}\p{N}_.?\\]{0,254}$/u.test(name) || /^([a-z]{1,3}\d+|r\d*c?\d*|c\d*)$/i.test(name)) {
      throw refusals.notPossible(`"${name}" cannot be a name in Excel: begin with a letter and leave out spaces.`);
    }
    const isTaken = this.definedNames.some((each) => each.name.toLowerCase() === name.toLowerCase());
    if (isTaken) throw refusals.notPossible(`The workbook already has a name ${name}: rename it, then try again.`);
    const note = comment === undefined ? '' : ` comment="${xmlAttribute(comment.slice(0, LONGEST_COMMENT))}"`;
    const p = this.part.prefix;
    const xml = `<${p}definedName name="${name}"${note}>${cellTextToXml(formula)}</${p}definedName>`;
    const list = this.child('definedNames');
    if (list) this.part.append(list, xml);
    else this.part.insert(this.part.root, `<${p}definedNames>${xml}</${p}definedNames>`, after('definedNames'));
    this.parts.commit(this.name);
  }

  calculateOnOpening(): void {
    const setting = this.child('calcPr');
    if (setting) this.part.setAttribute(setting, 'fullCalcOnLoad', '1');
    else this.part.insert(this.part.root, `<${this.part.prefix}calcPr fullCalcOnLoad="1"/>`, after('calcPr'));
    this.parts.commit(this.name);
  }

  /** Adds tabs for parts that the workbook already has relations to. */
  addTabs(tabs: readonly { readonly name: string; readonly relationId: string }[], at: 'front' | 'end'): void {
    const sheets = this.child('sheets');
    if (!sheets) throw refusals.damaged(`${this.name} lists no sheets`);
    const ids = this.tabElements().map(({ attributes }) => Number(attributes.sheetId));
    const firstId = Math.max(0, ...ids.filter(Number.isFinite)) + 1;
    // A prefix for r:id that no declaration of the file can contradict.
    const xml = tabs.map(
      ({ name, relationId }, index) =>
        `<${this.part.prefix}sheet xmlns:r="${this.dialect.office}" name="${xmlAttribute(name)}" ` +
        `sheetId="${firstId + index}" r:id="${relationId}"/>`,
    );
    this.part.insert(sheets, xml.join(''), at === 'front' ? ['sheet'] : []);
    if (at === 'front') this.shiftTabs(tabs.length);
    this.parts.commit(this.name);
  }

  /** What counts tabs by position: names of one sheet, and the tab that is open. */
  private shiftTabs(by: number): void {
    const shift = (element: XmlElement, attribute: string, otherwise?: number) => {
      const position = element.attributes[attribute] ?? otherwise;
      if (position !== undefined) this.part.setAttribute(element, attribute, String(Number(position) + by));
    };
    for (const name of this.nameElements()) shift(name, 'localSheetId');
    for (const view of childrenNamed(this.child('bookViews') ?? this.part.root, 'workbookView'))
      shift(view, 'activeTab', 0);
  }

  private get part(): XmlPart {
    return this.parts.xml(this.name);
  }
  private child(local: string): XmlElement | undefined {
    return childNamed(this.part.root, local);
  }
  private tabElements(): XmlElement[] {
    const sheets = this.child('sheets');
    return sheets ? childrenNamed(sheets, 'sheet') : [];
  }
  private nameElements(): XmlElement[] {
    const names = this.child('definedNames');
    return names ? childrenNamed(names, 'definedName') : [];
  }
}

/** With one character more Excel refuses the file (lerzegov/xln probes). */
const LONGEST_COMMENT = 255;

/** Children of workbook in the order of the schema. */
const ORDER: readonly string[] = [
  ...['fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups'],
  ...['externalReferences', 'definedNames', 'calcPr', 'oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr'],
  ...['smartTagTypes', 'webPublishing', 'fileRecoveryPr', 'webPublishObjects', 'extLst'],
];
const after = (local: string): string[] => ORDER.slice(ORDER.indexOf(local) + 1);
