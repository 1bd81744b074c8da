import { Button, Text } from '@fluentui/react-components';
import type { PriceRuntime, PriceStatus } from '../../runtime/runtimeSlot';
import { STARTER_SHEETS } from '../../sheets/starters/starterSheets';
import { insertSheet } from '../../workbook/insertSheet';
import { prefixed } from '../insert/StarterSheets';
import { usePaneStyles } from '../paneStyles';
import { OutcomeMessage } from '../prices/OutcomeMessage';
import { usePricesStyles } from '../prices/pricesStyles';
import { useTableWrite } from '../prices/useTableWrite';
import { WriteProgressBar } from '../prices/WriteProgressBar';
import { useFunctionHelp } from '../useFunctionHelp';

interface FirstRunProps {
  readonly runtime: PriceRuntime;
  readonly status: PriceStatus;
  readonly onClose: () => void;
}

const [SAMPLE] = STARTER_SHEETS;

/** One screen with one action, for somebody who opens the pane for the first time. */
export function FirstRun({ runtime, status, onClose }: FirstRunProps) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const help = useFunctionHelp();
  const { isRunning, outcome, run } = useTableWrite();
  const isDone = outcome !== undefined && status.hasTables;

  const insert = () =>
    run(async () => {
      const result = await runtime.insertTables();
      if (result.outcome !== 'done') return result;
      const problem = await insertSample();
      return problem === undefined ? result : { ...result, problem: `The sample sheet is missing: ${problem}` };
    }, 'inserted');

  /** What stood in the way; the tables are in the workbook by now and stay there. */
  const insertSample = async (): Promise<string | undefined> => {
    if (typeof help === 'string') return 'the list of functions could not be read. The Insert view has it, too.';
    const sample = prefixed(SAMPLE.draft(), help.prefix, help.functions.map(({ id }) => id));
    try {
      await runtime.gateway.run((book) => insertSheet(book, sample));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  return (
    <main className={styles.view} aria-labelledby="first-run-title">
      <img src="assets/icons/icon-64.png" alt="" width="48" height="48" />
      <Text as="h1" id="first-run-title" weight="semibold" size={600} className={own.heading}>
        What does an LLM workload cost?
      </Text>
      <Text>Formulas answer in cells, from dated prices. This is one request with 1,200 input and 300 output tokens:</Text>
      <code className={styles.code}>=LLMCOST("gpt-5.1",1200,300)</code>
      <Text>One click puts into this workbook:</Text>
      <ul className={own.bullets}>
        <li>
          the list prices of {status.models.toLocaleString('en-US')} models and {status.gpuOffers.toLocaleString('en-US')} GPU
          offers of {status.asOf}, each with its source and date
        </li>
        <li>a sample sheet. {SAMPLE.shows}</li>
      </ul>
      {isDone ? (
        <div>
          <Button appearance="primary" onClick={onClose}>
            Go on to the prices
          </Button>
        </div>
      ) : (
        <div className={styles.row}>
          <Button appearance="primary" disabledFocusable={isRunning || help === 'loading'} onClick={insert}>
            Insert price tables and a sample
          </Button>
          <Button disabledFocusable={isRunning} onClick={onClose}>
            Not now
          </Button>
        </div>
      )}
      <WriteProgressBar writing={isRunning ? status.writing : undefined} />
      <OutcomeMessage outcome={outcome} />
      <Text size={200} className={styles.muted}>
        Nothing is written before the click. Formulas work without the tables, too; they send nothing and need no network.
      </Text>
    </main>
  );
}
