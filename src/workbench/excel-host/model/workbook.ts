import { parseAddress } from '../address';
import { describeShape, HostObject } from '../richApi/hostObject';
import type { HostMessage } from '../richApi/messages';
import type { SheetStore } from '../sheetStore';
import { Application } from './application';
import { CustomXmlPartCollection } from './customXmlParts';
import { NamedItemCollection } from './namedItems';
import { WorkbookProtection } from './protection';
import { Range } from './range';
import { Recalculation } from './recalculation';
import { SettingCollection } from './settings';
import { Table } from './table';
import { TableCollection } from './tableCollection';
import { WorkbookEvents } from './workbookEvents';
import { Worksheet } from './worksheet';
import { WorksheetFunctions } from './worksheetFunctions';
import { WorksheetCollection } from './worksheetCollection';

const SHAPE = describeShape('Workbook', {
  scalars: ['autoSave', 'isDirty', 'name', 'readOnly'],
  navigations: [
    'application',
    'customXmlParts',
    'functions',
    'names',
    'protection',
    'settings',
    'tables',
    'worksheets',
  ],
  events: ['SelectionChanged'],
});

/** The root of the object model. Cells live in the store; what a store does not know is kept here. */
export class Workbook extends HostObject {
  readonly shape = SHAPE;
  readonly name = 'Book1.xlsx';
  readonly readOnly = false;
  readonly autoSave = false;
  isDirty = false;
  /** A setting of the file, which Office.js does not show. */
  countsFrom1904 = false;
  readonly events: WorkbookEvents;
  readonly recalculation: Recalculation;
  readonly application: Application;
  readonly worksheets: WorksheetCollection;
  readonly tables: TableCollection;
  readonly names: NamedItemCollection;
  readonly protection = new WorkbookProtection();
  readonly settings = new SettingCollection();
  readonly customXmlParts = new CustomXmlPartCollection();
  readonly functions = new WorksheetFunctions(this);
  private readonly sheetObjects = new Map<string, Worksheet>();
  private readonly tableObjects = new Map<string, Table>();

  constructor(readonly store: SheetStore) {
    super();
    this.events = new WorkbookEvents(this);
    this.recalculation = new Recalculation(store);
    this.application = new Application(this.recalculation);
    this.worksheets = new WorksheetCollection(this);
    this.tables = new TableCollection(this, null);
    this.names = new NamedItemCollection(this);
    store.onChange(() => (this.isDirty = true));
  }

  getSelectedRange(): Range {
    const { sheet, rect } = this.store.selection();
    return new Range(this.sheetObject(sheet), rect);
  }

  getActiveCell(): Range {
    const { sheet, rect } = this.store.selection();
    return new Range(this.sheetObject(sheet), { ...rect, rows: 1, cols: 1 });
  }

  _GetRangeForEventByReferenceId(reference: string): Range | null {
    return this.events.rangeOfEvent(reference);
  }

  /** One object per sheet, so that what the store does not know (protection) stays with it. */
  sheetObject(id: string): Worksheet {
    const known = this.sheetObjects.get(id) ?? new Worksheet(this, id);
    this.sheetObjects.set(id, known);
    return known;
  }

  tableObject(id: string): Table {
    const known = this.tableObjects.get(id) ?? new Table(this, id);
    this.tableObjects.set(id, known);
    return known;
  }

  /** A Range, an address or a defined name; an address without a sheet is on `sheet`. */
  rangeOf(reference: unknown, sheet: Worksheet | null): Range | null {
    if (reference instanceof Range) return reference;
    if (typeof reference !== 'string') return null;
    const parsed = parseAddress(reference);
    if (!parsed) return this.names.find(reference)?.getRangeOrNullObject() ?? null;
    const home = parsed.sheet === undefined ? (sheet ?? this.sheetObject(this.store.active())) : null;
    return new Range(home ?? this.worksheets.getItem(parsed.sheet), parsed);
  }

  /** Where events go; set by whoever connects the workbook to an add-in. */
  deliverEventsTo(deliver: (messages: HostMessage[]) => void): void {
    this.events.deliver = deliver;
  }
}
