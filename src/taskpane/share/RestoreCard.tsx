import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';
import { usePricesStyles } from '../prices/pricesStyles';
import { ActionProgress } from './ActionProgress';
import { PlaceList } from './PlaceList';
import { findRestorable, restoreFormulas, type Restorable, type Restored } from './restoreFormulas';
import { useLongAction } from './useLongAction';

type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly found: Restorable }
  | { readonly kind: 'restored'; readonly restored: Restored; readonly found: Restorable };

const gateway = excelFormulaGateway();

/** For someone with the add-in who got an independent copy: the formulas as they were. */
export function RestoreCard() {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const { state, start, stop } = useLongAction<Step>();

  const look = () =>
    start('Looking for the original formulas …', async () => {
      const found = await findRestorable(gateway);
      return found ? { kind: 'found', found } : { kind: 'none' };
    });
  const restore = (found: Restorable) =>
    start('Putting the formulas back …', async ({ signal, report }) => {
      const onProgress = (done: number) => report('Putting the formulas back …', done);
      return { kind: 'restored', found, restored: await restoreFormulas(gateway, found.cells, { signal, onProgress }) };
    });

  const result = state.step === 'finished' ? state.result : undefined;
  return (
    <section className={styles.card} aria-label="Restore add-in formulas">
      <Text as="h2" weight="semibold">
        Restore add-in formulas
      </Text>
      {result?.kind === 'found' ? (
        <>
          <Text weight="semibold">{count(result.found.cells.length, 'formula')} can be put back.</Text>
          <Text>
            Cells that were changed since the copy was made are left alone; a value that was typed over a frozen one
            cannot be told from it.
          </Text>
          <PlaceList title="Left alone" places={result.found.left} />
          <div className={styles.row}>
            {result.found.cells.length > 0 && (
              <Button appearance="primary" onClick={() => restore(result.found)}>
                Restore {count(result.found.cells.length, 'formula')}
              </Button>
            )}
            <Button onClick={stop}>Leave the copy as it is</Button>
          </div>
        </>
      ) : (
        <>
          <Text>In an independent copy, puts back the formulas that it was made from.</Text>
          <div className={styles.row}>
            <Button disabled={state.step === 'running'} onClick={look}>
              Look for them
            </Button>
          </div>
        </>
      )}
      <ActionProgress state={state} onCancel={stop} />
      <div role="status" className={own.live}>
        {result?.kind === 'none' && (
          <Text>This workbook carries no originals: it is no independent copy, or they were removed.</Text>
        )}
        {result?.kind === 'restored' && (
          <MessageBar intent={result.restored.refused.length > 0 ? 'warning' : 'success'} layout="multiline">
            <MessageBarBody>
              {count(result.restored.cells, 'formula')} restored.
              {result.restored.refused.length > 0 && ` Excel refused ${result.restored.refused.join(', ')}.`}
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
    </section>
  );
}
