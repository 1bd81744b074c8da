import { FluentProvider, Spinner, Tab, TabList } from '@fluentui/react-components';
import { Activity, Suspense, useEffect, useState } from 'react';
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

/** The tabs; the first screen stands in the place of the prices. A view that was left keeps what was typed and ticked. */
function Views({ runtime }: ViewProps) {
  const styles = usePaneStyles();
  const status = usePriceStatus(runtime);
  const [tab, setTab] = useState<PaneTab>(() => requestedTab() ?? 'prices');
  const [visited, setVisited] = useState<ReadonlySet<PaneTab>>(new Set());
  const firstRun = useFirstRun(status, tab);
  useEffect(() => onTabRequest(setTab), []);
  if (!visited.has(tab)) setVisited(new Set([...visited, tab]));
  return (
    <>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={tab}
        onTabSelect={(_event, chosen) => setTab(chosen.value as PaneTab)}
        aria-label="LLM Cost"
      >
        {PANE_TABS.map(
          (name) =>
            PANE_VIEWS[name] && (
              <Tab key={name} value={name}>
                {PANE_VIEWS[name].title}
              </Tab>
            ),
        )}
      </TabList>
      <ClashWarning runtime={runtime} isQuiet={tab === 'check'} onShow={() => setTab('check')} />
      <main>
        {[...visited].map((name) => {
          const View = PANE_VIEWS[name]?.View;
          return (
            <Activity key={name} mode={name === tab ? 'visible' : 'hidden'}>
              <div className={styles.view}>
                <ViewBoundary>
                  <Suspense fallback={<Spinner size="tiny" label="Opening …" labelPosition="after" />}>
                    {name === 'prices' && firstRun.isOpen ? (
                      <FirstRun
                        runtime={runtime}
                        status={status}
                        onInserted={firstRun.remember}
                        onClose={firstRun.close}
                      />
                    ) : (
                      View && <View runtime={runtime} />
                    )}
                  </Suspense>
                </ViewBoundary>
              </div>
            </Activity>
          );
        })}
      </main>
    </>
  );
}
