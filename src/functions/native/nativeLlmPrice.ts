import { UNITS } from '../../engine/units/units';
import { readUsageKey } from '../../engine/units/usage';
import { llmPrice } from '../llmPrice';
import { ArgumentChecks, constantOf, numberText, withoutOwnPrices } from './argumentChecks';
import { NotExpressible, nativeForm } from './nativeForm';

const SHORT_PROMPT = { text: '0', constant: 0 };

/** The cell of the price itself. */
export const nativeLlmPrice = nativeForm(llmPrice, (args, tables) => {
  withoutOwnPrices(args.prices);
  const { unit, variant } = readUsageKey(String(constantOf(args.item)));
  if (variant !== undefined)
    throw new NotExpressible(`the price of ${UNITS[unit].key}:${variant} stands in a list within one cell`);
  const price = tables.price({ model: args.model, tier: args.tier, asOf: args.as_of, region: args.region });
  const checks = new ArgumentChecks();
  checks.accepts(...price.namesAre);
  checks.onlyIf(...price.conditions);
  return checks.guarded(price.rate(unit, SHORT_PROMPT)?.text ?? numberText(0));
});
