import { Button, Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { PriceRuntime } from '../../../runtime/runtimeSlot';
import { usePricesStyles } from '../pricesStyles';
import type { OwnList } from './sourceChoice';

interface OwnListProps {
  readonly runtime: PriceRuntime;
  readonly own: OwnList;
  readonly onChange: (own: OwnList) => void;
}

/** A price list of the company's own, behind an address or in the cells of this workbook. */
export function OwnListForm({ runtime, own, onChange }: OwnListProps) {
  const styles = usePricesStyles();
  const [problem, setProblem] = useState<string>();
  const useSelection = async () => {
    try {
      const range = await runtime.selectedRange();
      setProblem(undefined);
      onChange({ ...own, range });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setProblem(`The selection was not read: ${reason}`);
    }
  };
  return (
    <div className={styles.stack}>
      <Text size={200}>
        Its first row names columns as in the price tables: provider, model, input, output … in USD per 1M tokens.
      </Text>
      <Field label="Where it is">
        <RadioGroup
          value={own.place}
          onChange={(_event, { value }) => onChange({ ...own, place: value as OwnList['place'] })}
        >
          <Radio value="none" label="I have none" />
          <Radio value="address" label="Behind an address (CSV or JSON)" />
          <Radio value="range" label="In cells of this workbook" />
        </RadioGroup>
      </Field>
      {own.place !== 'none' && (
        <Field label="What it prices">
          <RadioGroup
            value={own.prices}
            onChange={(_event, { value }) => onChange({ ...own, prices: value as OwnList['prices'] })}
          >
            <Radio value="models" label="Models" />
            <Radio value="gpus" label="GPUs" />
          </RadioGroup>
        </Field>
      )}
      {own.place === 'address' && (
        <Field label="Address of your price list">
          <Input
            className={styles.field}
            input={{ className: styles.fieldInput }}
            type="url"
            placeholder="https://"
            value={own.address}
            onChange={(_event, { value }) => onChange({ ...own, address: value })}
          />
        </Field>
      )}
      {own.place === 'range' && (
        <Field validationState={problem ? 'error' : 'none'} validationMessage={problem}>
          <div className={styles.tight}>
            <Text size={200} role="status">
              {own.range
                ? `Cells ${own.range.address}: ${own.range.cells.length - 1} rows below the header.`
                : 'Select the header and the rows in the sheet, then choose the button.'}
            </Text>
            <div>
              <Button size="small" onClick={useSelection}>
                Use the selected cells
              </Button>
            </div>
          </div>
        </Field>
      )}
    </div>
  );
}
