import type { PriceStatus } from '../../runtime/runtimeSlot';
import type { FormulaCheck } from '../../workbook/checkFormulas';
import type { FormulaCell } from '../../workbook/formulaCells';
import { count } from '../prices/inWords';

/** One thing to look at. */
export interface Finding {
  readonly kind: 'stuck' | 'in-error' | 'clash' | 'manual' | 'old-prices' | 'filtered' | 'edited' | 'volatile';
  readonly intent: 'error' | 'warning' | 'info';
  readonly title: string;
  /** What it means and what to do. */
  readonly advice: string;
  readonly cells: readonly FormulaCell[];
}

/** Worst first; empty when all is well. */
export function findingsOf(check: FormulaCheck, status: PriceStatus, oldAfterDays: number): Finding[] {
  const { stuck, inError, clashes, calculation, filteredTables, volatile } = check;
  const found: (Finding | false)[] = [
    stuck.length > 0 && {
      kind: 'stuck',
      intent: 'error',
      title: `${count(stuck.length, 'cell')} stuck at #NAME?`,
      advice:
        'The workbook was opened without the add-in. Repair enters these formulas again as they are; nothing else changes.',
      cells: stuck,
    },
    inError.length > 0 && {
      kind: 'in-error',
      intent: 'error',
      title: `${count(inError.length, 'formula')} in error`,
      advice: 'Choose a cell to go there.',
      cells: inError,
    },
    ...clashes.map(({ name, advice }): Finding => ({ kind: 'clash', intent: 'error', title: `“${name}” is in the way`, advice, cells: [] })),
    calculation === 'manual' && {
      kind: 'manual',
      intent: 'warning',
      title: 'Excel does not calculate by itself',
      advice:
        'Calculation is set to manual, so cells can show old costs after an edit. Press F9 to calculate, or choose Formulas, Calculation Options, Automatic.',
      cells: [],
    },
    status.ageDays !== undefined &&
      status.ageDays > oldAfterDays && {
        kind: 'old-prices',
        intent: 'warning',
        title: `The prices are ${status.ageDays} days old`,
        advice: `They are of ${status.asOf}. Refresh them in the view Prices, or keep them if these are the agreed ones.`,
        cells: [],
      },
    filteredTables.length > 0 && {
      kind: 'filtered',
      intent: 'info',
      title: `Rows are hidden by a filter in ${filteredTables.join(', ')}`,
      advice: 'The functions use hidden rows too. Clear the filter before you refresh the prices.',
      cells: [],
    },
    status.editedByHand && {
      kind: 'edited',
      intent: 'info',
      title: 'Prices were edited by hand',
      advice: 'Formulas use the edited prices. A refresh moves them into the columns “My …” and keeps them.',
      cells: [],
    },
    volatile.length > 0 && {
      kind: 'volatile',
      intent: 'info',
      title: `${count(volatile.length, 'formula')} calculated after every edit`,
      advice: `${[...new Set(volatile.map(({ call }) => call))].join(', ')} makes Excel calculate a formula again after every edit in any workbook. Give a fixed date or cell instead.`,
      cells: volatile,
    },
  ];
  return found.filter((finding) => finding !== false);
}

/** What was looked at, in one sentence: how much there is of ours and where. */
export function extentOf({ formulas, bySheet }: Pick<FormulaCheck, 'formulas' | 'bySheet'>): string {
  if (formulas === 0) return 'No cell uses a function of this add-in yet.';
  return `${count(formulas, 'formula')} of this add-in on ${count(bySheet.length, 'sheet')}.`;
}
