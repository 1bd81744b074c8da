import type { Assumptions } from '../engine/self-host/assumptions';
import type { CellValue } from './definition';

/** What a result rests on: assumption, value, unit, whether it is the user's own, and what it means. */
export function assumptionRows(assumptions: Assumptions): CellValue[][] {
  return [
    ['assumption', 'value', 'unit', 'from', 'note'],
    ...assumptions.usedAssumptions().map(({ key, value, unit, origin, note }) => [key, value, unit, origin, note]),
    ...assumptions.unusedKeys().map((key) => [key, '', '', 'yours', 'has no effect here']),
  ];
}

/** A spill is a rectangle: short rows are filled up with empty cells. */
export function sameWidth(rows: readonly CellValue[][]): CellValue[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<CellValue>(width - row.length).fill('')]);
}
