import { Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { GPU_PRICE_FEEDS, PRICE_FEEDS } from '../../../feeds/feeds';
import type { PriceRuntime, SourceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import { shortTitle } from '../inWords';
import { usePricesStyles } from '../pricesStyles';
import { OwnListForm } from './OwnListForm';
import { PUBLIC_FEEDS, type SourceChoice } from './sourceChoice';

interface FormProps {
  readonly runtime: PriceRuntime;
  readonly choice: SourceChoice;
  readonly onChange: (choice: SourceChoice) => void;
  /** Of the prices in force: when each list was last read. */
  readonly known: readonly SourceStatus[];
}

/** Which lists are asked, and under which addresses. */
export function SourceForm({ runtime, choice, onChange, known }: FormProps) {
  const styles = usePricesStyles();
  const { ticked, addresses, own } = choice;
  const tick = (id: string, isTicked: boolean) => {
    const others = [...ticked].filter((each) => each !== id);
    onChange({ ...choice, ticked: new Set(isTicked ? [...others, id] : others) });
  };
  const listOf = (title: string, feeds: typeof PRICE_FEEDS | typeof GPU_PRICE_FEEDS) => (
    <ul className={styles.list} aria-label={title}>
      {feeds.map((feed) => (
        <li key={feed.id}>
          <Source
            feed={feed}
            ticked={ticked.has(feed.id)}
            onTick={(on) => tick(feed.id, on)}
            read={lastRead(known, feed.id)}
          />
        </li>
      ))}
    </ul>
  );
  const tickedModels = PRICE_FEEDS.filter(({ id }) => ticked.has(id)).map(({ title }) => shortTitle(title));
  const tickedGpus = GPU_PRICE_FEEDS.filter(({ id }) => ticked.has(id)).length;
  return (
    <div className={styles.stack}>
      <details>
        <summary className={styles.summary}>Model prices: {tickedModels.join(', ') || 'none ticked'}</summary>
        {listOf('Model prices', PRICE_FEEDS)}
      </details>
      <details>
        <summary className={styles.summary}>
          GPU rental prices: {tickedGpus === 0 ? 'none ticked' : `${tickedGpus} of ${GPU_PRICE_FEEDS.length} ticked`}
        </summary>
        {listOf('GPU rental prices', GPU_PRICE_FEEDS)}
      </details>
      <details>
        <summary className={styles.summary}>A list of your own{own.place === 'none' ? ': none' : ': in use'}</summary>
        <OwnListForm runtime={runtime} own={own} onChange={(changed) => onChange({ ...choice, own: changed })} />
      </details>
      <details>
        <summary className={styles.summary}>Other addresses</summary>
        <Text size={200}>For a copy on a server of your own. Leave a field blank to ask the list itself.</Text>
        {PUBLIC_FEEDS.filter(({ id }) => ticked.has(id)).map(({ id, title, url }) => (
          <Field key={id} label={`Address of ${title}`}>
            <Input
              className={styles.field}
              input={{ className: styles.fieldInput }}
              type="url"
              placeholder={url}
              value={addresses[id] ?? ''}
              onChange={(_event, { value }) => onChange({ ...choice, addresses: { ...addresses, [id]: value } })}
            />
          </Field>
        ))}
      </details>
    </div>
  );
}

interface SourceProps {
  readonly feed: (typeof PRICE_FEEDS | typeof GPU_PRICE_FEEDS)[number];
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
  readonly read: string;
}

function Source({ feed: { id, title, trustedFor, guard }, ticked, onTick, read }: SourceProps) {
  const styles = usePricesStyles();
  const pane = usePaneStyles();
  return (
    <>
      <Checkbox
        className={styles.breakable}
        label={title}
        checked={ticked}
        onChange={(_event, { checked }) => onTick(checked === true)}
        aria-describedby={`about-${id}`}
      />
      <Text as="p" block size={200} id={`about-${id}`} className={`${styles.aboutSource} ${pane.muted}`}>
        {trustedFor} {ticked && guard} {read}
      </Text>
    </>
  );
}

function lastRead(known: readonly SourceStatus[], id: string): string {
  const found = known.find(({ source }) => source === id);
  return found ? `Last read on ${found.retrieved.slice(0, 10)}.` : 'Not yet read into this workbook.';
}
