import { Spinner, Text } from '@fluentui/react-components';
import { usePriceStatus, type ViewProps } from '../useRuntime';
import { CopyCard } from './CopyCard';
import { FreezeCard } from './FreezeCard';
import { LambdaCard } from './LambdaCard';
import { RestoreCard } from './RestoreCard';

/** Ways to give the workbook to someone without the add-in, and the way back. */
export function ShareView({ runtime }: ViewProps) {
  const { host, fillsFromBundle } = usePriceStatus(runtime);
  if (host === 'starting') return <Spinner size="tiny" label="Starting …" labelPosition="after" />;
  if (host !== 'excel') return <Text>Sharing works on the open workbook: open this pane in Excel.</Text>;
  return (
    <>
      <CopyCard fillsFromBundle={fillsFromBundle} />
      <FreezeCard runtime={runtime} />
      <RestoreCard />
      <LambdaCard />
    </>
  );
}
