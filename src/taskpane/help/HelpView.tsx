import { Link, Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';
import { useFunctionHelp } from '../useFunctionHelp';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { Examples } from './Examples';

/** What to type first, what an error means, what leaves the machine, and which version this is. */
export function HelpView({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const { asOf } = usePriceStatus(runtime);
  const help = useFunctionHelp();
  const build = typeof help === 'object' ? help : undefined;
  return (
    <>
      {build && <Examples runtime={runtime} help={build} />}
      {help === 'failed' && (
        <Text role="alert">The examples could not be read: check the connection and reopen the pane.</Text>
      )}
      <section className={styles.card} aria-label="Errors">
        <Text as="h2" weight="semibold">
          When a cell shows an error
        </Text>
        <ul className={styles.list}>
          {ERRORS.map(({ shown, means }) => (
            <li key={shown}>
              <Text block weight="semibold">
                {shown}
              </Text>
              <Text block>{means}</Text>
            </li>
          ))}
        </ul>
        <Text>A missing price is never counted as zero.</Text>
      </section>
      <section className={styles.card} aria-label="Privacy">
        <Text as="h2" weight="semibold">
          What leaves this computer
        </Text>
        <Text>
          Nothing of your workbook. Formulas are calculated here and send nothing. Only “Refresh” in Prices goes to the
          network: it asks the sources you chose for their public files.
        </Text>
      </section>
      <section className={styles.card} aria-label="More">
        <Link href="help/index.html" target="_blank" rel="noreferrer">
          All functions explained
        </Link>
        <Text size={200} className={styles.muted}>
          {build && `LLM Cost ${build.version}`}
          {build && asOf && ' · '}
          {asOf && `prices of ${asOf}`}
        </Text>
      </section>
    </>
  );
}

const ERRORS = [
  {
    shown: '#N/A',
    means:
      'There is no such number: an unknown model, a missing price, or no solution. The sentence at the cell says which.',
  },
  { shown: '#VALUE!', means: 'An argument cannot be used. The sentence at the cell says which one and what to type.' },
  {
    shown: '#SPILL!',
    means: 'The answer needs several cells and one of them is not empty: clear the cells below and to the right.',
  },
  {
    shown: '#NAME?',
    means: 'The add-in is not loaded in this workbook, or a name is misspelt. Load it, then enter the formula again.',
  },
  { shown: '#BUSY!', means: 'Excel waits for the add-in. If it stays, open this pane once.' },
] as const;
