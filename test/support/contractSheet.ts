import { parseAddress } from '../../src/workbench/excel-host/address';
import type {
  Area,
  CellInput,
  CellState,
  CellStyle,
  Change,
  Rect,
  Scalar,
  SheetInfo,
  SheetStore,
  Shift,
  TableShape,
} from '../../src/workbench/excel-host/sheetStore';

/** A store that may be in another process: arguments and results are plain data. */
export interface StoreUnderTest {
  call(method: Exclude<keyof SheetStore, 'onChange' | 'onSelection'>, args: readonly unknown[]): Promise<unknown>;
  /** The changes and the selections reported since they were last taken. */
  takeChanges(): Promise<Change[]>;
  takeSelections(): Promise<Area[]>;
}

/** A store in this process. */
export function storeUnderTest(store: SheetStore): StoreUnderTest {
  const changes: Change[] = [];
  const selections: Area[] = [];
  store.onChange((change) => changes.push(change));
  store.onSelection((area) => selections.push(area));
  return {
    call: async (method, args) => {
      const result: unknown = await Reflect.apply(store[method], store, [...args]);
      return result;
    },
    takeChanges: async () => changes.splice(0),
    takeSelections: async () => selections.splice(0),
  };
}

/** A new sheet of the store, with addresses instead of positions. */
export class ContractSheet {
  private static made = 0;
  private readonly others: ContractSheet[] = [];

  static async add(store: StoreUnderTest): Promise<ContractSheet> {
    const name = `Contract ${++ContractSheet.made}`;
    const { id } = (await store.call('addSheet', [name])) as SheetInfo;
    return new ContractSheet(store, id, name);
  }

  private constructor(
    readonly store: StoreUnderTest,
    readonly id: string,
    readonly name: string,
  ) {}

  async another(): Promise<ContractSheet> {
    const other = await ContractSheet.add(this.store);
    this.others.push(other);
    return other;
  }

  async remove(): Promise<void> {
    const sheets = (await this.store.call('sheets', [])) as SheetInfo[];
    if (sheets.some(({ id }) => id === this.id)) await this.store.call('removeSheet', [this.id]);
  }

  async removeAll(): Promise<void> {
    for (const other of this.others) await other.removeAll();
    await this.remove();
  }

  async write(address: string, cells: (CellInput | null)[][]): Promise<void> {
    await this.store.call('write', [this.id, rectOf(address), cells]);
  }

  async put(address: string, values: Scalar[][]): Promise<void> {
    await this.write(
      address,
      values.map((line) => line.map((value) => ({ value }))),
    );
  }

  /** After the formulas are calculated. */
  async read(address: string): Promise<CellState[][]> {
    await this.store.call('settled', []);
    return (await this.store.call('read', [this.id, rectOf(address)])) as CellState[][];
  }

  async spillOf(address: string): Promise<Rect | null> {
    await this.store.call('settled', []);
    const { row, col } = rectOf(address);
    return (await this.store.call('spillOf', [this.id, row, col])) as Rect | null;
  }

  async values(address: string): Promise<Scalar[][]> {
    return (await this.read(address)).map((line) => line.map(({ value }) => value));
  }

  async clear(address: string, what: 'all' | 'contents' | 'formats'): Promise<void> {
    await this.store.call('clear', [this.id, rectOf(address), what]);
  }

  async shift(address: string, how: Shift): Promise<void> {
    await this.store.call('shift', [this.id, rectOf(address), how]);
  }

  async used(): Promise<Rect | null> {
    return (await this.store.call('used', [this.id, true])) as Rect | null;
  }

  async style(address: string): Promise<CellStyle> {
    const { row, col } = rectOf(address);
    return (await this.store.call('style', [this.id, row, col])) as CellStyle;
  }

  async setStyle(address: string, style: CellStyle): Promise<void> {
    await this.store.call('setStyle', [this.id, rectOf(address), style]);
  }

  async table(address: string, name: string, values: Scalar[][]): Promise<TableShape> {
    await this.put(address, values);
    const table: TableShape = { id: `table-${name}`, name, sheet: this.id, rect: rectOf(address) };
    await this.store.call('putTable', [table]);
    return table;
  }

  async tables(): Promise<TableShape[]> {
    const tables = (await this.store.call('tables', [])) as TableShape[];
    return tables.filter(({ sheet }) => sheet === this.id);
  }

  async define(name: string, formula: string): Promise<void> {
    await this.store.call('putName', [{ name, formula, comment: '' }]);
  }
}

export function rectOf(address: string): Rect {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error(`${address} is no address`);
  const { row, col, rows, cols } = parsed;
  return { row, col, rows, cols };
}
