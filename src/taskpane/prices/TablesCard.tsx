import { Button, MessageBar, MessageBarBody, ProgressBar, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { PriceRuntime, PriceStatus, WriteOptions, WriteResult } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';
import { describeResult, STEP_IN_WORDS, type Outcome } from './writeOutcome';

/** Puts the tables into the workbook, or takes the last write back. */
export function TablesCard({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePaneStyles();
  const [outcome, setOutcome] = useState<Outcome>();
  const busy = status.writing !== undefined;
  const inExcel = status.host === 'excel';

  const write = async (action: (options: WriteOptions) => Promise<WriteResult>, verb: string) => {
    setOutcome(undefined);
    setOutcome(describeResult(await action({}), verb));
  };

  return (
    <section className={styles.card} aria-label="Price tables">
      <Text>
        {status.hasTables
          ? 'Formulas answer from the tables. Change a price there, or write your own into the “My …” columns, and every cell follows.'
          : 'Put the prices into this workbook, so that everyone who opens it sees each price with its source and date.'}
      </Text>
      <div className={styles.row}>
        {!status.hasTables && (
          <Button appearance="primary" disabled={busy || !inExcel} onClick={() => write((options) => runtime.insertTables(options), 'inserted')}>
            Insert price tables
          </Button>
        )}
        {status.canRestore && (
          <Button disabled={busy} onClick={() => write((options) => runtime.restore(options), 'restored')}>
            Restore previous prices
          </Button>
        )}
        {status.prices === 'unusable' && !status.hasTables && (
          <Button disabled={busy} onClick={() => runtime.useBundledPrices()}>
            Use the add-in’s prices
          </Button>
        )}
      </div>
      {status.writing && (
        <ProgressBar value={status.writing.done} aria-label={STEP_IN_WORDS[status.writing.step]} />
      )}
      <div role="status">
        {status.writing && <Text size={200}>{STEP_IN_WORDS[status.writing.step]}</Text>}
        {!status.writing && outcome && (
          <MessageBar intent={outcome.intent} layout="multiline">
            <MessageBarBody>{outcome.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </section>
  );
}
