import { Link, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { FormulaCell } from '../../workbook/formulaCells';
import type { CellToRepair } from '../../workbook/repairFormulas';
import { usePaneStyles } from '../paneStyles';
import { EXPLAINED_CELLS } from './useWorkbookCheck';

interface CellListProps {
  readonly title: string;
  readonly cells: readonly CellToRepair[];
  /** Why a cell is as it is, by address. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly onGoTo: (cell: FormulaCell) => void;
  /** What can be done for one cell. */
  readonly action?: (cell: CellToRepair) => ReactNode;
}

const LONGEST_FORMULA = 120;

/** Cells to go to, each with its formula and the reason. */
export function CellList({ title, cells, reasons, onGoTo, action }: CellListProps) {
  const styles = usePaneStyles();
  if (cells.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={title}>
      {cells.slice(0, EXPLAINED_CELLS).map((cell) => (
        <li key={cell.address} className={styles.card}>
          <div className={styles.spread}>
            <Link as="button" onClick={() => onGoTo(cell)} aria-label={`Go to ${cell.address}`}>
              {cell.address}
            </Link>
            <Text size={200} className={styles.breakable}>
              {String(cell.shown)}
            </Text>
          </div>
          {reasons.has(cell.address) && <Text>{reasons.get(cell.address)}</Text>}
          <code className={styles.code}>{shortened(cell.formula)}</code>
          {action?.(cell)}
        </li>
      ))}
      {cells.length > EXPLAINED_CELLS && (
        <li>
          <Text size={200}>
            and {(cells.length - EXPLAINED_CELLS).toLocaleString()} more: correct these first, then check again.
          </Text>
        </li>
      )}
    </ul>
  );
}

function shortened(formula: string): string {
  return formula.length <= LONGEST_FORMULA ? formula : `${formula.slice(0, LONGEST_FORMULA - 1)}…`;
}
