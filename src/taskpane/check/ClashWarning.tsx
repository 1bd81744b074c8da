import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { nameClashes, type NameClash } from '../../workbook/nameClashes';

interface ClashWarningProps {
  readonly runtime: PriceRuntime;
  /** The view below says it already. */
  readonly isQuiet: boolean;
  readonly onShow: () => void;
}

/** Looks once, at the start, for names that can stop the functions, and warns whichever view is open. */
export function ClashWarning({ runtime, isQuiet, onShow }: ClashWarningProps) {
  const [clashes, setClashes] = useState<readonly NameClash[]>([]);
  useEffect(() => {
    let isOpen = true;
    clashesNow(runtime)
      .then((found) => isOpen && setClashes(found))
      .catch((error: unknown) => console.error('The names of the workbook could not be read.', error));
    return () => {
      isOpen = false;
    };
  }, [runtime]);
  if (clashes.length === 0 || isQuiet) return null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>A name is in the way of the functions</MessageBarTitle>
        {clashes.map(({ name }) => name).join(', ')}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={onShow}>
          What to do
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

async function clashesNow(runtime: PriceRuntime): Promise<NameClash[]> {
  await runtime.ready;
  if (runtime.status().host !== 'excel') return [];
  return runtime.gateway.run(async (book) => {
    const { tables } = await book.overview([]);
    const { names } = await book.formulaPlaces([]);
    return nameClashes(runtime.functionIds, names, tables);
  });
}
