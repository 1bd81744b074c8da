import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { RejectedRow } from '../../../runtime/runtimeSlot';
import { usePricesStyles } from '../pricesStyles';

const SHOWN = 50;

/** Rows of the tables that were not admitted, with the reason of each; what they would answer is #N/A. */
export function RejectedRows({ rejected }: { rejected: readonly RejectedRow[] }) {
  const styles = usePricesStyles();
  if (rejected.length === 0) return null;
  const title =
    rejected.length === 1 ? 'One row is not used' : `${rejected.length.toLocaleString('en-US')} rows are not used`;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody className={styles.breakable}>
        <MessageBarTitle>{title}</MessageBarTitle>
        <details>
          <summary className={styles.summary}>Which, and why: what needs them shows #N/A until they are mended</summary>
          <ul className={styles.list}>
            {rejected.slice(0, SHOWN).map((row, index) => (
              <li key={index} className={styles.divided}>
                {row.table}
                {row.sheetRow && `, row ${row.sheetRow}`}: {row.what}: {row.reason}
              </li>
            ))}
            {rejected.length > SHOWN && <li>and {(rejected.length - SHOWN).toLocaleString('en-US')} more</li>}
          </ul>
        </details>
      </MessageBarBody>
    </MessageBar>
  );
}
