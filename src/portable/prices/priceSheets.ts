import { normaliseHeader, type PriceRow } from '../../catalog/priceRow';
import { UNITS } from '../../engine/units/units';
import type { FunctionContext } from '../../functions/context';
import type { PriceSheets } from '../../functions/native/nativeForm';
import type { SheetDraft } from '../../sheets/sheetDraft';
import type { DefinedName, RewriteSource } from '../rewrite/rewriteTypes';
import { factSheet } from '../facts/factSheet';
import { EffectiveGpuPrices } from './effectiveGpuPrices';
import { effectiveGpuPricesDraft } from './effectiveGpuPricesDraft';
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
  const [sheet, gpuSheet] = ['Effective prices', 'Effective GPU prices'].map((name) => freeName(name, sheetNames));
  const own = new Set(priceTables.llm?.cells[0]?.map((title) => normaliseHeader(String(title))));
  const hasOwnColumn = (unit: number) => own.has(`my_${UNITS[unit].rate}`);
  const prefix = freePrefix('price', definedNames);
  const effective = new EffectivePrices(context.prices, dates1904, sheet, prefix, hasOwnColumn);
  const gpus = new EffectiveGpuPrices(context.gpuPrices, gpuSheet, freePrefix('gpu_price', definedNames));
  const facts = factSheet(freeName('Model and GPU facts', sheetNames));
  let isFinished = false;
  const finish = () => {
    if (!isFinished && effective.isLookedUp) effective.addOtherModels();
    if (!isFinished && gpus.isLookedUp) gpus.addOtherGpus();
    isFinished = true;
  };
  return {
    prices: {
      context,
      cellOf: facts.cellOf,
      price: (question) => effective.price(question),
      gpuPrice: (question) => gpus.price(question),
    },
    drafts: () => {
      finish();
      const texts = { sheet, tableSheet: priceTables.llm?.place.sheet, asOf: context.prices.snapshot.asOf };
      return [
        ...(effective.keys().length > 0
          ? [effectivePricesDraft(effective, locateRows(priceTables.llm, dates1904, rowsOf(context)), texts)]
          : []),
        ...(gpus.keys().length > 0 ? [effectiveGpuPricesDraft(gpus, gpuSheet, priceTables.gpu)] : []),
        ...facts.drafts(),
      ];
    },
    definedNames: () => {
      finish();
      return [
        ...(effective.isLookedUp ? effective.definedNames() : []),
        ...(gpus.isLookedUp ? gpus.definedNames() : []),
      ];
    },
  };
}

function rowsOf({ prices }: FunctionContext): PriceRow[] {
  return prices.models.flatMap(({ rows }) => rows);
}

/** The name, or the name with the first number that makes it a new one. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** What the names of the columns begin with, so that none of them is a name of the workbook. */
function freePrefix(word: string, taken: readonly string[]): string {
  for (let bars = '_'; ; bars += '_') {
    if (!taken.some((name) => name.toLowerCase().startsWith(word + bars))) return word + bars;
  }
}
