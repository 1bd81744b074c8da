import { Button, Link, MessageBar, MessageBarBody, SearchBox, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { FunctionDefinition } from '../../functions/definition';
import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import { helpPagePath, signatureOf } from '../../functions/helpPages';
import { usePaneStyles } from '../paneStyles';
import type { ViewProps } from '../useRuntime';

interface Outcome {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

/** Every function with what it returns; the first example goes into the selected cell. */
export function FunctionsView({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const [search, setSearch] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const found = useMemo(() => FUNCTION_DEFINITIONS.filter((definition) => matches(definition, search)), [search]);

  const insert = async (formula: string) => {
    try {
      const address = await runtime.insertFormula(formula);
      setOutcome({ intent: 'success', text: `${formula} is in ${address}.` });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ intent: 'error', text: `The formula was not inserted: ${reason}` });
    }
  };

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
        {found.map((definition) => (
          <li key={definition.id} className={styles.card}>
            <div className={styles.spread}>
              <Text weight="semibold">{definition.id}</Text>
              <Link href={helpPagePath(definition)} target="_blank" rel="noreferrer">
                Help<span hidden> for {definition.id}</span>
              </Link>
            </div>
            <Text>{definition.description}</Text>
            <code className={styles.code}>={signatureOf(definition)}</code>
            <Example definition={definition} onInsert={insert} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Example({ definition, onInsert }: { definition: FunctionDefinition; onInsert: (formula: string) => void }) {
  const styles = usePaneStyles();
  const { formula, shows } = definition.examples[0];
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
function matches(definition: FunctionDefinition, search: string): boolean {
  const text = [definition.id, definition.description, definition.category, signatureOf(definition), definition.formula];
  const haystack = text.join(' ').toLowerCase().replace(/[-_]/g, ' ');
  return search
    .toLowerCase()
    .replace(/[-_]/g, ' ')
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
