import { Button, Field, MessageBar, MessageBarBody, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { rectAddress } from '../../workbook/a1';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import {
  freezeFormulas,
  planFreeze,
  type FreezePlan,
  type FreezeScope,
  type Frozen,
} from '../../workbook/freezeFormulas';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';
import { usePricesStyles } from '../prices/pricesStyles';
import { ActionProgress } from './ActionProgress';
import { PlaceList } from './PlaceList';
import { useLongAction } from './useLongAction';

type Step = { readonly kind: 'plan'; readonly plan: FreezePlan } | { readonly kind: 'frozen'; readonly frozen: Frozen };

const SCOPES: Readonly<Record<FreezeScope, string>> = {
  selection: 'The selected cells',
  sheet: 'This sheet',
  workbook: 'The whole workbook',
};
const gateway = excelFormulaGateway();

/** Values in place of formulas of ours: counts first, writes when the user agrees. */
export function FreezeCard({ runtime }: { runtime: PriceRuntime }) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const [scope, setScope] = useState<FreezeScope>('selection');
  const { state, start, stop } = useLongAction<Step>();

  const plan = () =>
    start('Counting the formulas …', async ({ signal, report }) => {
      const onProgress = (done: number) => report('Counting the formulas …', done);
      return {
        kind: 'plan',
        plan: await planFreeze(gateway, scope, { functionIds: runtime.functionIds, signal, onProgress }),
      };
    });
  const freeze = (agreed: FreezePlan) =>
    start('Writing values …', async ({ signal, report }) => {
      const onProgress = (done: number) => report('Writing values …', done);
      return { kind: 'frozen', frozen: await freezeFormulas(gateway, agreed, { signal, onProgress }) };
    });

  const result = state.step === 'finished' ? state.result : undefined;
  return (
    <section className={styles.card} aria-label="Freeze to values">
      <Text as="h2" weight="semibold">
        Freeze to values
      </Text>
      <Text>Puts what the cells show now in place of the formulas of this add-in. Other formulas stay.</Text>
      {result?.kind === 'plan' ? (
        <Agreement plan={result.plan} onAgree={() => freeze(result.plan)} onCancel={stop} />
      ) : (
        <>
          <Field label="What to freeze">
            <RadioGroup value={scope} onChange={(_event, { value }) => setScope(value as FreezeScope)}>
              {Object.entries(SCOPES).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </RadioGroup>
          </Field>
          <div className={styles.row}>
            <Button disabled={state.step === 'running'} onClick={plan}>
              Count the formulas
            </Button>
          </div>
        </>
      )}
      <ActionProgress state={state} onCancel={stop} />
      <div role="status" className={own.live}>
        {result?.kind === 'frozen' && <FreezeOutcome frozen={result.frozen} />}
      </div>
    </section>
  );
}

interface AgreementProps {
  readonly plan: FreezePlan;
  readonly onAgree: () => void;
  readonly onCancel: () => void;
}

function Agreement({ plan, onAgree, onCancel }: AgreementProps) {
  const styles = usePaneStyles();
  const { formulas, cells, protectedSheets, withoutValue } = plan;
  return (
    <>
      <Text weight="semibold">
        {formulas === 0
          ? 'There is no formula of this add-in to freeze here.'
          : `${count(formulas, 'formula')}, filling ${count(cells, 'cell')}, will become ${formulas === 1 ? 'its' : 'their'} present ${cells === 1 ? 'value' : 'values'}.`}
      </Text>
      {formulas > 0 && (
        <Text>
          Not every version of Excel can undo this with Ctrl+Z: save a copy of the workbook first if you need the
          formulas again.
        </Text>
      )}
      {protectedSheets.length > 0 && <Text>Left alone because they are protected: {protectedSheets.join(', ')}.</Text>}
      <PlaceList
        title="Left alone, no value yet"
        places={withoutValue.map(({ address, shown }) => ({
          place: address,
          reason: `shows ${shown}: see the view Check`,
        }))}
      />
      <div className={styles.row}>
        {formulas > 0 && (
          <Button appearance="primary" onClick={onAgree}>
            Freeze {count(formulas, 'formula')}
          </Button>
        )}
        <Button onClick={onCancel}>{formulas > 0 ? 'Keep the formulas' : 'Back'}</Button>
      </div>
    </>
  );
}

function FreezeOutcome({ frozen: { cells, refused } }: { frozen: Frozen }) {
  return (
    <MessageBar intent={refused.length > 0 ? 'warning' : 'success'} layout="multiline">
      <MessageBarBody>
        {count(cells, 'cell')} {cells === 1 ? 'holds a value' : 'hold values'} now.
        {refused.length > 0 &&
          ` Excel refused ${refused.map(({ rect }) => rectAddress(rect)).join(', ')}: select the whole array and freeze it by Copy, Paste Special, Values.`}
      </MessageBarBody>
    </MessageBar>
  );
}
