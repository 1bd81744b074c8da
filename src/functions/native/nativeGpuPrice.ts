import { gpuPrice } from '../gpuPrice';
import { ArgumentChecks, constantOf } from './argumentChecks';
import { GPU_SUMMARIES, NotExpressible, nativeForm } from './nativeForm';

/** The cell with the median, or another figure, of the offers as they stand on the price sheet. */
export const nativeGpuPrice = nativeForm(gpuPrice, ({ gpu, provider, plan, measure }, tables) => {
  const asked = constantOf(measure);
  const summary = GPU_SUMMARIES.find((each) => each === asked);
  if (!summary) throw new NotExpressible('it answers with a table of offers');
  const price = tables.gpuPrice({ gpu, provider, plan });
  const checks = new ArgumentChecks();
  checks.accepts(...price.namesAre);
  checks.onlyIf(...price.conditions);
  return checks.guarded(price.summary(summary));
});
