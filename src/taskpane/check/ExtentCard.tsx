import { Badge, Text } from '@fluentui/react-components';
import type { FormulaCheck } from '../../workbook/checkFormulas';
import { usePaneStyles } from '../paneStyles';
import { extentOf } from './findings';

/** How many formulas of ours there are, by sheet and by function; says so when nothing is wrong. */
export function ExtentCard({ check, isClear }: { check: FormulaCheck; isClear: boolean }) {
  const styles = usePaneStyles();
  return (
    <section className={styles.card} aria-label="Formulas of this add-in">
      <div className={styles.spread}>
        <Text as="h2" weight="semibold">
          {extentOf(check)}
        </Text>
        {isClear && (
          <Badge className={styles.unbroken} appearance="tint" color="success">
            All clear
          </Badge>
        )}
      </div>
      {isClear && (
        <Text>
          No cell is in error or stuck at #NAME?, no name is in the way, Excel calculates by itself, and the prices are
          neither old, filtered nor edited by hand.
        </Text>
      )}
      {check.formulas > 0 && (
        <details>
          <summary>By sheet and function</summary>
          <div className={styles.stack}>
            <CountTable of="Sheet" counts={check.bySheet} />
            <CountTable of="Function" counts={check.byFunction} />
          </div>
        </details>
      )}
    </section>
  );
}

function CountTable({ of, counts }: { of: string; counts: FormulaCheck['bySheet'] }) {
  const styles = usePaneStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">Formulas</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ name, formulas }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={styles.number}>{formulas.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
