import { Button, Text } from '@fluentui/react-components';
import type { PriceRuntime, PriceStatus } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';
import { OutcomeMessage } from './OutcomeMessage';
import { RestoreButton } from './RestoreButton';
import { useTableWrite } from './useTableWrite';
import { WriteProgressBar } from './WriteProgressBar';

/** Puts the tables into the workbook, or takes the last write back. */
export function TablesCard({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePaneStyles();
  const { isRunning, outcome, run } = useTableWrite(runtime);
  const isBusy = status.writing !== undefined;
  return (
    <section className={styles.card} aria-label="Price tables">
      <Text as="h2" weight="semibold">
        Price tables
      </Text>
      <Text>
        {status.hasTables
          ? 'Formulas answer from the tables. Change a price there, or write your own into the “My …” columns, and every cell follows.'
          : 'Put the prices into this workbook, so that everyone who opens it sees each price with its source and date.'}
      </Text>
      <div className={styles.row}>
        {!status.hasTables && (
          <Button
            appearance="primary"
            disabled={isBusy || status.host !== 'excel'}
            onClick={() => run(() => runtime.insertTables(), 'inserted')}
          >
            Insert price tables
          </Button>
        )}
        {status.canRestore && (
          <RestoreButton disabled={isBusy} onRestore={() => run(() => runtime.restore(), 'restored')} />
        )}
        {status.prices === 'unusable' && !status.hasTables && (
          <Button disabled={isBusy} onClick={() => runtime.useBundledPrices()}>
            Use the add-in’s prices
          </Button>
        )}
      </div>
      <WriteProgressBar writing={isRunning ? status.writing : undefined} />
      <OutcomeMessage outcome={outcome} />
    </section>
  );
}
