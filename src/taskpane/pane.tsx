import { FluentProvider, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { HelpView } from './help/HelpView';
import { FunctionsView } from './functions/FunctionsView';
import { PricesView } from './prices/PricesView';
import { usePaneStyles } from './paneStyles';
import { useHostTheme } from './hostTheme';
import { useRuntime } from './useRuntime';

const VIEWS = { prices: PricesView, functions: FunctionsView, help: HelpView } as const;
type ViewName = keyof typeof VIEWS;

export function renderPane(place: HTMLElement): void {
  createRoot(place).render(<Pane />);
}

function Pane() {
  const styles = usePaneStyles();
  const theme = useHostTheme();
  const runtime = useRuntime();
  const [view, setView] = useState<ViewName>('prices');
  if (!runtime) {
    return <p role="alert">The functions could not be loaded: close this pane and open it again.</p>;
  }
  const View = VIEWS[view];
  return (
    <FluentProvider theme={theme} className={styles.pane}>
      <TabList selectedValue={view} onTabSelect={(_event, tab) => setView(tab.value as ViewName)} aria-label="LLM Cost">
        <Tab value="prices">Prices</Tab>
        <Tab value="functions">Functions</Tab>
        <Tab value="help">Help</Tab>
      </TabList>
      <main className={styles.view}>
        <View runtime={runtime} />
      </main>
    </FluentProvider>
  );
}
