import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import { useState } from 'react';
import type { PriceStatus } from '../../runtime/runtimeSlot';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { PricesAtAGlance } from './atAGlance/PricesAtAGlance';
import { DifferenceView } from './difference/DifferenceView';
import { CompanyDiscounts } from './discounts/CompanyDiscounts';
import { PriceHistoryList } from './history/PriceHistoryList';
import { NewerBundle } from './NewerBundle';
import { RefreshCard } from './refresh/RefreshCard';
import { FIRST_CHOICE } from './refresh/sourceChoice';
import { SourceOutcomes } from './refresh/SourceOutcomes';
import { usePriceRefresh } from './refresh/usePriceRefresh';
import { TablesCard } from './TablesCard';

/** Which prices answer, how old they are and where they came from; and the actions that write them. */
export function PricesView({ runtime }: ViewProps) {
  const status = usePriceStatus(runtime);
  return status.prices === 'loading' ? (
    <PricesAtAGlance runtime={runtime} status={status} />
  ) : (
    <PricesInForce runtime={runtime} status={status} />
  );
}

function PricesInForce({ runtime, status }: ViewProps & { readonly status: PriceStatus }) {
  // a card does not move away under the click that made the tables
  const [tablesFirst] = useState(!status.hasTables);
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const refresh = usePriceRefresh(runtime);
  if (refresh.state.step === 'reviewing') {
    const { title, proposal } = refresh.state;
    return (
      <DifferenceView title={title} proposal={proposal} onAccept={refresh.accept} onDismiss={refresh.dismiss}>
        <SourceOutcomes sources={proposal.sources} onTakeAnyway={(source) => void refresh.takeAnyway(source)} />
      </DifferenceView>
    );
  }
  return (
    <>
      <PricesAtAGlance runtime={runtime} status={status} />
      <NewerBundle status={status} onShow={refresh.reviewBundled} />
      {tablesFirst && <TablesCard runtime={runtime} status={status} />}
      <RefreshCard runtime={runtime} status={status} refresh={refresh} choice={choice} onChoice={setChoice} />
      {!tablesFirst && <TablesCard runtime={runtime} status={status} />}
      <Accordion multiple collapsible>
        <AccordionItem value="discounts">
          <AccordionHeader as="h2">Company discounts</AccordionHeader>
          <AccordionPanel>
            <CompanyDiscounts runtime={runtime} status={status} />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="history">
          <AccordionHeader as="h2">History</AccordionHeader>
          <AccordionPanel>
            <PriceHistoryList runtime={runtime} status={status} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
