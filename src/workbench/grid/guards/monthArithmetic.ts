import { isErrorText } from '../../excel-host/sheetStore';
import type { UniverBook } from '../univerStore';
import { engineFunction, firstOf, rowsOf } from './functionArguments';
import type { EngineArgument, EngineResult, EngineValue } from './functionArguments';

const DAY_MS = 86_400_000;
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);

/** The engine's EDATE runs over the end of short months (31 January plus one month is 3 March): a silent wrong date. */
export function replaceMonthArithmetic({ api }: UniverBook): void {
  api
    .getFormula()
    .registerFunction('EDATE', engineFunction(edate), 'The date a number of months before or after a date');
}

function edate(start: EngineArgument, months: EngineArgument): EngineResult {
  const starts = rowsOf(start);
  const steps = rowsOf(months);
  if (isSingle(starts) && isSingle(steps)) return monthsLater(firstOf(start), firstOf(months));
  const shape = isSingle(starts) ? steps : starts;
  return shape.map((row, i) =>
    row.map((_, j) => {
      const day = isSingle(starts) ? starts[0][0] : starts[i]?.[j];
      return monthsLater(day, isSingle(steps) ? steps[0][0] : steps[i]?.[j]);
    }),
  );
}

function monthsLater(start: EngineValue, months: EngineValue): number | string {
  if (isErrorText(start)) return start;
  if (isErrorText(months)) return months;
  const day = Number(start ?? 0);
  const step = Math.trunc(Number(months ?? 0));
  if (!Number.isFinite(day) || !Number.isFinite(step)) return '#VALUE!';
  if (day < 0) return '#NUM!';
  const date = new Date(SERIAL_ZERO_MS + Math.floor(day) * DAY_MS);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + step;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const later = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay));
  const serial = Math.round((later - SERIAL_ZERO_MS) / DAY_MS);
  return serial < 0 ? '#NUM!' : serial;
}

function isSingle(rows: unknown[][]): boolean {
  return rows.length === 1 && rows[0].length === 1;
}
