import { Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';

/** More than this nobody reads in a pane. */
const SHOWN = 50;

interface PlaceListProps {
  readonly title: string;
  readonly places: readonly { readonly place: string; readonly reason: string }[];
}

/** Places with what there is to say about each, folded away. */
export function PlaceList({ title, places }: PlaceListProps) {
  const styles = usePaneStyles();
  if (places.length === 0) return null;
  return (
    <details>
      <summary>
        {title} ({places.length.toLocaleString()})
      </summary>
      <ul className={styles.list}>
        {places.slice(0, SHOWN).map(({ place, reason }) => (
          <li key={place}>
            <Text size={200}>
              <b>{place}</b>: {reason}
            </Text>
          </li>
        ))}
        {places.length > SHOWN && (
          <li>
            <Text size={200}>and {(places.length - SHOWN).toLocaleString()} more</Text>
          </li>
        )}
      </ul>
    </details>
  );
}
