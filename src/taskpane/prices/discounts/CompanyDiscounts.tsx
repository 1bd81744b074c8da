import { Button, Text } from '@fluentui/react-components';
import type { MyPriceInForce, PriceRuntime, PriceStatus } from '../../../runtime/runtimeSlot';
import { count, priceInWords } from '../inWords';
import { OutcomeMessage } from '../OutcomeMessage';
import { usePricesStyles } from '../pricesStyles';
import { useTableWrite } from '../useTableWrite';
import { WriteProgressBar } from '../WriteProgressBar';
import { AddDiscount } from './AddDiscount';
import { extentInWords } from './extentInWords';
import { myPricesInForce } from './myPricesInForce';
import { shareAsPercent } from './percentAsShare';

/** What the company pays other than the list price: what is in force, and a form for another discount. */
export function CompanyDiscounts({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePricesStyles();
  const { isRunning, outcome, run } = useTableWrite(runtime);
  if (!status.hasTables) return <Text>Insert the price tables first: discounts are kept in their “My …” columns.</Text>;
  const rows = runtime.prices()?.llm.rows ?? [];
  const inForce = myPricesInForce(rows);
  const isBusy = status.writing !== undefined;
  const remove = ({ provider, model, value }: MyPriceInForce) =>
    run(
      () => runtime.setMyPrices({ provider, model, discount: null, onlyDiscount: Number(value) }),
      'without the discount written',
      (rows) => `it was taken out of ${count(rows, 'row')}`,
    );
  return (
    <div className={styles.stack}>
      {inForce.length === 0 ? (
        <Text>No discount is in force: every formula uses list prices.</Text>
      ) : (
        <ul className={styles.list} aria-label="Discounts and own prices in force">
          {inForce.map((entry) => (
            <InForce
              key={`${entry.provider} ${entry.model} ${entry.what}`}
              entry={entry}
              disabled={isBusy}
              onRemove={() => remove(entry)}
            />
          ))}
        </ul>
      )}
      <AddDiscount
        rows={rows}
        inForce={inForce}
        disabled={isBusy}
        onAdd={(change) =>
          run(
            () => runtime.setMyPrices(change),
            'with the discount written',
            (rows) => `${count(rows, 'row')} changed`,
          )
        }
      />
      <WriteProgressBar writing={isRunning ? status.writing : undefined} />
      <OutcomeMessage outcome={outcome} />
    </div>
  );
}

interface InForceProps {
  readonly entry: MyPriceInForce;
  readonly disabled: boolean;
  readonly onRemove: () => void;
}

function InForce({ entry, disabled, onRemove }: InForceProps) {
  const styles = usePricesStyles();
  const { provider, model, what, value, currency, rows } = entry;
  const name = model === undefined ? `${provider}, all models` : `${provider}/${model}`;
  const isDiscount = what === 'discount' && typeof value === 'number';
  const amount = isDiscount ? shareAsPercent(value) : typeof value === 'number' ? priceInWords(value, currency) : value;
  return (
    <li className={`${styles.divided} ${styles.inForce}`}>
      <span className={styles.breakable}>
        <Text weight="semibold">{name}</Text>
        <Text as="p" block size={200} className={styles.caution}>
          {isDiscount ? `${amount} off the list price` : `own ${what}: ${amount}`}, in {count(rows, 'row')}
          {isDiscount && model === undefined && extentInWords(entry)}
        </Text>
      </span>
      {isDiscount ? (
        <Button size="small" disabled={disabled} onClick={onRemove} aria-label={`Remove the discount of ${name}`}>
          Remove
        </Button>
      ) : (
        <Text size={200}>change it in the table</Text>
      )}
    </li>
  );
}
