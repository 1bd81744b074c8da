import { useCallback, useEffect, useRef, useState } from 'react';
import { checkFormulas, type FormulaCheck } from '../../workbook/checkFormulas';
import { excelFormulaGateway } from '../../workbook/excelFormulaGateway';
import type { FormulaCell } from '../../workbook/formulaCells';
import { repairFormulas, type Repair } from '../../workbook/repairFormulas';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { explainCells } from './explainCells';

export type CheckState =
  | { readonly step: 'idle' }
  | { readonly step: 'checking' | 'repairing'; readonly done: number }
  | { readonly step: 'checked'; readonly check: FormulaCheck; readonly reasons: ReadonlyMap<string, string>; readonly repair?: Repair }
  | { readonly step: 'failed'; readonly sentence: string };

export interface WorkbookCheck {
  readonly state: CheckState;
  check(): void;
  repair(stuck: readonly FormulaCell[]): void;
  cancel(): void;
  /** Answers why not, when Excel refuses. */
  goTo(cell: FormulaCell): Promise<string | undefined>;
}

/** More cells than this nobody reads one by one; each is evaluated once more for its sentence. */
export const EXPLAINED_CELLS = 50;

const gateway = excelFormulaGateway();

/** Checks once at the start and again on request. Only a repair writes. */
export function useWorkbookCheck(runtime: PriceRuntime, isInExcel: boolean): WorkbookCheck {
  const [state, setState] = useState<CheckState>({ step: 'idle' });
  const cancelling = useRef<AbortController>(undefined);

  const begin = useCallback(
    async (stuck: readonly FormulaCell[]) => {
      if (!isInExcel) return;
      const { functionIds } = runtime;
      cancelling.current?.abort();
      const cancel = new AbortController();
      cancelling.current = cancel;
      const show = (next: CheckState) => cancelling.current === cancel && !cancel.signal.aborted && setState(next);
      const options = (step: 'checking' | 'repairing') => ({
        signal: cancel.signal,
        onProgress: (done: number) => show({ step, done }),
      });
      try {
        const repair = stuck.length > 0 ? await repairFormulas(gateway, stuck, options('repairing')) : undefined;
        const check = await checkFormulas(gateway, { functionIds, ...options('checking') });
        const explained = check.inError.slice(0, EXPLAINED_CELLS);
        const call = (id: string, args: readonly unknown[]) => runtime.call(id, args);
        const sentences = explained.length > 0 ? await explainCells(gateway, explained, { functionIds, call }) : [];
        const reasons = new Map(explained.map(({ address }, index) => [address, sentences[index]]));
        show({ step: 'checked', check, reasons, repair });
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
    repair: (stuck) => void begin(stuck),
    cancel: () => {
      cancelling.current?.abort();
      setState({ step: 'idle' });
    },
    goTo: ({ sheet, rect }) => gateway.run((book) => book.select({ sheet, rect })).then(() => undefined, reasonOf),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
