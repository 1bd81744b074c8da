import { useCallback, useEffect, useRef, useState } from 'react';
import { checkFormulas, type FormulaCheck } from '../../workbook/checkFormulas';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import type { FormulaCell } from '../../workbook/formulaCells';
import { repairFormulas, type CellToRepair, type Repair } from '../../workbook/repairFormulas';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { fetchHelp } from '../useFunctionHelp';
import { explainCells } from './explainCells';
import { nameMistakeFinder } from './nameMistakes';
import { sheetIds } from './referencedBlock';
import { sortNameErrors, type NameErrors } from './sortNameErrors';

export type CheckState =
  | { readonly step: 'idle' }
  | { readonly step: 'checking' | 'repairing'; readonly done: number }
  | {
      readonly step: 'checked';
      readonly check: FormulaCheck;
      readonly nameErrors: NameErrors;
      /** Why a cell is as it is, by address. */
      readonly reasons: ReadonlyMap<string, string>;
      readonly repair?: Repair;
    }
  | { readonly step: 'failed'; readonly sentence: string };

export interface WorkbookCheck {
  readonly state: CheckState;
  check(): void;
  /** Enters formulas again, corrected where they are mistaken, then checks again. */
  repair(cells: readonly CellToRepair[]): void;
  cancel(): void;
  /** Answers why not, when Excel refuses. */
  goTo(cell: FormulaCell): Promise<string | undefined>;
}

/** More cells than this nobody reads one by one; each is evaluated once more for its sentence. */
export const EXPLAINED_CELLS = 50;

/** Of the progress of a check; the rest goes to finding what is wrong in cells at #NAME?. */
const READING_SHARE = 0.7;

/** After a repair, until the answers are there. */
const MOST_LOOKS_AGAIN = 5;
const LOOK_AGAIN_AFTER_MS = 400;

const gateway = excelFormulaGateway();

/** Checks once at the start and again on request. Only a repair writes. */
export function useWorkbookCheck(runtime: PriceRuntime, isInExcel: boolean): WorkbookCheck {
  const [state, setState] = useState<CheckState>({ step: 'idle' });
  const cancelling = useRef<AbortController>(undefined);

  const begin = useCallback(
    async (toRepair: readonly CellToRepair[]) => {
      if (!isInExcel) return;
      cancelling.current?.abort();
      const cancel = new AbortController();
      const { signal } = cancel;
      cancelling.current = cancel;
      const show = (next: CheckState) => cancelling.current === cancel && !signal.aborted && setState(next);
      const showProgress = (step: 'checking' | 'repairing', from: number, to: number) => (done: number) =>
        show({ step, done: from + done * (to - from) });
      // at once: an Excel whose user is typing answers later
      showProgress(toRepair.length > 0 ? 'repairing' : 'checking', 0, 1)(0);
      try {
        const repair =
          toRepair.length > 0
            ? await repairFormulas(gateway, toRepair, { signal, onProgress: showProgress('repairing', 0, 1) })
            : undefined;
        const { functionIds } = runtime;
        const read = () =>
          checkFormulas(gateway, { functionIds, signal, onProgress: showProgress('checking', 0, READING_SHARE) });
        let check = await read();
        // what was just entered is still being calculated
        for (let again = 0; repair && check.waiting.length > 0 && again < MOST_LOOKS_AGAIN; again += 1) {
          await pause(signal, LOOK_AGAIN_AFTER_MS);
          check = await read();
        }
        // without the help file the check says less, and nothing wrong
        const help = await fetchHelp(signal).catch(() => undefined);
        const showSorting = showProgress('checking', READING_SHARE, 1);
        const nameErrors = await sortNameErrors(check, {
          find: help ? nameMistakeFinder({ ...help, inWorkbook: check.names }) : () => undefined,
          sheetIdOf: sheetIds(check.sheets),
          pause: async (done) => {
            showSorting(done);
            await pause(signal);
          },
        });
        const explained = [...check.inError, ...nameErrors.inherited].slice(0, EXPLAINED_CELLS);
        const call = (id: string, args: readonly unknown[]) => runtime.call(id, args);
        const sentences =
          explained.length > 0
            ? await explainCells(gateway, explained, { functionIds, functions: help?.functions ?? [], call })
            : [];
        const reasons = new Map(explained.map(({ address }, index) => [address, sentences[index]]));
        for (const { address, sentence } of nameErrors.mistaken) reasons.set(address, sentence);
        show({ step: 'checked', check, nameErrors, reasons, repair });
      } catch (error) {
        show({ step: 'failed', sentence: `The check did not finish: ${reasonOf(error)}` });
      }
    },
    [runtime, isInExcel],
  );

  useEffect(() => {
    void begin([]);
    return () => cancelling.current?.abort();
  }, [begin]);

  return {
    state,
    check: () => void begin([]),
    repair: (cells) => void begin(cells),
    cancel: () => {
      cancelling.current?.abort();
      setState({ step: 'idle' });
    },
    goTo: ({ sheet, rect }) => gateway.run((book) => book.select({ sheet, rect })).then(() => undefined, reasonOf),
  };
}

/** The page is drawn and Cancel is heard. */
async function pause(signal: AbortSignal, ms = 0): Promise<void> {
  await new Promise((resume) => setTimeout(resume, ms));
  signal.throwIfAborted();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
