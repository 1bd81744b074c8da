import type { PriceSheets } from '../../functions/native/nativeForm';
import { gpuHourPrice, type GpuPlan } from '../../catalog/gpuPriceCatalog';
import type { SheetDraft } from '../../sheets/sheetDraft';
import type { DefinedName, RewriteSource } from '../rewrite/rewriteTypes';
import { EffectivePrices } from './effectivePrices';
import { effectivePricesDraft } from './effectivePricesDraft';
import { locateRows } from './locatedRows';

/** The generated sheets of prices while formulas are being rewritten, and what they come to. */
export interface GeneratedSheets {
  readonly prices: PriceSheets;
  /** To be asked for once every formula was rewritten. */
  drafts(): readonly SheetDraft[];
  definedNames(): readonly DefinedName[];
}

export function createPriceSheets(source: RewriteSource): GeneratedSheets {
  const { context, priceTables, sheetNames, definedNames } = source;
  const dates1904 = context.dates1904 === true;
  const sheet = freeName('Effective prices', sheetNames, (name, number) => `${name} ${number}`);
  const effective = new EffectivePrices(context.prices, dates1904, sheet, freePrefix(definedNames));
  let isFinished = false;
  const finish = () => {
    if (!isFinished && effective.isLookedUp) effective.addOtherModels();
    isFinished = true;
    return effective.keys().length > 0;
  };
  return {
    prices: {
      price: (question) => effective.price(question),
      gpuOffers: ({ gpu, provider, plan }) => {
        void gpuHourPrice(context.gpuPrices, gpu, provider, plan as GpuPlan);
        return '';
      },
    },
    drafts: () => {
      if (!finish()) return [];
      const texts = { sheet, tableSheet: priceTables.llm?.place.sheet, asOf: context.prices.snapshot.asOf };
      return [effectivePricesDraft(effective, locateRows(priceTables.llm, dates1904), texts)];
    },
    definedNames: () => (finish() && effective.isLookedUp ? effective.definedNames() : []),
  };
}

/** The name, or the name with the first number that makes it a new one. */
function freeName(wanted: string, taken: readonly string[], numbered: (name: string, number: number) => string): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : numbered(wanted, number);
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** What the names of the columns begin with, so that none of them is a name of the workbook. */
function freePrefix(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const prefix = number === 1 ? 'price_' : `price${'_'.repeat(number)}`;
    if (!taken.some((name) => name.toLowerCase().startsWith(prefix))) return prefix;
  }
}
