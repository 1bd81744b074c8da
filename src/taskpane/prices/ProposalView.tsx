import { Button, MessageBar, MessageBarBody, SearchBox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { HeldBack, ProposedChange } from '../../feeds/proposePrices';
import type { RefreshProposal } from '../../feeds/refreshProposal';
import { usePaneStyles } from '../paneStyles';
import { count } from './writeOutcome';

interface ProposalProps {
  readonly proposal: RefreshProposal;
  readonly source: string;
  readonly onAccept: () => void;
  readonly onDismiss: () => void;
}

/** More rows than this make the pane slow and nobody reads them: the search narrows the list. */
const SHOWN_CHANGES = 100;
const SHOWN_NAMES = 20;

/** The difference that waits for a decision. */
export function ProposalView({ proposal, source, onAccept, onDismiss }: ProposalProps) {
  const styles = usePaneStyles();
  const [search, setSearch] = useState('');
  const changes = proposal.cards.filter(({ change }) => change !== 'new').flatMap((card) => card.changes);
  const named = (change: string) => proposal.cards.filter((card) => card.change === change).map(({ what }) => what);
  const newModels = named('new');
  const heldBack = proposal.sources.flatMap((one) => one.heldBack);
  const warnings = proposal.sources.flatMap((one) => one.warnings);
  const found = changes.filter(({ what }) => what.includes(search.trim().toLowerCase()));
  const nothingNew = changes.length === 0 && newModels.length === 0;
  return (
    <section className={styles.card} aria-label="Proposed changes">
      <Text as="h2" weight="semibold">
        {nothingNew ? `No price has changed at ${source}` : `What changed at ${source}`}
      </Text>
      <Text>
        {count(changes.length, 'price')} changed, {count(newModels.length, 'new model')},{' '}
        {count(heldBack.length, 'row')} held back. Nothing has been written yet.
      </Text>
      {changes.length > 10 && (
        <SearchBox aria-label="Search changes" placeholder="Search a model" value={search} onChange={(_event, field) => setSearch(field.value)} />
      )}
      {found.length > 0 && <ChangeTable changes={found.slice(0, SHOWN_CHANGES)} />}
      {found.length > SHOWN_CHANGES && <Text size={200}>and {found.length - SHOWN_CHANGES} more: search for a model</Text>}
      <Names title="New models" names={newModels} />
      <Names title="No longer listed, kept as retired" names={named('retired')} />
      <Reasons title="Held back" rows={heldBack} />
      <Reasons title="Worth a look" rows={warnings} />
      <div className={styles.row}>
        <Button appearance="primary" onClick={onAccept}>
          {nothingNew ? 'Confirm prices as of today' : 'Write these prices'}
        </Button>
        <Button onClick={onDismiss}>Keep my prices</Button>
      </div>
    </section>
  );
}

function ChangeTable({ changes }: { changes: readonly ProposedChange[] }) {
  const styles = usePaneStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Price</th>
          <th scope="col">Now</th>
          <th scope="col">New</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.what} ${change.column}`}>
            <td>{change.what}</td>
            <td>{change.column.replace(/_/g, ' ')}</td>
            <td className={styles.number}>{usd(change.oldUsd)}</td>
            <td className={styles.number}>{usd(change.newUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  const rest = names.length - SHOWN_NAMES;
  return (
    <details>
      <summary>
        {title} ({names.length})
      </summary>
      <Text size={200}>
        {names.slice(0, SHOWN_NAMES).join(', ')}
        {rest > 0 && ` and ${rest} more`}
      </Text>
    </details>
  );
}

function Reasons({ title, rows }: { title: string; rows: readonly HeldBack[] }) {
  if (rows.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <details>
          <summary>
            {title} ({rows.length})
          </summary>
          <ul>
            {rows.slice(0, SHOWN_CHANGES).map(({ what, reason }, index) => (
              <li key={index}>
                {what}: {reason}
              </li>
            ))}
          </ul>
        </details>
      </MessageBarBody>
    </MessageBar>
  );
}

function usd(price: number | undefined): string {
  return price === undefined ? '–' : `$${price.toLocaleString('en-US', { maximumSignificantDigits: 6 })}`;
}
