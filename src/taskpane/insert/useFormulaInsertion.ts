import { useState } from 'react';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { insertFormula, type AnswerSize, type FormulaInsertion } from '../../workbook/insertFormula';

export interface InsertionOutcome {
  readonly intent: 'success' | 'warning' | 'error';
  readonly text: string;
  /** Something would be overwritten: the person decides. */
  readonly isQuestion?: true;
}

/** Formulas into the sheet, and addresses out of it. */
export function useFormulaInsertion(runtime: PriceRuntime) {
  const [outcome, setOutcome] = useState<InsertionOutcome>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<InsertionOutcome | undefined>) => {
    setBusy(true);
    try {
      setOutcome(await work());
    } catch (error) {
      setOutcome({ intent: 'error', text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return {
    outcome,
    isBusy,
    dismiss: () => setOutcome(undefined),
    insert: (formula: string, size: AnswerSize, replace: boolean) =>
      attempt(async () =>
        describe(await runtime.gateway.run((book) => insertFormula(book, formula, size, replace)), size),
      ),
    takeSelection: (take: (address: string) => void) =>
      attempt(async () => {
        const { address } = await runtime.gateway.run((book) => book.selection());
        take(address);
        return undefined;
      }),
  };
}

function describe(insertion: FormulaInsertion, { rows, columns }: AnswerSize): InsertionOutcome {
  if (insertion.outcome === 'inserted') return { intent: 'success', text: `The formula is in ${insertion.address}.` };
  const { address } = insertion;
  if (insertion.outcome === 'circular') {
    return {
      intent: 'error',
      text: `The formula refers to ${address} itself: select another cell in the sheet, then insert it.`,
    };
  }
  if (insertion.outcome === 'priceTable') {
    return {
      intent: 'error',
      text: `${address} is in a price table, where a formula would become one of the prices: select a cell elsewhere.`,
    };
  }
  const { target, others } = insertion;
  const texts = [
    ...(target ? [`${address} is not empty: its content would be replaced.`] : []),
    ...(others > 0
      ? [
          `The answer fills ${rows} × ${columns} cells from ${address}, and ${others === 1 ? 'one of them is' : `${others} of them are`} ` +
            'not empty: Excel would show #SPILL! until you clear them. Or select another cell.',
        ]
      : []),
  ];
  return { intent: 'warning', text: texts.join(' '), isQuestion: true };
}
