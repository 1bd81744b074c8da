import { Spinner, Text } from '@fluentui/react-components';
import type { ExcelRows } from '../../functions/adapter';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';
import { useInsertStyles } from './insertStyles';
import type { Preview } from './usePreview';

/** More rows nobody reads in a pane. */
const SHOWN_ROWS = 8;

/** The result before it is in the sheet. */
export function PreviewCard({ preview, unit }: { preview: Preview; unit: string }) {
  const styles = usePaneStyles();
  const own = useInsertStyles();
  return (
    <section className={own.preview} aria-label="Result" aria-live="polite">
      {preview.kind === 'calculating' && <Spinner size="tiny" label="Calculating …" labelPosition="after" />}
      {preview.kind === 'waiting' && <Text className={styles.muted}>{preview.sentence}</Text>}
      {preview.kind === 'error' && (
        <>
          <Text weight="semibold">{preview.code}</Text>
          <Text>{preview.sentence}</Text>
        </>
      )}
      {preview.kind === 'answer' && <Answer rows={preview.rows} unit={unit} />}
    </section>
  );
}

function Answer({ rows, unit }: { rows: ExcelRows; unit: string }) {
  const styles = usePaneStyles();
  const own = useInsertStyles();
  const isCell = rows.length === 1 && rows[0].length === 1;
  if (isCell) {
    return (
      <>
        <Text className={own.value}>{cellText(rows[0][0])}</Text>
        {typeof rows[0][0] === 'number' && <Text className={styles.muted}>{unit}</Text>}
      </>
    );
  }
  return (
    <>
      <Text className={styles.muted}>
        Fills {count(rows.length, 'row')} of {count(rows[0].length, 'column')}
      </Text>
      <div className={own.scroller} tabIndex={0} role="group" aria-label="The cells of the result">
        <table className={own.spill}>
          <tbody>
            {rows.slice(0, SHOWN_ROWS).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} className={typeof cell === 'number' ? own.numberCell : undefined}>
                    {cellText(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN_ROWS && (
        <Text size={200}>and {(rows.length - SHOWN_ROWS).toLocaleString('en-US')} more rows</Text>
      )}
    </>
  );
}

/** As a cell without a number format shows it. */
function cellText(cell: ExcelRows[number][number]): string {
  if (typeof cell === 'object') return cell.code;
  if (typeof cell === 'boolean') return String(cell).toUpperCase();
  return typeof cell === 'number' ? cell.toLocaleString('en-US', { maximumSignificantDigits: 10 }) : cell;
}
