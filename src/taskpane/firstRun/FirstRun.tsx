import { Button, Text } from '@fluentui/react-components';
import type { PriceRuntime, PriceStatus } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';
import { OutcomeMessage } from '../prices/OutcomeMessage';
import { usePricesStyles } from '../prices/pricesStyles';
import { WriteProgressBar } from '../prices/WriteProgressBar';
import { SAMPLE } from './firstSheets';
import { useFirstInsertion, type FirstInsertion } from './useFirstInsertion';

interface FirstRunProps {
  readonly runtime: PriceRuntime;
  readonly status: PriceStatus;
  /** The tables are in the workbook: the screen need not come again. */
  readonly onInserted: () => void;
  readonly onClose: () => void;
}

/** One screen with one action, for somebody who opens the pane for the first time. */
export function FirstRun({ runtime, status, onInserted, onClose }: FirstRunProps) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const insertion = useFirstInsertion(runtime, onInserted);
  const Part = insertion.outcome !== undefined && status.hasTables ? Inserted : Offer;
  return (
    <section className={styles.stack} aria-labelledby="first-run-title">
      <img src="assets/icons/icon-64.png" alt="" width="48" height="48" />
      <Text as="h1" id="first-run-title" weight="semibold" size={600} className={own.heading}>
        What does an LLM workload cost?
      </Text>
      <Text>
        Formulas answer in cells, from dated prices. This is one request with 1,200 input and 300 output tokens:
      </Text>
      <code className={styles.code}>=LLMCOST("gpt-5.1",1200,300)</code>
      <Part status={status} insertion={insertion} onClose={onClose} />
    </section>
  );
}

interface PartProps {
  readonly status: PriceStatus;
  readonly insertion: FirstInsertion;
  readonly onClose: () => void;
}

/** Before the click: what it puts into the workbook, and what is there already. */
function Offer({ status, insertion, onClose }: PartProps) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const { sample, isReady, isRunning, outcome, insert } = insertion;
  return (
    <>
      <Text>One click puts into this workbook:</Text>
      <ul className={own.bullets}>
        <li>
          the list prices of {count(status.models, 'model')} of {status.asOf} and {count(status.gpuOffers, 'GPU offer')}
          , each with its source and the day it was checked
        </li>
        {sample === undefined && <li>a sample sheet. {SAMPLE.shows}</li>}
      </ul>
      {sample !== undefined && <Text>The sample sheet “{sample}” is in this workbook already and stays as it is.</Text>}
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={isRunning || !isReady} onClick={insert}>
          {sample === undefined ? 'Insert price tables and a sample' : 'Insert price tables'}
        </Button>
        <Button disabledFocusable={isRunning} onClick={onClose}>
          Not now
        </Button>
      </div>
      <WriteProgressBar writing={isRunning ? status.writing : undefined} />
      <OutcomeMessage outcome={outcome} />
      <Text size={200} className={styles.muted}>
        Nothing is written before the click. Formulas work without the tables, too; they send nothing and need no
        network.
      </Text>
    </>
  );
}

/** After it: what stands where, and the way on. */
function Inserted({ status, insertion, onClose }: PartProps) {
  const own = usePricesStyles();
  const { sample, priceSheets, outcome } = insertion;
  return (
    <>
      <OutcomeMessage outcome={outcome} />
      <Text>In this workbook you now find:</Text>
      <ul className={own.bullets}>
        {priceSheets.models !== undefined && (
          <li>
            sheet {priceSheets.models}: {count(status.models, 'model')}, each price with its source and date
          </li>
        )}
        {priceSheets.gpus !== undefined && (
          <li>
            sheet {priceSheets.gpus}: {count(status.gpuOffers, 'GPU offer')}, each with its source and date
          </li>
        )}
        {sample !== undefined && (
          <li>sheet {sample}, the sample: change a blue number there, and every cost follows</li>
        )}
      </ul>
      <Text>Every formula answers from these sheets: a price that you change there counts at once.</Text>
      <div>
        <Button appearance="primary" onClick={onClose}>
          Go on to the prices
        </Button>
      </div>
    </>
  );
}
