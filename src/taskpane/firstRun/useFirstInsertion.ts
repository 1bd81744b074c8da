import { useEffect, useState } from 'react';
import type { PriceRuntime, WriteResult } from '../../runtime/runtimeSlot';
import { useTableWrite, type TableWrite } from '../prices/useTableWrite';
import { useFunctionHelp } from '../useFunctionHelp';
import { findPriceSheets, findSample, showSample, type PriceSheets } from './firstSheets';

/** The click of the first screen: price tables and a sample sheet. */
export interface FirstInsertion extends Pick<TableWrite, 'isRunning' | 'outcome'> {
  /** It is known what the workbook has, so the click may come. */
  readonly isReady: boolean;
  /** Name of the sample's sheet; undefined while there is none. */
  readonly sample: string | undefined;
  readonly priceSheets: PriceSheets;
  insert(): void;
}

export function useFirstInsertion(runtime: PriceRuntime, onInserted: () => void): FirstInsertion {
  const help = useFunctionHelp();
  const { isRunning, outcome, run } = useTableWrite(runtime);
  const [sample, setSample] = useState<{ readonly isLookedFor: boolean; readonly name?: string }>({
    isLookedFor: false,
  });
  const [priceSheets, setPriceSheets] = useState<PriceSheets>({});

  useEffect(() => {
    let isLeft = false;
    findSample(runtime.gateway)
      .catch((error: unknown) => console.error('The sheets of the workbook could not be read.', error))
      .then((name) => isLeft || setSample({ isLookedFor: true, name: name ?? undefined }));
    return () => {
      isLeft = true;
    };
  }, [runtime]);

  const insert = async (): Promise<WriteResult> => {
    const result = await runtime.insertTables();
    if (result.outcome !== 'done') return result;
    onInserted();
    try {
      if (typeof help === 'string')
        throw new Error('the list of functions could not be read. The tab Insert has the sheet, too.');
      const name = await showSample(runtime.gateway, help);
      setSample({ isLookedFor: true, name });
      setPriceSheets(await findPriceSheets(runtime.gateway));
      return result;
    } catch (error) {
      // the tables are in the workbook by now and stay there
      const reason = error instanceof Error ? error.message : String(error);
      return { ...result, problem: `The sample sheet is missing: ${reason}` };
    }
  };

  return {
    isReady: sample.isLookedFor && help !== 'loading',
    sample: sample.name,
    priceSheets,
    isRunning,
    outcome,
    insert: () => void run(insert, 'inserted'),
  };
}
