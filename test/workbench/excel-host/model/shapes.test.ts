import type { HostObject } from '../../../../src/workbench/excel-host/richApi/hostObject';
import { HostCollection } from '../../../../src/workbench/excel-host/richApi/hostObject';
import type { RunningExcel } from '../../../support/loadOffice';
import { startExcel } from '../../../support/loadOffice';

/** What the real library knows of its own classes. */
interface LibraryClass {
  prototype: {
    _scalarPropertyNames?: string[];
    _scalarPropertyUpdateable?: boolean[];
    _navigationPropertyNames?: string[];
    _isCollection?: boolean;
  };
}

describe('every class of the host, against what the real office.js says of it', () => {
  let excel: RunningExcel;
  let objects: Map<string, HostObject>;

  beforeAll(async () => {
    excel = await startExcel();
    const { workbook, store } = excel;
    store.write(store.active(), { row: 0, col: 0, rows: 1, cols: 1 }, [[{ value: 'Input' }]]);
    workbook.tables.add('A1:A3', true);
    workbook.names.add('Rate', '=0.5');
    workbook.settings.add('key', 1);
    workbook.customXmlParts.add('<a xmlns="urn:a"/>');
    objects = new Map();
    await collect(workbook, objects);
    await collect(workbook.customXmlParts.getByNamespace('urn:a'), objects);
  });
  afterAll(() => excel.stop());

  async function collect(object: HostObject, found: Map<string, HostObject>): Promise<void> {
    if (found.has(object.shape.type)) return;
    found.set(object.shape.type, object);
    for (const name of object.shape.navigations) await collect(Reflect.get(object, name) as HostObject, found);
    if (object instanceof HostCollection) for (const child of await object.children()) await collect(child, found);
    if (object.shape.type === 'Worksheet') await collect(excel.workbook.getSelectedRange(), found);
  }

  const libraryClass = (type: string) =>
    (excel.globals.Excel as unknown as Record<string, LibraryClass>)[type]?.prototype;

  it('reaches the classes', () => {
    expect([...objects.keys()].sort()).toEqual([
      'Application',
      'AutoFilter',
      'CustomXmlPart',
      'CustomXmlPartCollection',
      'CustomXmlPartScopedCollection',
      'Functions',
      'NamedItem',
      'NamedItemCollection',
      'Range',
      'RangeFill',
      'RangeFont',
      'RangeFormat',
      'Setting',
      'SettingCollection',
      'Table',
      'TableCollection',
      'TableColumn',
      'TableColumnCollection',
      'TableRow',
      'TableRowCollection',
      'Workbook',
      'WorkbookProtection',
      'Worksheet',
      'WorksheetCollection',
      'WorksheetFreezePanes',
      'WorksheetProtection',
    ]);
  });

  it('has only classes and properties that the library has', () => {
    const unknown = [...objects].flatMap(([type, { shape }]) => {
      const known = libraryClass(type);
      if (!known) return [type];
      const scalars = [...shape.scalars, ...shape.scalarsOnRequest].filter(
        (name) => !known._scalarPropertyNames?.includes(name),
      );
      const navigations = shape.navigations.filter((name) => !known._navigationPropertyNames?.includes(name));
      return [...scalars, ...navigations].map((name) => `${type}.${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('lets nothing be set that the library lets nobody set', () => {
    const settable = [...objects].flatMap(([type, object]) => {
      const { _scalarPropertyNames: names = [], _scalarPropertyUpdateable: updateable = [] } = libraryClass(type);
      const readOnly = object.shape.scalars.filter((name) => !updateable[names.indexOf(name)]);
      return readOnly.filter((name) => hasSetter(object, name)).map((name) => `${type}.${name}`);
    });
    expect(settable).toEqual([]);
  });

  it('is a collection where the library says so', () => {
    for (const [type, object] of objects) {
      expect([type, object instanceof HostCollection]).toEqual([type, libraryClass(type)._isCollection ?? false]);
    }
  });

  it('has every declared property', async () => {
    for (const [type, object] of objects) {
      for (const name of [...object.shape.scalars, ...object.shape.navigations]) {
        expect([type, name, (await Reflect.get(object, name)) !== undefined]).toEqual([type, name, true]);
      }
    }
  });

  function hasSetter(object: object, name: string): boolean {
    for (let holder: object | null = object; holder; holder = Reflect.getPrototypeOf(holder)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(holder, name);
      if (descriptor) return descriptor.set !== undefined;
    }
    return false;
  }
});
