import { Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';
import { usePricesStyles } from '../prices/pricesStyles';

/** More than this nobody reads in a pane. */
const SHOWN = 50;

interface PlaceListProps {
  readonly title: string;
  readonly places: readonly { readonly place: string; readonly reason: string }[];
}

/** Places with what there is to say about them, folded away; those of which the same is said stand together. */
export function PlaceList({ title, places }: PlaceListProps) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  if (places.length === 0) return null;
  const byReason = new Map<string, string[]>();
  for (const { place, reason } of places.slice(0, SHOWN)) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), place]);
  }
  return (
    <details>
      <summary className={own.summary}>
        {title} ({places.length.toLocaleString('en-US')})
      </summary>
      <ul className={styles.list}>
        {[...byReason].map(([reason, at]) => (
          <li key={reason} className={own.caution}>
            <Text block size={200}>
              <b>{at.join(', ')}</b>: {reason}
            </Text>
          </li>
        ))}
        {places.length > SHOWN && (
          <li>
            <Text size={200}>and {(places.length - SHOWN).toLocaleString('en-US')} more</Text>
          </li>
        )}
      </ul>
    </details>
  );
}
