import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { STARTER_SHEETS } from '../../sheets/starters/starterSheets';
import type { SheetDraft } from '../../sheets/sheetDraft';
import { insertSheet } from '../../workbook/insertSheet';
import { usePaneStyles } from '../paneStyles';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { withPrefix } from './formulaText';
import { useInsertStyles } from './insertStyles';

interface StarterSheetsProps extends ViewProps {
  readonly prefix: string;
  readonly functionIds: readonly string[];
}

/** Whole sheets to begin with; each becomes a new sheet of the workbook. */
export function StarterSheets({ runtime, prefix, functionIds }: StarterSheetsProps) {
  const styles = usePaneStyles();
  const own = useInsertStyles();
  const { host } = usePriceStatus(runtime);
  const [outcome, setOutcome] = useState<{ intent: 'success' | 'error'; text: string }>();
  const [isBusy, setBusy] = useState(false);

  const insert = async (draft: SheetDraft) => {
    setBusy(true);
    try {
      const name = await runtime.gateway.run((book) => insertSheet(book, prefixed(draft, prefix, functionIds)));
      setOutcome({
        intent: 'success',
        text: `The sheet “${name}” is in the workbook. Change a blue cell, and the rest follows.`,
      });
    } catch (error) {
      setOutcome({ intent: 'error', text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className={own.group} aria-label="Starter sheets">
      <h2 className={own.groupTitle}>Start with a sheet</h2>
      <ul className={styles.list}>
        {STARTER_SHEETS.map(({ id, shows, draft }) => {
          const { name } = draft();
          return (
            <li key={id} className={own.starter}>
              <div>
                <Text block weight="semibold">
                  {name}
                </Text>
                <Text block size={200} className={styles.muted}>
                  {shows}
                </Text>
              </div>
              <Button
                size="small"
                disabledFocusable={host !== 'excel' || isBusy}
                aria-label={`Insert the sheet ${name}`}
                onClick={() => void insert(draft())}
              >
                Insert
              </Button>
            </li>
          );
        })}
      </ul>
      <div role="status">
        {outcome && (
          <MessageBar intent={outcome.intent} layout="multiline">
            <MessageBarBody>{outcome.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </section>
  );
}

/** A draft whose formulas call our functions by the names that this build gives them. */
export function prefixed(draft: SheetDraft, prefix: string, ids: readonly string[]): SheetDraft {
  const rows = draft.rows.map((line) =>
    line.map((cell) =>
      typeof cell === 'object' && cell?.formula !== undefined
        ? { ...cell, formula: withPrefix(cell.formula, prefix, ids) }
        : cell,
    ),
  );
  return { ...draft, rows };
}
