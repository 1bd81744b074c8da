import { Badge, Checkbox, Text } from '@fluentui/react-components';
import { memo } from 'react';
import type { ProposedCard } from '../../../feeds/refreshProposal';
import type { ProposedChange } from '../../../feeds/priceChanges';
import { usePaneStyles } from '../../paneStyles';
import { asSentence, shortTitle } from '../inWords';
import { usePricesStyles } from '../pricesStyles';
import { effectInWords, figuresInWords } from './changeOfCell';
import { disagreementInWords, priceUnder, type DifferenceEntry } from './differenceEntries';

const CHANGE_BADGES: Record<ProposedCard['change'], string> = {
  changed: 'changed',
  new: 'new',
  retired: 'no longer listed',
  gone: 'offer ended',
};
const NOTE_BADGES = { heldBack: 'held back', warning: 'worth a look', disagreement: 'sources disagree' } as const;
const AFTERWARDS: Partial<Record<ProposedCard['change'], string>> = {
  retired: 'Stays in the table with its last price, marked as retired.',
  gone: 'The row is taken out of the table.',
};

interface RowProps {
  readonly entry: DifferenceEntry;
  readonly ticked: boolean;
  readonly onTick: (key: string, ticked: boolean) => void;
}

/** One card of the difference with its prices before and after, or one note. */
export const DifferenceRow = memo(function DifferenceRow({ entry, ticked, onTick }: RowProps) {
  const styles = usePricesStyles();
  if (entry.kind !== 'card') return <NoteRow entry={entry} />;
  const { card, disagreements } = entry;
  const cautions = [...card.cautions, ...disagreements.map((one) => disagreementInWords(one, card.what))];
  return (
    <li className={styles.divided}>
      <Checkbox
        className={styles.breakable}
        checked={ticked}
        onChange={(_event, { checked }) => onTick(entry.key, checked === true)}
        label={{
          className: styles.breakable,
          children: <RowTitle what={card.what} badge={CHANGE_BADGES[card.change]} />,
        }}
      />
      <div className={styles.indented}>
        <ul className={styles.list}>
          {card.changes.map((change) => (
            <PriceLine key={`${change.what} ${change.column}`} change={change} of={card} />
          ))}
        </ul>
        {AFTERWARDS[card.change] && <Text size={200}>{AFTERWARDS[card.change]}</Text>}
        {cautions.map((caution) => (
          <Text key={caution} as="p" block size={200} className={styles.caution}>
            <strong>Look twice:</strong> {asSentence(caution)}
          </Text>
        ))}
      </div>
    </li>
  );
});

function NoteRow({ entry }: { entry: Exclude<DifferenceEntry, { kind: 'card' }> }) {
  const styles = usePricesStyles();
  const pane = usePaneStyles();
  return (
    <li className={styles.divided}>
      <RowTitle what={entry.what} badge={NOTE_BADGES[entry.kind]} />
      <Text as="p" block size={200} className={styles.caution}>
        {asSentence(entry.reason)} <span className={pane.muted}>{shortTitle(entry.from)}</span>
      </Text>
    </li>
  );
}

function RowTitle({ what, badge }: { what: string; badge: string }) {
  const styles = usePricesStyles();
  return (
    <span className={styles.rowTitle}>
      <strong>{what}</strong>
      <Badge appearance="outline" color="informative" size="small" className={styles.badge}>
        {badge}
      </Badge>
    </span>
  );
}

function PriceLine({ change, of: card }: { change: ProposedChange; of: ProposedCard }) {
  const styles = usePricesStyles();
  const { what, column } = change;
  const figures = figuresInWords(change);
  return (
    <li className={styles.change}>
      <span className={styles.changeColumn}>{priceUnder(card.what, what, column)}</span>
      {card.change === 'new' ? (
        <span className={styles.changePrices}>{figures.new}</span>
      ) : (
        <span className={styles.changePrices}>
          <span>
            {figures.old}
            <span aria-hidden="true"> → </span>
            <span className={styles.unseen}> becomes </span>
            {figures.new}
          </span>
          <span>{effectInWords(change)}</span>
        </span>
      )}
    </li>
  );
}
