import { Button, Text } from '@fluentui/react-components';
import { useRef } from 'react';
import { WHERE_IT_CALCULATES } from '../../portable/whereItCalculates';
import { usePaneStyles } from '../paneStyles';
import { ActionProgress } from './ActionProgress';
import { CopyOutcome } from './CopyOutcome';
import { makeCopy, type NamedCopy } from './makeCopy';
import { useLongAction } from './useLongAction';

/** A copy of the workbook that calculates without the add-in. */
export function CopyCard({ fillsFromBundle }: { fillsFromBundle: boolean }) {
  const styles = usePaneStyles();
  const { state, start, stop } = useLongAction<NamedCopy>();
  const picker = useRef<HTMLInputElement>(null);
  const make = (chosen?: File) =>
    void start('Reading the workbook …', (control) => makeCopy(chosen, fillsFromBundle, control));
  const busy = state.step === 'running';
  return (
    <section className={styles.card} aria-label="Independent copy">
      <Text as="h2" weight="semibold">
        Independent copy
      </Text>
      <Text>
        A copy for people without this add-in: its formulas become plain ones over the price tables.{' '}
        {WHERE_IT_CALCULATES} This workbook stays as it is.
      </Text>
      <div className={styles.row}>
        <Button appearance="primary" disabled={busy} onClick={() => make()}>
          Make an independent copy
        </Button>
        <Button disabled={busy} onClick={() => picker.current?.click()}>
          Copy a saved file …
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".xlsx,.xlsm"
          hidden
          aria-label="Saved workbook"
          onChange={({ target }) => {
            if (target.files?.[0]) make(target.files[0]);
            target.value = '';
          }}
        />
      </div>
      <ActionProgress state={state} onCancel={stop} />
      {state.step === 'failed' && (
        <Text size={200}>
          Nothing was changed. If Excel does not give the open workbook, save it and choose the file.
        </Text>
      )}
      {state.step === 'finished' && <CopyOutcome copy={state.result} />}
    </section>
  );
}
