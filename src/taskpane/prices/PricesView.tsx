import { usePriceStatus, type ViewProps } from '../useRuntime';
import { PriceStatusCard } from './PriceStatusCard';
import { RefreshCard } from './RefreshCard';
import { RejectedRows } from './RejectedRows';
import { TablesCard } from './TablesCard';

/** Which prices answer, how old they are and where they came from; and the actions that write them. */
export function PricesView({ runtime }: ViewProps) {
  const status = usePriceStatus(runtime);
  return (
    <>
      <PriceStatusCard status={status} />
      <RejectedRows rejected={status.rejected} />
      <TablesCard runtime={runtime} status={status} />
      <RefreshCard runtime={runtime} status={status} />
    </>
  );
}
