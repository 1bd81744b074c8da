import { SearchBox, Spinner, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PriceHistory, PriceRuntime, PriceStatus } from '../../../runtime/runtimeSlot';
import type { LogEntry } from '../../../workbook/readHistory';
import { usePaneStyles } from '../../paneStyles';
import { count } from '../inWords';
import { Pager } from '../Pager';
import { usePricesStyles } from '../pricesStyles';
import { entryInWords, type EntryInWords } from './entryInWords';
import { loggedCurrency } from './loggedCurrency';

const PAGE_SIZE = 30;

/** The log of the price tables, newest first. */
export function PriceHistoryList({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePricesStyles();
  const [history, setHistory] = useState<PriceHistory | { readonly problem: string }>();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  useEffect(() => {
    let isLeft = false;
    runtime
      .history()
      .then((read) => isLeft || setHistory(read))
      .catch(
        (error: unknown) => isLeft || setHistory({ problem: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      isLeft = true;
    };
    // read again after every write
  }, [runtime, status.snapshotId]);

  if (!history) return <Spinner size="tiny" label="Reading the log …" labelPosition="after" />;
  if ('problem' in history) return <Text role="alert">{history.problem}</Text>;
  if (history.entries.length === 0) return <Text>No price has been changed by a refresh yet.</Text>;
  const currencyOf = loggedCurrency(runtime.prices()?.llm.rows ?? [], history.entries);
  const lines = history.entries.map((entry) => ({ entry, words: entryInWords(entry, currencyOf) }));
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
        {history.total > history.entries.length &&
          `, the newest of ${history.total.toLocaleString('en-US')}: the whole log is in the sheet Price Changes`}
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

function matches({ entry, words }: { entry: LogEntry; words: EntryInWords }, search: string): boolean {
  const text = [...Object.values(entry), ...Object.values(words)].join(' ').toLowerCase();
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
