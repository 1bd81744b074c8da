import { llmBreakevenEscalation } from '../llmBreakevenEscalation';
import { ArgumentChecks } from './argumentChecks';
import { nativeForm } from './nativeForm';

/** #N/A where a cascade never pays, as the function itself. */
export const nativeLlmBreakevenEscalation = nativeForm(llmBreakevenEscalation, (args) => {
  const checks = new ArgumentChecks();
  const weak = checks.required(args.weak);
  const strong = checks.required(args.strong);
  const judge = checks.required(args.judge);
  const firstStage = judge.constant === 0 ? weak.text : `(${weak.text}+${judge.text})`;
  checks.onlyIf(`${firstStage}<${strong.text}`);
  return checks.guarded(`1-${firstStage}/${strong.text}`);
});
