import type { Scalar } from '../../src/workbench/excel-host/sheetStore';
import { openGridPage } from './support/openGridPage';
import type { GridPage } from './support/openGridPage';

// Faults of the pinned grid engine that showed wrong numbers, stopped all calculation or threw: one golden test each.
jest.setTimeout(120_000);
let grid: GridPage;
beforeAll(async () => {
  grid = await openGridPage();
});
afterAll(() => grid?.close());

describe('SORT and SORTBY', () => {
  beforeAll(() => fresh({ A1: 3, A2: 1, A3: 2, B1: 10, B2: 20, B3: 30 }));

  test('leave their source as it is, so that other formulas over it stay right', async () => {
    await put({
      D1: '=SUM(A1:A3*B1:B3)',
      E1: '=SORT(A1:A3)',
      F1: '=XLOOKUP(10,B1:B3,A1:A3)',
      G1: '=SORTBY(A1:A3,B1:B3,-1)',
    });
    await put({ H1: '=SUMPRODUCT(A1:A3,B1:B3)', H2: '=INDEX(A1:A3,1)' });
    expect(await values('D1', 'F1', 'H1', 'H2')).toEqual([110, 3, 110, 3]);
    expect(await values('A1', 'A2', 'A3')).toEqual([3, 1, 2]);
  });

  test('sort by one column, by several, backwards, and across', async () => {
    await put({ E1: '=SORT(A1:A3)', I1: '=SORT(A1:B3,2,-1)', L1: '=SORT(TRANSPOSE(A1:B3),1,1,TRUE)' });
    await put({ G1: '=SORTBY(A1:A3,B1:B3,-1)', P1: '=SORT(A1:B3,{2,1},{-1,1})' });
    expect(await values('E1', 'E2', 'E3')).toEqual([1, 2, 3]);
    expect(await values('I1', 'J1', 'I3', 'J3')).toEqual([2, 30, 3, 10]);
    expect(await values('L1', 'M1', 'N1', 'L2')).toEqual([1, 2, 3, 20]);
    expect(await values('G1', 'G2', 'G3')).toEqual([2, 1, 3]);
    expect(await values('P1', 'Q1')).toEqual([2, 30]);
  });

  test('put numbers before texts before TRUE and FALSE, and blanks last in either order', async () => {
    await put({ R1: true, R2: 'b', R3: 2, R4: '', R5: 'A', R6: 1, S1: '=SORT(R1:R6)', T1: '=SORT(R1:R6,1,-1)' });
    expect(await values('S1', 'S2', 'S3', 'S4', 'S5')).toEqual([1, 2, 'A', 'b', true]);
    expect(await values('T1', 'T2', 'T3', 'T4', 'T5')).toEqual([true, 'b', 'A', 2, 1]);
  });

  test('hand on an error and refuse a column that is not there or an order that is none', async () => {
    await put({
      U1: '=1/0',
      U2: 2,
      V1: '=SORT(U1:U2)',
      W1: '=SORT(A1:A3,2)',
      X1: '=SORT(A1:A3,1,0)',
      Y1: '=SORTBY(A1:A3,B1:B2)',
    });
    expect(await values('V1', 'W1', 'X1', 'Y1')).toEqual(['#DIV/0!', '#VALUE!', '#VALUE!', '#VALUE!']);
  });
});

test('EDATE stays inside short months', async () => {
  await fresh({
    A1: '=EDATE(DATE(2025,1,31),1)', // 28 February 2025
    A2: '=EDATE(DATE(2024,1,31),1)', // 29 February 2024
    A3: '=EDATE(DATE(2025,3,31),-1)', // 28 February 2025
    A4: '=EDATE(DATE(2025,1,15),12)', // 15 January 2026
    A5: '=EDATE("x",1)',
    A6: '=EDATE(1/0,1)',
    A7: '=EDATE(1,-24)',
  });
  expect(await values('A1', 'A2', 'A3', 'A4')).toEqual([45716, 45351, 45716, 46037]);
  expect(await values('A5', 'A6', 'A7')).toEqual(['#VALUE!', '#DIV/0!', '#NUM!']);
});

test('EDATE takes ranges', async () => {
  await fresh({
    A1: 45688,
    A2: 45716,
    B1: 1,
    B2: 2,
    C1: '=EDATE(A1:A2,1)',
    D1: '=EDATE(45688,B1:B2)',
    E1: '=EDATE(A1:A2,B1:B2)',
  });
  expect(await values('C1', 'C2', 'D1', 'D2', 'E1', 'E2')).toEqual([45716, 45744, 45716, 45747, 45716, 45775]);
});

test('an exception in a function is #VALUE! in its cell and the rest goes on calculating', async () => {
  await fresh();
  await grid.page.evaluate(() => {
    window.grid.univer.api.getFormula().registerFunction('THROWER', () => {
      throw new Error('boom');
    });
  });
  await put({ A1: '=THROWER()', A2: '=1+1', A3: '=A2*2' });
  expect(await values('A1', 'A2', 'A3')).toEqual(['#VALUE!', 2, 4]);
  await put({ A4: '=A3+1' });
  expect(await values('A4')).toEqual([5]);
  expect(await grid.page.evaluate(() => window.grid.guards.caught)).toBeGreaterThan(0);
});

test('blank cells and omitted arguments reach a function as blanks, not as 0', async () => {
  await fresh({ A1: 1, A3: 0, B2: '' });
  await grid.page.evaluate(() => {
    window.grid.univer.api.getFormula().registerFunction('SEEN', (...args) => JSON.stringify(args));
  });
  await put({ D1: '=SEEN(A1:A3)', D2: '=SEEN(A1,,B2)', D3: '=SEEN(B2,0,"")', D4: '=SEEN(A1:B2)' });
  expect(await values('D1', 'D2', 'D3', 'D4')).toEqual([
    '[[[1],[null],[0]]]',
    '[[[1]],null,[[null]]]',
    '[[[null]],0,""]',
    '[[[1,null],[null,null]]]',
  ]);
});

test('text in quotes reaches a registered function as text, also where it looks like a number or a date', async () => {
  await fresh({ A1: 1200 });
  await grid.page.evaluate(() => {
    window.grid.univer.api.getFormula().registerFunction('GIVEN', (...args) => JSON.stringify(args));
  });
  await put({ D1: '=GIVEN("0,001","12/3/2026","$12")', D2: '=GIVEN("1e3","1,200","60%","1200")' });
  await put({ D3: '=GIVEN(1200,50%,A1,TRUE)' });
  expect(await values('D1', 'D2', 'D3')).toEqual([
    '["0,001","12/3/2026","$12"]',
    '["1e3","1,200","60%","1200"]',
    '[1200,0.5,[[1200]],true]',
  ]);
});

test('text that a function returns stays text, also where it looks like a date, a share or a truth', async () => {
  await fresh({});
  await grid.page.evaluate(() => {
    const formulas = window.grid.univer.api.getFormula();
    formulas.registerFunction('TEXTS', () => [
      ['2/2', '2026-11-10'],
      ['10%', 'TRUE'],
    ]);
    formulas.registerFunction('ONETEXT', () => '2026-11-10');
  });
  await put({ A1: '=TEXTS()', D1: '=ONETEXT()', E1: '=LEN(A1)' });
  expect(await values('A1', 'B1', 'A2', 'B2', 'D1', 'E1')).toEqual([
    '2/2',
    '2026-11-10',
    '10%',
    'TRUE',
    '2026-11-10',
    3,
  ]);
});

test('a colour or a number format leaves formulas, and what they spill, as they are', async () => {
  await fresh({ A1: 1, A2: '=A1*2', B1: '=SEQUENCE(3)' });
  await grid.page.evaluate(async () => {
    const { store } = window.grid;
    const rect = { row: 0, col: 0, rows: 3, cols: 2 };
    store.setStyle('sheet1', rect, { bold: true, fill: '#ffeecc' });
    store.write(
      'sheet1',
      rect,
      Array.from({ length: 3 }, () => [{ format: '0.00' }, { format: '0.0' }]),
    );
    await store.settled();
  });
  await put({ A1: 5 });
  expect(await values('A2', 'B1', 'B2', 'B3')).toEqual([10, 1, 2, 3]);
  const texts = await grid.page.evaluate(() => {
    const rows = window.grid.store.read('sheet1', { row: 1, col: 0, rows: 1, cols: 2 });
    return rows[0].map(({ text, formula, spilled }) => [text, formula, spilled]);
  });
  expect(texts).toEqual([
    ['10.00', '=A1*2', false],
    ['2.0', '', true],
  ]);
});

describe('a table on another sheet', () => {
  beforeAll(async () => {
    await fresh({}, 'Prices');
    await put({ A1: 'Model', B1: 'Input', A2: 'large', B2: 2.5, A3: 'small', B3: 0.15, A4: 'tiny', B4: 0.1 }, 'Prices');
    await put({ A1: 'wrong', A2: 'wrong', A3: 'wrong', B2: 999, B3: 999 }); // the same addresses on the formula's sheet
    await grid.page.evaluate(() => {
      const rect = { row: 0, col: 0, rows: 4, cols: 2 };
      window.grid.store.putTable({ id: 't', name: 'LlmPrices', sheet: window.sheetId('Prices'), rect });
    });
  });

  test('is read from its own sheet by INDEX, OFFSET, MATCH, XLOOKUP and SUMPRODUCT', async () => {
    await put({
      D1: '=INDEX(LlmPrices[Model],2)',
      D2: '=OFFSET(LlmPrices[Input],1,0,1,1)',
      D3: '=INDEX(LlmPrices[Input],MATCH("small",LlmPrices[Model],0))',
      D4: '=XLOOKUP("tiny",LlmPrices[Model],LlmPrices[Input])',
      D5: '=SUMPRODUCT((LlmPrices[Model]="large")*LlmPrices[Input])',
      D6: '=SUM(LlmPrices[Input])',
      D7: '=ROWS(LlmPrices)',
    });
    expect(await values('D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7')).toEqual(['small', 0.15, 0.15, 0.1, 2.5, 2.75, 3]);
  });

  test('is followed when a row is inserted in it, also by later calculations', async () => {
    await grid.page.evaluate(() => {
      window.grid.store.shift(window.sheetId('Prices'), { row: 2, col: 0, rows: 1, cols: 16384 }, 'insertDown');
    });
    await put({ A3: 'new', B3: 1 }, 'Prices');
    await put({ Z1: 1 });
    expect(await values('D1', 'D2', 'D6', 'D7')).toEqual(['new', 1, 3.75, 4]);
    expect(await tableRows()).toBe(5);
  });

  test('is followed when a row is deleted, when it is resized, and when it is renamed', async () => {
    await grid.page.evaluate(() => {
      window.grid.store.shift(window.sheetId('Prices'), { row: 2, col: 0, rows: 1, cols: 16384 }, 'deleteUp');
    });
    await put({ Z1: 2 });
    expect(await values('D1', 'D6', 'D7')).toEqual(['small', 2.75, 3]);
    await grid.page.evaluate(() => {
      const [table] = window.grid.store.tables();
      window.grid.store.putTable({ ...table, rect: { ...table.rect, rows: 3 } });
    });
    await put({ Z1: 3 });
    expect(await values('D6', 'D7')).toEqual([2.65, 2]);
    await put({ A4: 'grown', B4: 10, A5: 'more', B5: 20 }, 'Prices');
    await grid.page.evaluate(() => {
      const [table] = window.grid.store.tables();
      window.grid.store.putTable({ ...table, rect: { ...table.rect, rows: 5 } });
    });
    await put({ Z1: 4 });
    expect(await values('D6', 'D7')).toEqual([32.65, 4]);
    await grid.page.evaluate(() => {
      const [table] = window.grid.store.tables();
      window.grid.store.putTable({ ...table, name: 'Costs' });
    });
    await put({ Z1: 5 });
    expect(await values('D1', 'D6', 'D7')).toEqual(['small', 32.65, 4]);
  });

  const tableRows = () => grid.page.evaluate(() => window.grid.store.tables()[0].rect.rows);
});

test('a table reference that was never finished does not make later formulas #NAME?', async () => {
  await fresh({ A1: 1 });
  await grid.page.evaluate(() => ['=Table[', '=Table[[#All', '=SUM(Table['].forEach(window.parseUnfinished));
  await put({ B1: '=A1+1', B2: '=SUM(A1:A1)', B3: '=IF(A1>0,"yes","no")' });
  expect(await values('B1', 'B2', 'B3')).toEqual([2, 1, 'yes']);
});

describe('a defined name', () => {
  beforeAll(() => fresh({ A1: 10, A2: 20, B1: '=Foo*2', B2: '=Foo+1', B3: '=DBL(A1)', B4: '=Rate*3' }));
  const putName = (name: string, formula: string) =>
    grid.page.evaluate((shape) => window.grid.store.putName(shape), { name, formula, comment: '' });

  test('is found by formulas that were typed before it, also when it is named like a function', async () => {
    expect(await values('B1', 'B3')).toEqual(['#NAME?', '#NAME?']);
    await putName('Foo', '=Sheet1!$A$1');
    await putName('DBL', '=LAMBDA(x,x*2)');
    await putName('Rate', '=Sheet1!$A$1');
    await put({ Z1: 1 });
    expect(await values('B1', 'B2', 'B3', 'B4')).toEqual([20, 11, 20, 30]);
  });

  test('can be changed without its uses becoming #REF!', async () => {
    await putName('Foo', '=Sheet1!$A$2');
    await putName('DBL', '=LAMBDA(x,x*3)');
    await put({ Z1: 2 });
    expect(await values('B1', 'B2', 'B3')).toEqual([40, 21, 30]);
  });

  test('takes its place in a formula as one value, also when it holds an operator', async () => {
    await put({ F1: 5, F2: 7 });
    await putName('Total', '=Sheet1!$F$1+Sheet1!$F$2');
    await putName('LessOne', '=Total-1');
    await putName('Share', '=0.5');
    await putName('Both', '=Sheet1!$F$1:$F$2');
    await put({
      G1: '=Total*10',
      G2: '=10-Total',
      G3: '=LessOne*2',
      G4: '=Share*4',
      G5: '=SUM(Both)',
      G6: '=INDEX(Both,2)',
    });
    expect(await values('G1', 'G2', 'G3', 'G4', 'G5', 'G6')).toEqual([120, -2, 22, 2, 12, 7]);
  });

  test('is looked up anew when a formula is typed again, and is #NAME? once it is dropped', async () => {
    await put({ H1: 1, H2: 2 });
    await putName('Moved', '=Sheet1!$H$1');
    await put({ I1: '=Moved*10' });
    expect(await values('I1')).toEqual([10]);
    await put({ I1: '' });
    await putName('Moved', '=Sheet1!$H$2');
    await put({ I1: '=Moved*10', I2: '=Moved*3' });
    expect(await values('I1', 'I2')).toEqual([20, 6]);
    await grid.page.evaluate(() => window.grid.store.dropName('Moved'));
    await put({ Z1: 3 });
    expect(await values('I1', 'I2')).toEqual(['#NAME?', '#NAME?']);
  });

  test('is refused when it refers to itself, directly or through another, and the rest goes on', async () => {
    await putName('LOOPY', '=LAMBDA(n,IF(n<1,0,LOOPY(n-1)))');
    await putName('PING', '=PONG+1');
    await putName('PONG', '=PING+1');
    await putName('TEXTUAL', '="TEXTUAL"');
    await put({ C1: '=LOOPY(3)', C2: '=PONG', C3: '=DBL(14)', C4: '=TEXTUAL' });
    expect(await grid.page.evaluate(() => window.grid.guards.refusedNames)).toEqual(
      expect.arrayContaining(['LOOPY', 'PONG']),
    );
    expect(await values('C1', 'C2', 'C3', 'C4')).toEqual(['#NAME?', '#NAME?', 42, 'TEXTUAL']);
  });

  test('may nest a hundred deep', async () => {
    await putName('Nested_0', '=1');
    for (let i = 1; i <= 100; i++) await putName(`Nested_${i}`, `=Nested_${i - 1}+1`);
    await put({ D1: '=Nested_100', D2: '=Nested_5', D3: '=1+1' });
    expect(await values('D1', 'D2', 'D3')).toEqual([101, 6, 2]);
  });
});

test('a sheet removed before the heights of its rows were measured leaves no error behind', async () => {
  await fresh({}, 'Gone');
  const measured = await grid.page.evaluate(async () => {
    const idle: IdleRequestCallback[] = [];
    const whenIdle = window.requestIdleCallback;
    window.requestIdleCallback = (callback) => idle.push(callback);
    const { store } = window.grid;
    const gone = window.sheetId('Gone');
    store.activate(gone);
    store.setColumnWidth(gone, 0, 1, 100); // of 1,000 rows few are in view: the others are measured later
    store.removeSheet(gone);
    window.requestIdleCallback = whenIdle;
    idle.forEach((callback) => callback({ didTimeout: true, timeRemaining: () => 50 }));
    return idle.length;
  });
  expect(measured).toBeGreaterThan(0);
});

test('the page did nothing that it must not do', () => {
  expect(grid.misconduct).toEqual({ outside: [], errors: [] });
});

async function fresh(contents: Record<string, Scalar> = {}, ...sheetNames: string[]): Promise<void> {
  await grid.fresh(...sheetNames);
  await put(contents);
}
function put(contents: Record<string, Scalar>, sheet = 'Sheet1'): Promise<void> {
  return grid.page.evaluate(([name, cells]) => window.put(name, cells), [sheet, contents] as const);
}
function values(...addresses: string[]): Promise<Scalar[]> {
  return grid.page.evaluate((all) => window.values('Sheet1', ...all), addresses);
}
