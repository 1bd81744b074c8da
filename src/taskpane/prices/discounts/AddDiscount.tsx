import { Button, Combobox, Field, Input, Option, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { PriceRow } from '../../../catalog/priceRow';
import type { MyPriceChange, MyPriceInForce } from '../../../runtime/runtimeSlot';
import { usePricesStyles } from '../pricesStyles';
import { discountTargets, matchingTargets, replacedInWords } from './discountTargets';
import { percentAsShare } from './percentAsShare';

interface AddProps {
  readonly rows: readonly PriceRow[];
  readonly inForce: readonly MyPriceInForce[];
  readonly disabled: boolean;
  readonly onAdd: (change: MyPriceChange) => void;
}

/** Longer lists are slow to open, and nobody reads them: the search narrows them. */
const SHOWN_TARGETS = 40;

/** A discount for a model or for everything of a provider, typed in percent. */
export function AddDiscount({ rows, inForce, disabled, onAdd }: AddProps) {
  const styles = usePricesStyles();
  const [search, setSearch] = useState('');
  const [percent, setPercent] = useState('');
  const [problems, setProblems] = useState<{ readonly target?: string; readonly percent?: string }>({});
  const targets = useMemo(() => discountTargets(rows), [rows]);
  const found = useMemo(() => matchingTargets(targets, search), [targets, search]);

  const target = targets.find(({ label }) => label.toLowerCase() === search.trim().toLowerCase());
  const replaced = target && replacedInWords(target, inForce);

  const add = () => {
    const discount = percentAsShare(percent);
    setProblems({
      ...(target ? {} : { target: 'Choose a provider or a model from the list.' }),
      ...(discount === undefined ? { percent: 'Type a number above 0 and up to 100, such as 12.5.' } : {}),
    });
    if (!target || discount === undefined) return;
    onAdd({ provider: target.provider, model: target.model, discount });
    setSearch('');
    setPercent('');
  };

  return (
    <form
      className={styles.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Field label="Discount for" {...validation(problems.target)}>
        <Combobox
          className={styles.field}
          input={{ className: styles.fieldInput }}
          freeform
          placeholder="Search a provider or a model"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onOptionSelect={(_event, { optionText }) => setSearch(optionText ?? '')}
        >
          {found.slice(0, SHOWN_TARGETS).map(({ label }) => (
            <Option key={label}>{label}</Option>
          ))}
          {found.length > SHOWN_TARGETS && (
            <Option key="more" disabled text="">
              {`and ${(found.length - SHOWN_TARGETS).toLocaleString('en-US')} more: type a part of the name`}
            </Option>
          )}
          {found.length === 0 && (
            <Option key="none" disabled text="">
              Nothing in the price table matches
            </Option>
          )}
        </Combobox>
      </Field>
      <Field label="Percent off the list price" {...validation(problems.percent)}>
        <Input
          className={styles.field}
          input={{ className: styles.fieldInput }}
          inputMode="decimal"
          contentAfter={<Text>%</Text>}
          value={percent}
          onChange={(_event, { value }) => setPercent(value)}
        />
      </Field>
      {replaced && <Text role="status">{replaced}</Text>}
      <div>
        <Button type="submit" disabled={disabled}>
          Add discount
        </Button>
      </div>
    </form>
  );
}

function validation(problem: string | undefined) {
  return problem === undefined ? {} : { validationState: 'error' as const, validationMessage: problem };
}
