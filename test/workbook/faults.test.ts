/** W01: whatever fails, and wherever, the tables are as before, or marked invalid with a way back; never a mixture. */
import fc from 'fast-check';
import { excelGateway } from '../../src/workbook/excelGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { contentsOf, replace, restore, ROWS, stampOf, typeInto, update } from './support';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => excel.stop());

const NEXT = update([...ROWS.slice(1).map((row) => ({ ...row, input: 77 })), { provider: 'p', model: 'new', input: 1, output: 2 }]);
const isMarkedOk = () => excel.store.tables().some(({ name }) => name === 'PriceSources') && stampOf(excel).startsWith('ok:');

async function filledWorkbook() {
  await replace(excelGateway(), update());
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 0, 8);
  typeInto(excel, 'LlmPrices', 'My input (USD/1M)', 0, '=1+1');
  typeInto(excel, 'LlmPrices', 'Note', 2, 'mine');
  await excel.settled();
}

/** How many actions an undisturbed write takes, found on a workbook of its own. */
async function actionsOf(prepare: () => Promise<void>, write: () => Promise<unknown>): Promise<number> {
  await prepare();
  const before = excel.host.faults.seen.action;
  await write();
  const actions = excel.host.faults.seen.action - before;
  excel.stop();
  excel = await startExcel();
  await prepare();
  return actions;
}

const WRITES = [
  ['a refresh', filledWorkbook, () => replace(excelGateway(), NEXT)],
  ['the first write', async () => undefined, () => replace(excelGateway(), update())],
  [
    'a restore',
    async () => {
      await filledWorkbook();
      await replace(excelGateway(), NEXT);
      await excel.settled();
    },
    () => restore(excelGateway()),
  ],
] as const;

test.each(WRITES)('W01 %s that fails at any one operation leaves everything as it was', async (_, prepare, write) => {
  const actions = await actionsOf(prepare, write);
  const before = contentsOf(excel);
  const outcomes = new Set<string>();
  for (let action = 1; action <= actions; action += 1) {
    excel.host.faults.failAt({ action }, 'GeneralException', { when: action % 2 ? 'before' : 'after' });
    const { written } = await write();
    excel.host.faults.clear();
    outcomes.add(written.outcome);
    if (written.outcome === 'written') {
      // only what happens after the tables were stamped and read back may fail unnoticed
      expect(isMarkedOk()).toBe(true);
      break;
    }
    expect({ action, contents: contentsOf(excel) }).toEqual({ action, contents: before });
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(['declined', 'undone']));
  expect(outcomes).not.toContain('invalid');
}, 120_000);

test.each(WRITES)('W01 %s whose repair fails as well is never marked ok, and restore brings everything back', async (_, prepare, write) => {
  const actions = await actionsOf(prepare, write);
  const before = contentsOf(excel);
  const faults = fc.record({
    first: fc.integer({ min: 1, max: actions }),
    when: fc.constantFrom('before' as const, 'after' as const),
    second: fc.integer({ min: 1, max: 400 }),
    third: fc.integer({ min: 1, max: 120 }),
  });
  await fc.assert(
    fc.asyncProperty(faults, async ({ first, when, second, third }) => {
      const { faults: plan } = excel.host;
      plan.failAt({ action: first }, 'GeneralException', { when });
      plan.failAt({ action: first + second }, 'GeneralException');
      plan.failAt({ action: first + second + third }, 'GeneralException', { when });
      const { written } = await write();
      plan.clear();
      if (written.outcome === 'written') {
        await restore(excelGateway()); // no fault struck before the end: back to the start
        await excel.settled();
        return;
      }
      const isAsBefore = JSON.stringify(contentsOf(excel)) === JSON.stringify(before);
      if (!isAsBefore) {
        expect(isMarkedOk()).toBe(false);
        const repaired = await restore(excelGateway());
        expect(repaired.written.outcome).toBe('written');
        await excel.settled();
      }
      expect(contentsOf(excel)).toEqual(before);
    }),
    { numRuns: 60 },
  );
}, 120_000);
