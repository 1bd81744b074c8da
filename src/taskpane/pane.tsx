import { FluentProvider, Spinner, Tab, TabList } from '@fluentui/react-components';
import { Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { onTabRequest, PANE_TABS, requestedTab, type PaneTab } from '../runtime/paneTab';
import { ClashWarning } from './check/ClashWarning';
import { enterByTab } from './enterByTab';
import { FirstRun } from './firstRun/FirstRun';
import { useFirstRun } from './firstRun/useFirstRun';
import { PANE_VIEWS } from './paneViews';
import { usePaneStyles } from './paneStyles';
import { useHostTheme } from './hostTheme';
import { usePriceStatus, useRuntime, type ViewProps } from './useRuntime';
import { ViewBoundary } from './ViewBoundary';

export function renderPane(place: HTMLElement): void {
  enterByTab(place);
  createRoot(place).render(<Pane />);
}

function Pane() {
  const styles = usePaneStyles();
  const theme = useHostTheme();
  const runtime = useRuntime();
  if (!runtime) {
    return <p role="alert">The functions could not be loaded: close this pane and open it again.</p>;
  }
  return (
    <FluentProvider theme={theme}>
      {/* not on the provider: Fluent gives its class to every list and dialog that opens, which would be as tall as the pane */}
      <div className={styles.pane}>
        <Views runtime={runtime} />
      </div>
    </FluentProvider>
  );
}

/** The tabs, or the first screen in the place of the prices. */
function Views({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const status = usePriceStatus(runtime);
  const firstRun = useFirstRun(status);
  const [tab, setTab] = useState<PaneTab>(() => requestedTab() ?? 'prices');
  useEffect(() => onTabRequest(setTab), []);
  if (firstRun.isOpen && tab === 'prices') {
    return <FirstRun runtime={runtime} status={status} onClose={firstRun.close} />;
  }
  const View = PANE_VIEWS[tab]?.View;
  return (
    <>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={tab}
        onTabSelect={(_event, chosen) => setTab(chosen.value as PaneTab)}
        aria-label="LLM Cost"
      >
        {PANE_TABS.map((name) => PANE_VIEWS[name] && <Tab key={name} value={name}>{PANE_VIEWS[name].title}</Tab>)}
      </TabList>
      <ClashWarning runtime={runtime} isQuiet={tab === 'check'} onShow={() => setTab('check')} />
      <main className={styles.view}>
        <ViewBoundary key={tab}>
          <Suspense fallback={<Spinner size="tiny" label="Opening …" labelPosition="after" />}>
            {View && <View runtime={runtime} />}
          </Suspense>
        </ViewBoundary>
      </main>
    </>
  );
}
