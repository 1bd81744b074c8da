import { Button, MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { canOpenWorkbooks, openAsWorkbook } from '../../workbook/excel/openFile';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';
import { usePricesStyles } from '../prices/pricesStyles';
import type { NamedCopy } from './makeCopy';
import { PlaceList } from './PlaceList';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What became of the formulas, and the two ways to get the copy. */
export function CopyOutcome({ copy }: { copy: NamedCopy }) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const [note, setNote] = useState('');
  const { converted, convertedElsewhere, frozen, left, corrected, unchecked, prices, addedSheets } = copy.report;

  const open = () =>
    openAsWorkbook(copy.bytes).then(
      () => setNote('The copy is open as a new workbook: save it under a name of its own.'),
      (error: unknown) =>
        setNote(
          `Excel did not open the copy (${error instanceof Error ? error.message : String(error)}): download it instead.`,
        ),
    );
  return (
    <>
      <MessageBar intent={left.length > 0 ? 'warning' : 'success'} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>The copy is ready.</MessageBarTitle>
          {count(converted + convertedElsewhere, 'formula')} converted, {count(frozen.length, 'formula')} kept as{' '}
          {frozen.length === 1 ? 'a value' : 'values'}. Prices as of {prices.asOf}
          {prices.origin === 'embedded' && ', those that came with the add-in'}.
        </MessageBarBody>
      </MessageBar>
      <div className={styles.row}>
        {canOpenWorkbooks() && <Button onClick={open}>Open the copy</Button>}
        <Button onClick={() => download(copy)}>Download the copy</Button>
      </div>
      <div role="status" className={own.live}>
        {note && <Text>{note}</Text>}
      </div>
      {unchecked > 0 && (
        <Text size={200}>
          {count(unchecked, 'value')} taken over unchecked, because only a spreadsheet can calculate the formula.
        </Text>
      )}
      <PlaceList
        title="Kept as a value"
        places={frozen.map(({ place, reason }) => ({ place, reason: `because ${reason}` }))}
      />
      <PlaceList title="Left as they were" places={left} />
      <PlaceList
        title="Old values replaced"
        places={corrected.map(({ place, stored, now }) => ({
          place,
          reason: `${shown(stored)} was stored, ${shown(now)} is right`,
        }))}
      />
      <Text size={200} className={styles.muted}>
        Sheets added: {addedSheets.join(', ')}.
      </Text>
    </>
  );
}

/** A download needs a click of its own: the copy is made too long after the first. */
function download({ bytes, fileName }: NamedCopy): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: XLSX }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function shown(value: NamedCopy['report']['corrected'][number]['stored']): string {
  if (value === null) return 'nothing';
  return typeof value === 'object' ? value.error : String(value);
}
