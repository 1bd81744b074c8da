import { MemoryStore } from '../../../../src/workbench/excel-host/memory/memoryStore';

const A1 = { row: 0, col: 0, rows: 1, cols: 1 };

describe('the memory store', () => {
  it('keeps a broken reference broken when a sheet of that name comes again', () => {
    const store = new MemoryStore();
    const { id } = store.addSheet('Prices');
    store.write(store.active(), A1, [[{ formula: '=Prices!A1' }]]);
    store.removeSheet(id);
    store.addSheet('Prices');
    expect(store.read(store.active(), A1)[0][0].formula).toBe('=#REF!');
  });

  it('activates another sheet when the active one is removed', () => {
    const store = new MemoryStore();
    const first = store.active();
    store.activate(store.addSheet('Prices').id);
    store.removeSheet(store.active());
    expect(store.active()).toBe(first);
  });

  it('tells what a person did from what the add-in did, also when it fails', () => {
    const store = new MemoryStore();
    const sources: string[] = [];
    store.onChange(({ source }) => sources.push(source));
    store.type(store.active(), 0, 0, 'typed');
    expect(() => store.asUser(() => store.write('no sheet', A1, [[{ value: 1 }]]))).toThrow(
      'There is no sheet no sheet',
    );
    store.write(store.active(), A1, [[{ value: 1 }]]);
    expect(sources).toEqual(['user', 'api']);
  });

  it('gives up on a circular chain, as Excel does', async () => {
    let evaluations = 0;
    const store = new MemoryStore(() => ++evaluations);
    store.write(store.active(), A1, [[{ formula: '=A1+1' }]]);
    await store.settled();
    expect(evaluations).toBe(60);
  });

  it('an empty result is #CALC!', async () => {
    const store = new MemoryStore(() => []);
    store.write(store.active(), A1, [[{ formula: '=NOTHING()' }]]);
    await store.settled();
    expect(store.read(store.active(), A1)[0][0].value).toBe('#CALC!');
  });
});
