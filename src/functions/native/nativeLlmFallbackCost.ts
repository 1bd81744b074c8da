import { llmFallbackCost } from '../llmFallbackCost';
import { ArgumentChecks, constantOf } from './argumentChecks';
import { NotExpressible, nativeForm } from './nativeForm';

/** One of the three answers; all of them together are a table. */
export const nativeLlmFallbackCost = nativeForm(llmFallbackCost, (args) => {
  const answer = constantOf(args.answer);
  if (answer === 'all') throw new NotExpressible('it answers a table of its own: ask for "cost" to get a formula');
  const checks = new ArgumentChecks();
  const volume = checks.required(args.volume);
  const primary = checks.required(args.primary);
  const avail = checks.required(args.avail);
  const backup = checks.required(args.backup);
  const backupAvail = checks.required(args.backup_avail);
  const failedBilled = checks.required(args.failed_billed);
  const failed = `(1-${avail.text})`;
  const unserved = backupAvail.constant === 1 ? '0' : `${failed}*(1-${backupAvail.text})`;
  if (answer === 'availability') return checks.guarded(`1-${unserved}`);
  if (answer === 'unserved') return checks.guarded(`${volume.text}*${unserved}`);
  const billed = failedBilled.constant === 0 ? '' : `${failedBilled.text}*${primary.text}+`;
  const taken = backupAvail.constant === 1 ? backup.text : `${backupAvail.text}*${backup.text}`;
  return checks.guarded(`${volume.text}*(${avail.text}*${primary.text}+${failed}*(${billed}${taken}))`);
});
