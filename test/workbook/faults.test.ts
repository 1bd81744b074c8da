/** W01: whatever fails, and wherever, the tables are as before, or marked invalid with a way back; never a mixture. */
import fc from 'fast-check';
import { excelGateway } from '../../src/workbook/excelGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { contentsOf, quiet, replace, restore, ROWS, stampOf, typeInto, update } from './support';

let excel: RunningExcel;
afterEach(() => excel.stop());

const NEXT = update([
  ...ROWS.slice(1).map((row) => ({ ...row, input: 77 })),
  { provider: 'p', model: 'new', input: 1, output: 2 },
]);
const isMarkedOk = () =>
  excel.store.tables().some(({ name }) => name === 'PriceSources') && stampOf(excel).startsWith('ok:');

async function emptyWorkbook() {
  excel = await startExcel();
  await quiet(excel);
}

async function filledWorkbook() {
  await emptyWorkbook();
  await replace(excelGateway(), update());
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 0, 8);
  typeInto(excel, 'LlmPrices', 'My input (USD/1M)', 0, '=1+1');
  typeInto(excel, 'LlmPrices', 'Note', 2, 'mine');
  await excel.settled();
  await quiet(excel);
}

async function refreshedWorkbook() {
  await filledWorkbook();
  await replace(excelGateway(), NEXT);
  await excel.settled();
  await quiet(excel);
}

/** The last number is how many operations lie between two that are made to fail. */
const WRITES = [
  ['a refresh', filledWorkbook, () => replace(excelGateway(), NEXT), 1],
  ['the first write', emptyWorkbook, () => replace(excelGateway(), update()), 5],
  ['a restore', refreshedWorkbook, () => restore(excelGateway()), 5],
] as const;

test.each(WRITES)(
  'W01 %s that fails at any one operation leaves everything as it was',
  async (_, prepare, write, stride) => {
    await prepare();
    const before = contentsOf(excel);
    const outcomes: string[] = [];
    for (let action = 1; outcomes[outcomes.length - 1] !== 'written'; action += stride) {
      excel.host.faults.failAt({ action }, 'GeneralException', { when: outcomes.length % 2 ? 'before' : 'after' });
      const { written } = await write();
      excel.host.faults.clear();
      await quiet(excel);
      outcomes.push(written.outcome);
      if (written.outcome !== 'written')
        expect({ action, contents: contentsOf(excel) }).toEqual({ action, contents: before });
    }
    // the last fault comes after everything was written and read back
    expect(isMarkedOk()).toBe(true);
    expect(new Set(outcomes)).toEqual(new Set(['declined', 'undone', 'written']));
    expect(outcomes.length * stride).toBeGreaterThan(250);
  },
  120_000,
);

type Fault = typeof FAULTS extends fc.Arbitrary<infer T> ? T : never;
const FAULTS = fc.record({
  first: fc.integer({ min: 1, max: 500 }),
  second: fc.integer({ min: 1, max: 400 }),
  third: fc.integer({ min: 1, max: 120 }),
  when: fc.constantFrom('before' as const, 'after' as const),
});

/** Three faults in a row just before the first change: marked invalid, an earlier write's image would be "restored". */
const NOTHING_WRITTEN_YET = [136, 138, 140].map((first): [Fault] => [{ first, second: 1, third: 1, when: 'before' }]);

test.each(WRITES)(
  'W01 %s whose repair fails as well is never marked ok, and restore brings everything back',
  async (_, prepare, write) => {
    await prepare();
    await write();
    await excel.settled();
    const complete = contentsOf(excel);
    excel.stop();
    const outcomes = new Set<string>();
    const property = fc.asyncProperty(FAULTS, async ({ first, second, third, when }) => {
      await prepare();
      const before = contentsOf(excel);
      const { faults } = excel.host;
      faults.failAt({ action: first }, 'GeneralException', { when });
      faults.failAt({ action: first + second }, 'GeneralException');
      faults.failAt({ action: first + second + third }, 'GeneralException', { when });
      const { written } = await write();
      faults.clear();
      await quiet(excel);
      outcomes.add(written.outcome);
      await excel.settled();
      const isAsBefore = JSON.stringify(contentsOf(excel)) === JSON.stringify(before);
      if (isAsBefore) return;
      expect(['written', 'invalid']).toContain(written.outcome);
      // the answer to the very last operation may be lost: then everything new is there
      if (isMarkedOk()) return expect(contentsOf(excel)).toEqual(complete);
      expect((await restore(excelGateway())).written.outcome).toBe('written');
      await excel.settled();
      expect(contentsOf(excel)).toEqual(before);
    });
    await fc.assert(
      property.afterEach(() => excel.stop()),
      { numRuns: 40, examples: NOTHING_WRITTEN_YET },
    );
    expect(outcomes).toContain('invalid');
  },
  120_000,
);
