import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import { embeddedModels, goldenBills, randomRequests, type CostPlan } from '../support/costPlans';
import { recalculateAll } from '../support/libreOffice';
import { addressOf, rewritePlan, sourceOf, valueAt } from '../support/rewrittenPlan';

jest.setTimeout(300_000);

/** The plain formulas of the plans over the whole embedded price table, as LibreOffice calculates them. */
async function differences(plans: readonly CostPlan[]) {
  const books = await Promise.all(plans.map(({ plan }) => rewritePlan(plan, sourceOf(plan, embeddedPrices()))));
  const sheets = await recalculateAll(books.map(({ book }) => book));
  return plans.map(({ usd }, index) => {
    const calculated = usd.flatMap((figure, row) => {
      const address = addressOf(row, 0);
      const isPlain = books[index].rewritten.get(address)?.kind === 'native';
      return isPlain ? [{ address, figure, shown: valueAt(sheets[index], address) }] : [];
    });
    const wrong = calculated.filter(({ figure, shown }) => {
      if (figure === undefined || typeof shown !== 'number') return figure !== undefined || typeof shown === 'number';
      return Math.abs(shown - figure) > 1e-9 * figure;
    });
    return { calculated: calculated.length, wrong };
  });
}

test('golden bills and 2,400 random requests, each a plain formula, give the figures of the engine in LibreOffice', async () => {
  const [golden, random] = await differences([goldenBills(), randomRequests(2_400, embeddedModels(1))]);
  expect([golden.wrong, random.wrong]).toEqual([[], []]);
  expect(golden.calculated).toBeGreaterThan(400); // all but two bills, whose prices stand in a list within one cell
  expect(random.calculated).toBeGreaterThan(2_000);
});
