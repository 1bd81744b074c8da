import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Select,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { FormulaCell } from '../../workbook/formulaCells';
import type { CellToRepair, Repair } from '../../workbook/repairFormulas';
import { usePaneStyles } from '../paneStyles';
import { offerDates } from '../prices/atAGlance/offerDates';
import { count } from '../prices/inWords';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { CellList } from './CellList';
import { CorrectButton } from './CorrectButton';
import { ExtentCard } from './ExtentCard';
import { findingsOf, type Finding } from './findings';
import { useWorkbookCheck } from './useWorkbookCheck';

const AGES_DAYS = [7, 30, 90, 180, 365];

/** How the formulas of this add-in are in the open workbook, and what to do about those that are not well. */
export function CheckView({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const status = usePriceStatus(runtime);
  const { state, check, repair, cancel, goTo } = useWorkbookCheck(runtime, status.host === 'excel');
  const [oldAfterDays, setOldAfterDays] = useState(status.oldAfterDays);
  const [refusal, setRefusal] = useState<string>();

  if (status.host === 'starting') return <Spinner size="tiny" label="Starting …" labelPosition="after" />;
  if (status.host !== 'excel') return <Text>The check looks at the open workbook: open this pane in Excel.</Text>;

  const show = async (cell: FormulaCell) => {
    const reason = await goTo(cell);
    setRefusal(reason && `Excel could not go to ${cell.address}: ${reason}`);
  };
  const busy = state.step === 'checking' || state.step === 'repairing';
  const offersOf = offerDates(runtime.prices()?.gpu.rows ?? [])?.most;
  const findings = state.step === 'checked' ? findingsOf({ ...state, status, offersOf }, oldAfterDays) : [];
  return (
    <>
      <div className={styles.row}>
        {busy ? <Button onClick={cancel}>Cancel</Button> : <Button onClick={check}>Check again</Button>}
        <label className={styles.row}>
          <Text size={200}>Old after</Text>
          <Select
            size="small"
            value={String(oldAfterDays)}
            onChange={(_event, { value }) => setOldAfterDays(Number(value))}
          >
            {AGES_DAYS.map((days) => (
              <option key={days} value={days}>
                {days} days
              </option>
            ))}
          </Select>
        </label>
      </div>
      {busy && <ProgressBar value={state.done} aria-label={STEPS[state.step]} />}
      <div role="status">
        {busy && <Text size={200}>{STEPS[state.step]}</Text>}
        {state.step === 'idle' && <Text>The check was stopped.</Text>}
        {state.step === 'failed' && <Text>{state.sentence}</Text>}
        {state.step === 'checked' && state.repair && <RepairOutcome repair={state.repair} />}
        {refusal && <Text>{refusal}</Text>}
      </div>
      {state.step === 'checked' && (
        <>
          <ExtentCard check={state.check} isClear={findings.length === 0} />
          {findings.map((finding) => (
            <FindingCard
              key={finding.title}
              finding={finding}
              reasons={state.reasons}
              onRepair={repair}
              onGoTo={show}
            />
          ))}
        </>
      )}
    </>
  );
}

const STEPS = { checking: 'Reading the formulas …', repairing: 'Entering the formulas again …' };

interface FindingProps {
  readonly finding: Finding;
  readonly reasons: ReadonlyMap<string, string>;
  readonly onRepair: (cells: readonly CellToRepair[]) => void;
  readonly onGoTo: (cell: FormulaCell) => void;
}

function FindingCard({ finding, reasons, onRepair, onGoTo }: FindingProps) {
  const styles = usePaneStyles();
  const { kind, intent, title, advice, cells } = finding;
  const correctable = cells.filter(({ corrected }) => corrected !== undefined);
  return (
    <section className={styles.stack} aria-label={title}>
      <MessageBar intent={intent} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {advice}
        </MessageBarBody>
      </MessageBar>
      {kind === 'stuck' && (
        <Button className={styles.unbroken} appearance="primary" onClick={() => onRepair(cells)}>
          Repair formulas
        </Button>
      )}
      {correctable.length > 1 && (
        <CorrectButton
          isPrimary
          words={`Correct all ${correctable.length.toLocaleString('en-US')}`}
          cells={correctable}
          onCorrect={onRepair}
        />
      )}
      <CellList
        title={title}
        cells={cells}
        reasons={reasons}
        onGoTo={onGoTo}
        action={(cell) =>
          cell.corrected !== undefined && (
            <CorrectButton words="Correct" label={`Correct ${cell.address}`} cells={[cell]} onCorrect={onRepair} />
          )
        }
      />
    </section>
  );
}

function RepairOutcome({ repair }: { repair: Repair }) {
  const { repaired, stillStuck, changedMeanwhile, protectedSheets, cellsOnProtectedSheets } = repair;
  const isComplete = stillStuck.length + changedMeanwhile + cellsOnProtectedSheets === 0;
  return (
    <MessageBar intent={isComplete ? 'success' : 'warning'} layout="multiline">
      <MessageBarBody>
        {count(repaired, 'formula')} repaired.{' '}
        {stillStuck.length > 0 &&
          `${count(stillStuck.length, 'cell')} still stuck: check the spelling of every name in ${stillStuck.length === 1 ? 'it' : 'them'}, or close and open the workbook. `}
        {changedMeanwhile > 0 && `${count(changedMeanwhile, 'cell')} left alone: edited since the check. `}
        {cellsOnProtectedSheets > 0 &&
          `${count(cellsOnProtectedSheets, 'cell')} left alone on protected sheets (${protectedSheets.join(', ')}): unprotect them and repair again.`}
      </MessageBarBody>
    </MessageBar>
  );
}
