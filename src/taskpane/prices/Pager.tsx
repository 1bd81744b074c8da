import { Button, Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';

interface PagerProps {
  readonly total: number;
  readonly pageSize: number;
  /** Zero-based. */
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** Steps through a list that is too long to be drawn at once. */
export function Pager({ total, pageSize, page, onPage }: PagerProps) {
  const styles = usePaneStyles();
  if (total <= pageSize) return null;
  const first = page * pageSize + 1;
  const last = Math.min(total, first + pageSize - 1);
  return (
    <div className={styles.row} role="group" aria-label="Pages">
      <Button size="small" disabledFocusable={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <Text size={200} role="status">
        {first.toLocaleString('en-US')}–{last.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
      </Text>
      <Button size="small" disabledFocusable={last === total} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </div>
  );
}
