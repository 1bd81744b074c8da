import { Button, mergeClasses, SearchBox, Text } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import type { FunctionHelp } from '../../functions/functionHelp';
import { usePaneStyles } from '../paneStyles';
import { useFocusAfter } from '../useFocusAfter';
import { useInsertStyles } from './insertStyles';
import { searchFunctions } from './searchFunctions';

interface FunctionListProps {
  readonly functions: readonly FunctionHelp[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onChoose: (id: string) => void;
  /** The function that was open last: the keyboard goes on from there. */
  readonly focusOn: string | undefined;
  /** Shown above the functions while nothing is searched. */
  readonly children: ReactNode;
}

/** Every function by category, narrowed by a search. */
export function FunctionList({ functions, search, onSearch, onChoose, focusOn, children }: FunctionListProps) {
  const styles = usePaneStyles();
  const own = useInsertStyles();
  const found = useMemo(() => searchFunctions(functions, search), [functions, search]);
  const last = useFocusAfter<HTMLButtonElement>(focusOn);
  const categories = [...new Set(found.map(({ category }) => category))];
  return (
    <>
      <SearchBox
        aria-label="Search functions"
        placeholder="Search, for example: break-even"
        value={search}
        onChange={(_event, field) => onSearch(field.value)}
        className={own.narrow}
      />
      <Text role="status" size={200} className={styles.muted}>
        {search.trim() === '' ? `${functions.length} functions` : `${found.length} of ${functions.length} functions`}
      </Text>
      {found.length === 0 && (
        <>
          <Text>No function has all of these words: try one of them, or a plainer one such as cost, price or GPU.</Text>
          <div>
            <Button size="small" onClick={() => onSearch('')}>
              Show all functions
            </Button>
          </div>
        </>
      )}
      {search.trim() === '' && children}
      {categories.map((category) => (
        <section key={category} className={own.group} aria-label={category}>
          <h2 className={own.groupTitle}>{category}</h2>
          <ul className={mergeClasses(own.group, own.plainList)}>
            {found
              .filter((one) => one.category === category)
              .map(({ id, description }) => (
                <li key={id}>
                  <Button
                    appearance="subtle"
                    className={own.entry}
                    onClick={() => onChoose(id)}
                    ref={id === focusOn ? last : undefined}
                  >
                    <Text weight="semibold">{id}</Text>
                    <Text size={200} className={styles.muted}>
                      {description}
                    </Text>
                  </Button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
