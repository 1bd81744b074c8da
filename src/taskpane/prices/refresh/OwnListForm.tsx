import { Field, Input, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { usePricesStyles } from '../pricesStyles';
import type { OwnList } from './sourceChoice';

interface OwnListProps {
  readonly own: OwnList;
  readonly onChange: (own: OwnList) => void;
}

/** A price list of the company's own, behind an address. */
export function OwnListForm({ own, onChange }: OwnListProps) {
  const styles = usePricesStyles();
  return (
    <div className={styles.stack}>
      <Text size={200}>Its first row names columns as in the price tables: provider, model, input, output … in USD per 1M tokens.</Text>
      <Field label="Where it is">
        <RadioGroup value={own.place} onChange={(_event, { value }) => onChange({ ...own, place: value as OwnList['place'] })}>
          <Radio value="none" label="I have none" />
          <Radio value="address" label="Behind an address (CSV or JSON)" />
        </RadioGroup>
      </Field>
      {own.place !== 'none' && (
        <Field label="What it prices">
          <RadioGroup layout="horizontal" value={own.prices} onChange={(_event, { value }) => onChange({ ...own, prices: value as OwnList['prices'] })}>
            <Radio value="models" label="Models" />
            <Radio value="gpus" label="GPUs" />
          </RadioGroup>
        </Field>
      )}
      {own.place === 'address' && (
        <Field label="Address of your price list">
          <Input type="url" placeholder="https://" value={own.address} onChange={(_event, { value }) => onChange({ ...own, address: value })} />
        </Field>
      )}
    </div>
  );
}
