import { SearchBox, Spinner, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { PriceRow } from '../../../catalog/priceRow';
import type { PriceHistory, PriceRuntime, PriceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import { count } from '../inWords';
import { Pager } from '../Pager';
import { usePricesStyles } from '../pricesStyles';
import { entryInWords, type EntryInWords } from './entryInWords';
import { loggedCurrency } from './loggedCurrency';
import { useHistory, type HistoryRead } from './useHistory';

const PAGE_SIZE = 30;

/** The log of the price tables, newest first. */
export function PriceHistoryList({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePricesStyles();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const { history, isReading } = useHistory(runtime, status, search.trim() !== '');
  const prices = runtime.prices();
  const lines = useMemo(() => linesOf(history, prices?.llm.rows ?? []), [history, prices]);

  if (!history) return <Spinner size="tiny" label="Reading the log …" labelPosition="after" />;
  if ('problem' in history) return <Text role="alert">{history.problem}</Text>;
  if (history.entries.length === 0) return <Text>No price has been changed by a refresh yet.</Text>;
  const found = lines.filter((line) => matches(line, search));
  return (
    <div className={styles.stack}>
      <SearchBox
        aria-label="Search the history"
        placeholder="Search a model, source or day"
        value={search}
        onChange={(_event, { value }) => {
          setSearch(value);
          setPage(0);
        }}
      />
      <Text size={200} role="status">
        {count(found.length, 'change')}
        {extentInWords(history, search, isReading)}
      </Text>
      <ul className={styles.list} aria-label="Price changes">
        {found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map(({ words }, index) => (
          <HistoryRow key={index} words={words} />
        ))}
      </ul>
      <Pager total={found.length} pageSize={PAGE_SIZE} page={page} onPage={setPage} />
    </div>
  );
}

function HistoryRow({ words: { title, change, about } }: { words: EntryInWords }) {
  const styles = usePricesStyles();
  const pane = usePaneStyles();
  return (
    <li className={`${styles.divided} ${styles.tight} ${styles.breakable}`}>
      <Text weight="semibold">{title}</Text>
      <Text size={200}>{change}</Text>
      <Text size={200} className={pane.muted}>
        {about}
      </Text>
    </li>
  );
}

interface HistoryLine {
  readonly words: EntryInWords;
  /** In small letters, everything by which it can be found. */
  readonly found: string;
}

function linesOf(history: HistoryRead['history'], rows: readonly PriceRow[]): HistoryLine[] {
  if (!history || 'problem' in history) return [];
  const currencyOf = loggedCurrency(rows, history.entries);
  return history.entries.map((entry) => {
    const words = entryInWords(entry, currencyOf);
    return { words, found: [...Object.values(entry), ...Object.values(words)].join(' ').toLowerCase() };
  });
}

function extentInWords({ entries, total }: PriceHistory, search: string, isReading: boolean): string {
  if (entries.length === total) return '';
  const all = total.toLocaleString('en-US');
  if (search.trim() === '') return `, the newest of ${all}: a search looks through all of them`;
  return isReading ? ` among the newest, searching all ${all} …` : '';
}

function matches({ found }: HistoryLine, search: string): boolean {
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word));
}
