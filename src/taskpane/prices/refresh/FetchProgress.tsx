import { ProgressBar, Text } from '@fluentui/react-components';
import type { SourceProgress } from '../../../feeds/refreshProposal';
import { bytesInWords } from '../inWords';
import { usePricesStyles } from '../pricesStyles';

/** How far each source is: of its size where the server says it, otherwise how much has come. */
export function FetchProgress({ progress }: { progress: readonly SourceProgress[] }) {
  const styles = usePricesStyles();
  const done = progress.filter(({ step }) => step === 'done').length;
  return (
    <div className={styles.stack}>
      <ul className={styles.list} aria-label="Progress">
        {progress.map((each) => (
          <li key={each.source} className={styles.tight}>
            <Text size={200}>
              {each.title}: {stepInWords(each)}
            </Text>
            <ProgressBar aria-label={each.title} value={shareDone(each)} />
          </li>
        ))}
      </ul>
      <Text role="status" size={200} className={styles.unseen}>
        {progress.length > 0 && `${done} of ${progress.length} sources done`}
      </Text>
    </div>
  );
}

function stepInWords({ step, received, total }: SourceProgress): string {
  if (step === 'done') return 'done';
  if (step === 'reading') return 'comparing …';
  if (received === 0) return 'waiting for an answer …';
  return total === undefined
    ? `${bytesInWords(received)} so far`
    : `${bytesInWords(received)} of ${bytesInWords(total)}`;
}

/** Undefined shows that something moves without saying how far it is. */
function shareDone({ step, received, total }: SourceProgress): number | undefined {
  if (step === 'done') return 1;
  return step === 'fetching' && total ? received / total : undefined;
}
