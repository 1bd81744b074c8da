import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { FunctionHelpFile } from '../../functions/functionHelp';
import { withPrefix } from '../insert/formulaText';
import { InsertionMessage } from '../insert/InsertionMessage';
import { useFormulaInsertion } from '../insert/useFormulaInsertion';
import { usePaneStyles } from '../paneStyles';
import { usePriceStatus, type ViewProps } from '../useRuntime';

/** Functions whose first example shows what the add-in is for. */
const SHOWN = ['LLMCOST', 'LLMCOMPARE', 'GPUPRICE', 'GPUFIT', 'GPUBREAKEVEN', 'LLMSOURCE'];

/** A few formulas to begin with, each a click away from the sheet. */
export function Examples({ runtime, help }: ViewProps & { readonly help: FunctionHelpFile }) {
  const styles = usePaneStyles();
  const { host } = usePriceStatus(runtime);
  const insertion = useFormulaInsertion(runtime);
  const [chosen, setChosen] = useState('');
  const ids = help.functions.map(({ id }) => id);
  const examples = help.functions
    .filter(({ id }) => SHOWN.includes(id))
    .map(({ examples: [first], description }) => ({
      formula: withPrefix(first.formula, help.prefix, ids),
      description,
    }));

  const insert = (formula: string, replace: boolean) => {
    setChosen(formula);
    void insertion.insert(formula, { rows: 1, columns: 1 }, replace);
  };
  return (
    <section className={styles.card} aria-label="Examples">
      <Text as="h2" weight="semibold">
        Formulas to try
      </Text>
      <ul className={styles.list}>
        {examples.map(({ formula, description }) => (
          <li key={formula} className={styles.stack}>
            <div className={styles.spread}>
              <Text size={200} className={styles.muted}>
                {description}
              </Text>
              <Button
                size="small"
                className={styles.unbroken}
                disabledFocusable={host !== 'excel' || insertion.isBusy}
                aria-label={`Insert ${formula} into the selected cell`}
                onClick={() => insert(formula, false)}
              >
                Insert
              </Button>
            </div>
            <code className={styles.code}>{formula}</code>
          </li>
        ))}
      </ul>
      <InsertionMessage
        outcome={insertion.outcome}
        onInsert={() => insert(chosen, true)}
        onDismiss={insertion.dismiss}
      />
      <Text>Put model and GPU names in quotes: without them, H100 is a cell.</Text>
    </section>
  );
}
