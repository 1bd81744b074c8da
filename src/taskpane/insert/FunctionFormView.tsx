import { Button, Link, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { FunctionHelp } from '../../functions/functionHelp';
import { usePaneStyles } from '../paneStyles';
import { useFocusAfter } from '../useFocusAfter';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { ArgumentField } from './ArgumentField';
import { InsertionMessage } from './InsertionMessage';
import { useInsertStyles } from './insertStyles';
import type { PickerLists } from './pickerOptions';
import { PreviewCard } from './PreviewCard';
import { unitOfAnswer } from './unitOfAnswer';
import { useFormulaInsertion } from './useFormulaInsertion';
import { useFunctionForm, type FormField } from './useFunctionForm';
import { usePreview } from './usePreview';

interface FunctionFormProps extends ViewProps {
  readonly help: FunctionHelp;
  readonly prefix: string;
  readonly lists: PickerLists;
  readonly onLeave: () => void;
}

/** The arguments of a function, its result while they are typed, and the way into the sheet. */
export function FunctionFormView({ runtime, help, prefix, lists, onLeave }: FunctionFormProps) {
  const styles = usePaneStyles();
  const own = useInsertStyles();
  const { host } = usePriceStatus(runtime);
  const form = useFunctionForm(help, prefix, lists, runtime.prices());
  const preview = usePreview(runtime, help.id, form.fields);
  const insertion = useFormulaInsertion(runtime);
  const [isAsked, setAsked] = useState(false);
  // the last letter of an argument may be deleted without the section closing under the cursor
  const [isUnfolded, setUnfolded] = useState(false);
  const title = useFocusAfter<HTMLHeadingElement>(help.id);

  const field = (one: FormField) => (
    <ArgumentField
      key={one.argument.name}
      field={one}
      isAsked={isAsked}
      onType={(text) => form.type(one.argument.name, text)}
      onTakeSelection={() => void insertion.takeSelection((address) => form.type(one.argument.name, address))}
    />
  );
  const insert = (replace: boolean) => {
    setAsked(true);
    if (!form.isComplete) return;
    const rows = preview.kind === 'answer' ? preview.rows : [[0]];
    void insertion.insert(form.formula, { rows: rows.length, columns: rows[0].length }, replace);
  };
  const optional = form.fields.filter(({ argument }) => argument.optional);

  return (
    <>
      <div className={styles.spread}>
        <Button size="small" appearance="subtle" className={own.back} onClick={onLeave}>
          ‹ All functions
        </Button>
        <Link href={help.helpPage} target="_blank" rel="noreferrer">
          Help<span hidden> for {help.id}</span>
        </Link>
      </div>
      <Text as="h2" size={500} weight="semibold" ref={title} tabIndex={-1}>
        {help.id}
      </Text>
      <Text>{help.description}</Text>
      <div className={styles.row}>
        <Button size="small" onClick={form.fillExample}>
          Fill in an example
        </Button>
      </div>
      <form
        className={own.fields}
        noValidate // the browser would say it in its own words, and of one field only
        onSubmit={(event) => {
          event.preventDefault();
          insert(false);
        }}
      >
        {form.fields.filter(({ argument }) => !argument.optional).map(field)}
        {optional.length > 0 && (
          <details
            className={own.more}
            open={isUnfolded || optional.length === form.fields.length || optional.some(({ typed }) => typed !== '')}
            onToggle={(event) => setUnfolded(event.currentTarget.open)}
          >
            <summary>Optional ({optional.length})</summary>
            <div className={own.fields}>{optional.map(field)}</div>
          </details>
        )}
        <div className={own.outcome}>
          <PreviewCard preview={preview} unit={unitOfAnswer(help, form.fields)} />
          <code className={styles.code} aria-label="Formula">
            {form.formula}
          </code>
          <div className={styles.row}>
            <Button type="submit" appearance="primary" disabledFocusable={host !== 'excel' || insertion.isBusy}>
              Insert into the selected cell
            </Button>
          </div>
          <InsertionMessage outcome={insertion.outcome} onInsert={() => insert(true)} onDismiss={insertion.dismiss} />
        </div>
      </form>
    </>
  );
}
