import type { Area, Change } from '../../src/workbench/excel-host/sheetStore';
import { contractCases } from '../support/sheetStoreContract';
import type { StoreUnderTest } from '../support/contractSheet';
import { openGridPage } from './support/openGridPage';
import type { GridPage } from './support/openGridPage';

jest.setTimeout(120_000);
let grid: GridPage;
beforeAll(async () => {
  grid = await openGridPage();
});
afterAll(() => grid?.close());

describe('the grid is a sheet store:', () => {
  test.each(contractCases.map((contractCase) => [contractCase.title, contractCase] as const))(
    '%s',
    async (_title, contractCase) => {
      await grid.fresh();
      await grid.page.evaluate(() => {
        const { store } = window.grid;
        window.changes = [];
        window.selections = [];
        store.onChange((change) => window.changes.push(change));
        store.onSelection((area) => window.selections.push(area));
      });
      await contractCase.run(storeInPage());
    },
  );
});

test('the page did nothing that it must not do', () => {
  expect(grid.misconduct).toEqual({ outside: [], errors: [] });
});

function storeInPage(): StoreUnderTest {
  return {
    call: (method, args) =>
      grid.page.evaluate(
        async ([name, values]): Promise<unknown> =>
          Reflect.apply(window.grid.store[name], window.grid.store, [...values]),
        [method, args] as const,
      ),
    takeChanges: () => grid.page.evaluate(() => window.changes.splice(0)),
    takeSelections: () => grid.page.evaluate(() => window.selections.splice(0)),
  };
}

declare global {
  interface Window {
    changes: Change[];
    selections: Area[];
  }
}
