import { Spinner, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { FunctionHelpFile } from '../../functions/functionHelp';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { FunctionFormView } from './FunctionFormView';
import { FunctionList } from './FunctionList';
import { pickerLists } from './pickerOptions';
import { StarterSheets } from './StarterSheets';
import { useFunctionHelp } from '../useFunctionHelp';

/** A function or a whole sheet into the workbook. */
export function InsertView({ runtime }: ViewProps) {
  const help = useFunctionHelp();
  if (help === 'loading') return <Spinner size="tiny" label="Reading the list of functions …" labelPosition="after" />;
  if (help === 'failed') {
    return <Text role="alert">The list of functions could not be read: check the connection and reopen the pane.</Text>;
  }
  return <Insert runtime={runtime} help={help} />;
}

function Insert({ runtime, help }: ViewProps & { readonly help: FunctionHelpFile }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const [last, setLast] = useState<string>();
  const status = usePriceStatus(runtime);
  const prices = runtime.prices();
  // the lists follow the prices in force, which change with the status
  const lists = useMemo(() => pickerLists(help.names, prices), [help, prices, status]);
  const chosen = help.functions.find(({ id }) => id === open);
  if (chosen) {
    const leave = () => {
      setOpen(undefined);
      setLast(chosen.id);
    };
    return (
      <FunctionFormView
        key={chosen.id}
        runtime={runtime}
        help={chosen}
        prefix={help.prefix}
        lists={lists}
        onLeave={leave}
      />
    );
  }
  return (
    <FunctionList functions={help.functions} search={search} onSearch={setSearch} onChoose={setOpen} focusOn={last}>
      <StarterSheets runtime={runtime} prefix={help.prefix} functionIds={help.functions.map(({ id }) => id)} />
    </FunctionList>
  );
}
