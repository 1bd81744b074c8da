import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Text,
} from '@fluentui/react-components';
import type { CellToRepair } from '../../workbook/repairFormulas';
import { usePaneStyles } from '../paneStyles';
import { count } from '../prices/inWords';

interface CorrectButtonProps {
  readonly words: string;
  /** Where the words alone do not say which formulas are meant. */
  readonly label?: string;
  readonly isPrimary?: boolean;
  /** Each with its corrected formula. */
  readonly cells: readonly CellToRepair[];
  readonly onCorrect: (cells: readonly CellToRepair[]) => void;
}

/** More formulas than this nobody compares; the others are counted. */
const SHOWN = 20;

/** Shows what is written before it is written. */
export function CorrectButton({ words, label, isPrimary = false, cells, onCorrect }: CorrectButtonProps) {
  const styles = usePaneStyles();
  return (
    <Dialog modalType="alert">
      <DialogTrigger disableButtonEnhancement>
        <Button
          className={styles.unbroken}
          appearance={isPrimary ? 'primary' : 'secondary'}
          size={isPrimary ? 'medium' : 'small'}
          aria-label={label}
        >
          {words} …
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Correct {count(cells.length, 'formula')}?</DialogTitle>
          <DialogContent>
            <ul className={styles.list} aria-label="Old and new formulas" tabIndex={0}>
              {cells.slice(0, SHOWN).map(({ address, formula, corrected }) => (
                <li key={address} className={styles.stack}>
                  <Text weight="semibold">{address}</Text>
                  <Text size={200}>Now</Text>
                  <code className={styles.code}>{formula}</code>
                  <Text size={200}>Corrected</Text>
                  <code className={styles.code}>{corrected}</code>
                </li>
              ))}
              {cells.length > SHOWN && (
                <li>and {(cells.length - SHOWN).toLocaleString('en-US')} more in the same way</li>
              )}
            </ul>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={() => onCorrect(cells)}>
                Correct
              </Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button>Leave as it is</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
