import { CACHE_WRITE_1H, UNITS } from '../../engine/units/units';
import { usageOf } from '../../engine/units/usage';
import { AS_OF, TIER } from '../apiCostArguments';
import type { ArgumentValue } from '../arguments/readArgument';
import { readPriceDate } from '../arguments/readDate';
import type { ArgumentDefinition, CellValue, PairsArgument } from '../definition';
import { keptFor, llmBill } from '../llmBill';
import { ArgumentChecks, numberText, withoutOwnPrices } from './argumentChecks';
import { NotExpressible, nativeForm, type NativeArgument, type PriceText } from './nativeForm';
import { sumOfTerms, term } from './terms';
import { usageOfCells, usageOfFigures, type UsageTexts } from './usageTexts';

type Pairs = ReadonlyMap<string, CellValue>;

/** Net quantity × rate of every unit: tokens together per 1M, then each fee per its own unit. */
export const nativeLlmBill = nativeForm(llmBill, (args, tables) => {
  withoutOwnPrices(args.prices);
  const settings = settingsOf(args.context);
  const at = settings.get('at');
  const price = tables.price({
    model: args.model,
    tier: constant(TIER, settings.get('tier')),
    asOf: constant(AS_OF, at === undefined ? undefined : readPriceDate(at, 'at in context', tables.context.dates1904)),
    region: constant(TIER, settings.get('region')),
  });
  const checks = new ArgumentChecks();
  checks.accepts(...price.namesAre);
  checks.onlyIf(...price.conditions);
  const usage = usageTexts(args.usage, settings.get('ttl'), checks);
  return checks.guarded(bill(usage, price));
});

function usageTexts(
  usage: NativeArgument<PairsArgument>,
  ttl: CellValue | undefined,
  checks: ArgumentChecks,
): UsageTexts {
  if (usage.kind === 'constant') return usageOfFigures(keptFor(ttl, usageOf(usage.value as Pairs)));
  if (usage.kind !== 'block') throw new NotExpressible('its usage is put together in the formula');
  const hourly = keptFor(ttl, usageOf([['cache_write', 1]])).counts[CACHE_WRITE_1H] > 0;
  return usageOfCells(usage, hourly, checks);
}

function settingsOf(context: NativeArgument<PairsArgument>): Pairs {
  if (context.kind !== 'constant') throw new NotExpressible('its context is not written in the formula');
  return (context.value as Pairs | undefined) ?? new Map();
}

function constant(definition: ArgumentDefinition, value: ArgumentValue): NativeArgument {
  return { definition, kind: 'constant', isOmitted: value === undefined, value, text: '' };
}

function bill({ billed, promptTokens }: UsageTexts, price: PriceText): string {
  const lines = [...billed]
    .sort(([a], [b]) => a - b)
    .flatMap(([unit, count]) => {
      const text = term(count, price.rate(unit, promptTokens));
      return text === undefined ? [] : [{ ...UNITS[unit], text }];
    });
  const tokens = lines.filter(({ side }) => side !== 'fee').map(({ text }) => text);
  const fees = lines.filter(({ side }) => side === 'fee').map(({ text, per }) => (per === 1 ? text : `${text}/${per}`));
  const parts = [...(tokens.length > 0 ? [`${sumOfTerms(tokens)}/1000000`] : []), ...fees];
  return parts.length > 0 ? parts.join('+') : numberText(0);
}
