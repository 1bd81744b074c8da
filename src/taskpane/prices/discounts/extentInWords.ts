import type { MyPriceInForce } from '../../../runtime/runtimeSlot';

/** What of a provider its discount does not reach: " at 86 of 88 models: 1 has its own, 1 has none yet". */
export function extentInWords({ models, ofModels, otherDiscounts }: MyPriceInForce): string {
  const without = ofModels - models - otherDiscounts;
  const others = [
    ...(otherDiscounts > 0 ? [otherDiscounts === 1 ? '1 has its own' : `${otherDiscounts} have their own`] : []),
    ...(without > 0 ? [`${without} ${without === 1 ? 'has' : 'have'} none yet`] : []),
  ];
  return others.length === 0 ? '' : ` at ${models} of ${ofModels} models: ${others.join(', ')}`;
}
