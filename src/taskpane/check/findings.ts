import type { PriceStatus } from '../../runtime/runtimeSlot';
import type { FormulaCheck } from '../../workbook/checkFormulas';
import type { CellToRepair } from '../../workbook/repairFormulas';
import { count, daysSince } from '../prices/inWords';
import type { NameErrors } from './sortNameErrors';

/** One thing to look at. */
export interface Finding {
  readonly kind:
    | 'mistaken'
    | 'stuck'
    | 'in-error'
    | 'clash'
    | 'waiting'
    | 'manual'
    | 'old-prices'
    | 'old-offers'
    | 'as-text'
    | 'filtered'
    | 'edited'
    | 'volatile';
  readonly intent: 'error' | 'warning' | 'info';
  readonly title: string;
  /** What it means and what to do. */
  readonly advice: string;
  readonly cells: readonly CellToRepair[];
}

/** What was found in the workbook, and which prices answer. */
export interface Checked {
  readonly check: FormulaCheck;
  readonly nameErrors: NameErrors;
  readonly status: Pick<PriceStatus, 'asOf' | 'ageDays' | 'editedByHand'>;
  /** The day of most GPU offers; undefined when there are none. */
  readonly offersOf?: string;
}

/** Functions that take a GPU's rental price from the offers when none is given. */
export const USE_GPU_OFFERS: ReadonlySet<string> = new Set(['GPUPRICE', 'GPUTOKENCOST', 'GPUTCO', 'GPUBREAKEVEN']);

/** Worst first; empty when all is well. */
export function findingsOf(
  { check, nameErrors, status, offersOf }: Checked,
  oldAfterDays: number,
  now = Date.now(),
): Finding[] {
  const { clashes, waiting, asText, calculation, filteredTables, volatile } = check;
  const { mistaken, stuck } = nameErrors;
  const inError = [...check.inError, ...nameErrors.inherited];
  const offersAgeDays = offersOf === undefined ? undefined : daysSince(offersOf, now);
  const found: (Finding | false)[] = [
    mistaken.length > 0 && {
      kind: 'mistaken',
      intent: 'error',
      title: `${count(mistaken.length, 'formula')} with a name that Excel does not know`,
      advice: mistaken.some(({ corrected }) => corrected !== undefined)
        ? 'Before a correction is written you see the old and the new formula.'
        : 'Choose a cell to go there.',
      cells: mistaken,
    },
    stuck.length > 0 && {
      kind: 'stuck',
      intent: 'error',
      title: `${count(stuck.length, 'cell')} stuck at #NAME?`,
      advice:
        'Excel looked for the function while the add-in was not there. Repair enters each formula again as it is; nothing else changes.',
      cells: stuck,
    },
    inError.length > 0 && {
      kind: 'in-error',
      intent: 'error',
      title: `${count(inError.length, 'formula')} in error`,
      advice: 'Choose a cell to go there.',
      cells: inError,
    },
    ...clashes.map(({ name, advice }): Finding => ({
      kind: 'clash',
      intent: 'error',
      title: `“${name}” is in the way`,
      advice,
      cells: [],
    })),
    asText.length > 0 && {
      kind: 'as-text',
      intent: 'warning',
      title: `${count(asText.length, 'formula')} kept as text`,
      advice:
        'The cell shows the formula in place of its answer. Give the cell the format General, take away an apostrophe before the equals sign, then press F2 and Enter in it.',
      cells: asText,
    },
    waiting.length > 0 && {
      kind: 'waiting',
      intent: 'warning',
      title: `${count(waiting.length, 'formula')} without an answer yet`,
      advice:
        'Check again in a moment. If they stay so, press Ctrl+Alt+F9; if that does not help, close and open the workbook.',
      cells: waiting,
    },
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
        title: `The model prices are ${count(status.ageDays, 'day')} old`,
        advice: `They are of ${status.asOf}. Refresh them in the view Prices, or keep them if these are the agreed ones.`,
        cells: [],
      },
    offersAgeDays !== undefined &&
      offersAgeDays > oldAfterDays &&
      check.byFunction.some(({ name }) => USE_GPU_OFFERS.has(name)) && {
        kind: 'old-offers',
        intent: 'warning',
        title: `The GPU offers are ${count(offersAgeDays, 'day')} old`,
        advice: `Most are of ${offersOf}, and formulas here use them. Refresh them in the view Prices, or give a price of your own.`,
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
