import { Button, SearchBox, Select, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { RefreshProposal } from '../../../feeds/refreshProposal';
import { usePaneStyles } from '../../paneStyles';
import { Pager } from '../Pager';
import { usePricesStyles } from '../pricesStyles';
import { useFocusAfter } from '../../useFocusAfter';
import { choiceInWords } from './choiceInWords';
import {
  DIFFERENCE_FILTERS,
  differenceEntries,
  isUnder,
  matchesSearch,
  preselectedKeys,
  type DifferenceFilter,
} from './differenceEntries';
import { DifferenceRow } from './DifferenceRow';
import { takingEffectInWords } from './takingEffectInWords';

interface DifferenceProps {
  readonly title: string;
  readonly proposal: RefreshProposal;
  readonly onAccept: (keys: ReadonlySet<string>) => void;
  readonly onDismiss: () => void;
  /** How the sources fared. */
  readonly children?: ReactNode;
}

/** So many cards are drawn at once that typing in the search box stays quick. */
const PAGE_SIZE = 40;

/** The difference that waits for a decision, card by card. */
export function DifferenceView({ title, proposal, onAccept, onDismiss, children }: DifferenceProps) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const heading = useFocusAfter<HTMLHeadingElement>(proposal);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<DifferenceFilter>('all');
  const [page, setPage] = useState(0);
  const [ticked, setTicked] = useState(() => preselectedKeys(proposal));
  const entries = useMemo(() => differenceEntries(proposal), [proposal]);
  const found = useMemo(
    () => entries.filter((entry) => isUnder(entry, filter) && matchesSearch(entry, search.trim())),
    [entries, filter, search],
  );
  const byDate = takingEffectInWords(proposal);
  const tickable = found.filter(({ kind }) => kind === 'card').map(({ key }) => key);
  const tickedFound = tickable.filter((key) => ticked.has(key)).length;

  const tick = useCallback((key: string, isTicked: boolean) => {
    setTicked((before) => withKeys(before, [key], isTicked));
  }, []);
  const narrow = (change: () => void) => {
    change();
    setPage(0);
  };

  return (
    <section className={styles.card} aria-label="Difference to approve">
      <Text as="h2" ref={heading} tabIndex={-1} weight="semibold" size={400} className={own.focusTarget}>
        {title}
      </Text>
      <Text weight="semibold">Nothing has been written yet.</Text>
      {byDate !== undefined && <Text>{byDate}</Text>}
      {children}
      {entries.length > 0 && (
        <div className={own.stack}>
          <SearchBox
            aria-label="Search models and GPUs"
            placeholder="Search models and GPUs"
            value={search}
            onChange={(_event, { value }) => narrow(() => setSearch(value))}
          />
          <Select
            aria-label="Show"
            value={filter}
            onChange={(_event, { value }) => narrow(() => setFilter(value as DifferenceFilter))}
          >
            {filters().map(([name, words]) => (
              <option key={name} value={name}>
                {words} ({entries.filter((entry) => isUnder(entry, name)).length.toLocaleString('en-US')})
              </option>
            ))}
          </Select>
        </div>
      )}
      {tickable.length > 0 && (
        <div className={styles.row}>
          <Button
            size="small"
            disabledFocusable={tickedFound === tickable.length}
            onClick={() => setTicked(withKeys(ticked, tickable, true))}
          >
            Tick all {tickable.length.toLocaleString('en-US')}
          </Button>
          <Button
            size="small"
            disabledFocusable={tickedFound === 0}
            onClick={() => setTicked(withKeys(ticked, tickable, false))}
          >
            Untick all
          </Button>
        </div>
      )}
      {entries.length > 0 && found.length === 0 && (
        <Text>Nothing here matches: change the search or what is shown.</Text>
      )}
      {found.length > 0 && (
        <ul className={own.list} aria-label="Differences">
          {found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map((entry) => (
            <DifferenceRow key={entry.key} entry={entry} ticked={ticked.has(entry.key)} onTick={tick} />
          ))}
        </ul>
      )}
      <Pager total={found.length} pageSize={PAGE_SIZE} page={page} onPage={setPage} />
      <div className={own.actionBar}>
        <Text size={200} role="status">
          {choiceInWords(proposal.cards, ticked)}
        </Text>
        <div className={styles.row}>
          <Button appearance="primary" onClick={() => onAccept(ticked)}>
            {ticked.size > 0 ? 'Write the ticked prices' : 'Confirm my prices as of today'}
          </Button>
          <Button onClick={onDismiss}>Keep my prices</Button>
        </div>
      </div>
    </section>
  );
}

function filters(): [DifferenceFilter, string][] {
  return Object.entries(DIFFERENCE_FILTERS) as [DifferenceFilter, string][];
}

function withKeys(before: ReadonlySet<string>, keys: readonly string[], isTicked: boolean): ReadonlySet<string> {
  const after = new Set(before);
  for (const key of keys) {
    if (isTicked) after.add(key);
    else after.delete(key);
  }
  return after;
}
