import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { RejectedRow } from '../../runtime/runtimeSlot';

const SHOWN = 5;

/** Rows of the tables that no formula uses, with the reason of each. */
export function RejectedRows({ rejected }: { rejected: readonly RejectedRow[] }) {
  if (rejected.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{rejected.length === 1 ? 'One row is not used' : `${rejected.length} rows are not used`}</MessageBarTitle>
        <ul>
          {rejected.slice(0, SHOWN).map((row, index) => (
            <li key={index}>
              {row.table}
              {row.sheetRow && `, row ${row.sheetRow}`}: {row.what}: {row.reason}
            </li>
          ))}
          {rejected.length > SHOWN && <li>and {rejected.length - SHOWN} more</li>}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
