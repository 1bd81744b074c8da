import { Link, Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';

const TRY = [
  { formula: '=LLMCOST("gpt-5.1",1200,300)', means: 'USD for one request with 1,200 input and 300 output tokens' },
  { formula: '=LLMCOMPARE({"gpt-5.1";"claude-sonnet-5";"gemini-2.5-flash"},1200,300)', means: 'models side by side, cheapest first' },
  { formula: '=GPUPRICE("H100")', means: 'median USD per GPU-hour' },
  { formula: '=GPUPAYBACK(12000,150000,5000)', means: 'months until own hardware has paid for itself' },
];

/** What to type first, what leaves the machine, and where the rest is explained. */
export function HelpView() {
  const styles = usePaneStyles();
  return (
    <>
      <section className={styles.card}>
        <Text as="h2" weight="semibold">
          Formulas to try
        </Text>
        <ul className={styles.list}>
          {TRY.map(({ formula, means }) => (
            <li key={formula}>
              <code className={styles.code}>{formula}</code>
              <br />
              <Text size={200} className={styles.muted}>
                {means}
              </Text>
            </li>
          ))}
        </ul>
        <Text>Put model and GPU names in quotes: without them, H100 is a cell.</Text>
        <Link href="help/index.html" target="_blank" rel="noreferrer">
          All functions explained
        </Link>
      </section>
      <section className={styles.card}>
        <Text as="h2" weight="semibold">
          What leaves this computer
        </Text>
        <Text>
          Formulas are calculated here and send nothing. Only “Refresh” goes to the network: it asks the price list you
          chose for its public file and sends nothing of your workbook with the request.
        </Text>
      </section>
      <section className={styles.card}>
        <Text as="h2" weight="semibold">
          When a cell shows an error
        </Text>
        <Text>
          #N/A: there is no such price, and the cell’s note says why. #VALUE!: an argument is not what the function
          expects. #NAME?: the add-in is not loaded. A missing price is never counted as zero.
        </Text>
      </section>
    </>
  );
}
