import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { InsertionOutcome } from './useFormulaInsertion';

interface InsertionMessageProps {
  readonly outcome: InsertionOutcome | undefined;
  readonly onInsert: () => void;
  readonly onDismiss: () => void;
}

/** Where the formula went, or the question whether it may. */
export function InsertionMessage({ outcome, onInsert, onDismiss }: InsertionMessageProps) {
  return (
    <div role="status">
      {outcome && (
        <MessageBar intent={outcome.intent} layout="multiline">
          <MessageBarBody>{outcome.text}</MessageBarBody>
          {outcome.isQuestion && (
            <MessageBarActions>
              <Button size="small" onClick={onInsert}>
                Insert all the same
              </Button>
              <Button size="small" onClick={onDismiss}>
                Cancel
              </Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
    </div>
  );
}
