import { Button, Link, MessageBar, MessageBarBody, SearchBox, Spinner, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { FunctionHelp } from '../../functions/functionHelp';
import { usePaneStyles } from '../paneStyles';
import type { ViewProps } from '../useRuntime';
import { useFunctionHelp } from './useFunctionHelp';

interface Outcome {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

/** Every function with what it returns; the first example goes into the selected cell. */
export function InsertView({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const [search, setSearch] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const help = useFunctionHelp();
  const found = useMemo(() => (Array.isArray(help) ? help.filter((one) => matches(one, search)) : []), [help, search]);

  const insert = async (formula: string) => {
    try {
      const address = await runtime.insertFormula(formula);
      setOutcome({ intent: 'success', text: `${formula} is in ${address}.` });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ intent: 'error', text: `The formula was not inserted: ${reason}` });
    }
  };

  if (help === 'loading') return <Spinner size="tiny" label="Reading the list of functions …" labelPosition="after" />;
  if (help === 'failed') return <Text role="alert">The list of functions could not be read: check the connection and reopen the pane.</Text>;
  return (
    <>
      <SearchBox
        aria-label="Search functions"
        placeholder="Search, for example: break-even"
        value={search}
        onChange={(_event, field) => setSearch(field.value)}
      />
      <div role="status">
        {outcome && (
          <MessageBar intent={outcome.intent}>
            <MessageBarBody>{outcome.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {found.length === 0 && <Text>No function matches “{search}”.</Text>}
      <ul className={styles.list} aria-label="Functions">
        {found.map((one) => (
          <li key={one.id} className={styles.card}>
            <div className={styles.spread}>
              <Text weight="semibold">{one.id}</Text>
              <Link href={one.helpPage} target="_blank" rel="noreferrer">
                Help<span hidden> for {one.id}</span>
              </Link>
            </div>
            <Text>{one.description}</Text>
            <code className={styles.code}>={one.signature}</code>
            <Example help={one} onInsert={insert} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Example({ help, onInsert }: { help: FunctionHelp; onInsert: (formula: string) => void }) {
  const styles = usePaneStyles();
  const { formula, shows } = help.examples[0];
  return (
    <div>
      <Text size={200} className={styles.muted}>
        {shows}
      </Text>
      <div className={styles.row}>
        <code className={styles.code}>{formula}</code>
        <Button size="small" onClick={() => onInsert(formula)} aria-label={`Insert ${formula} into the selected cell`}>
          Insert
        </Button>
      </div>
    </div>
  );
}

/** Every word of the search occurs somewhere in what the function says about itself. */
function matches(help: FunctionHelp, search: string): boolean {
  const text = [help.id, help.description, help.category, help.signature, help.formula];
  const haystack = text.join(' ').toLowerCase().replace(/[-_]/g, ' ');
  return search
    .toLowerCase()
    .replace(/[-_]/g, ' ')
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
