import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import { usePaneStyles } from '../paneStyles';
import { usePricesStyles } from '../prices/pricesStyles';
import { ActionProgress } from './ActionProgress';
import { addLambdas, type AddedLambdas } from './addLambdas';
import { useLongAction } from './useLongAction';

const gateway = excelFormulaGateway();

/** A few short calculations as named LAMBDAs, for people who go on working in the workbook without the add-in. */
export function LambdaCard() {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const { state, start, stop } = useLongAction<AddedLambdas>();
  return (
    <section className={styles.card} aria-label="Named LAMBDAs">
      <Text as="h2" weight="semibold">
        Named LAMBDAs (optional)
      </Text>
      <Text>
        Adds X_LLMCOST, X_LLMPRICE, X_LLMROUTE and X_GPUPAYBACK to this workbook, for new formulas by people without the
        add-in: =X_LLMCOST("openai/gpt-4o",1000,100). They need the price tables.
      </Text>
      <ul className={own.bullets}>
        <li>
          <Text size={200}>
            Microsoft 365 and Excel 2024 only: Excel 2021 and older show #NAME?, LibreOffice Err:509.
          </Text>
        </li>
        <li>
          <Text size={200}>In Protected View they show #NAME? until someone chooses Enable Editing.</Text>
        </li>
        <li>
          <Text size={200}>
            Standard prices only, your own first: a model with dated, regional, banded or discounted prices gives #N/A.
          </Text>
        </li>
      </ul>
      <div className={styles.row}>
        <Button
          disabled={state.step === 'running'}
          onClick={() => start('Adding the names …', () => addLambdas(gateway))}
        >
          Add named LAMBDAs
        </Button>
      </div>
      <ActionProgress state={state} onCancel={stop} />
      <div role="status" className={own.live}>
        {state.step === 'finished' && <Outcome {...state.result} />}
      </div>
    </section>
  );
}

function Outcome({ added, taken, withoutColumns }: AddedLambdas) {
  return (
    <MessageBar intent={taken.length > 0 ? 'warning' : 'success'} layout="multiline">
      <MessageBarBody>
        {added.length > 0 ? `Added: ${added.join(', ')}. ` : 'Nothing was added. '}
        {taken.length > 0 && `Left as they are, because the workbook has these names already: ${taken.join(', ')}. `}
        {withoutColumns.length > 0 &&
          `This price table has no column ${withoutColumns.join(', ')}: the names do not look at them. When the table gets one later, delete the names in Name Manager and add them again.`}
      </MessageBarBody>
    </MessageBar>
  );
}
