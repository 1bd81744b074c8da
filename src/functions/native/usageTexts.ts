import { CACHE_WRITE, CACHE_WRITE_1H, INPUT, PARTS_OF, REQUESTS, UNITS } from '../../engine/units/units';
import { billedCounts, readUsageKey, type Usage } from '../../engine/units/usage';
import { readRange } from '../arguments/readArgument';
import type { ArgumentChecks } from './argumentChecks';
import { numberText, textLiteral } from './argumentChecks';
import { NotExpressible, type NamedCell, type NativeArgument, type NumberText } from './nativeForm';
import type { PairsArgument } from '../definition';

/** What is billed of each unit, net of its parts, and the input of one request, which chooses the band. */
export interface UsageTexts {
  readonly billed: ReadonlyMap<number, NumberText>;
  readonly promptTokens: NumberText;
}

/** A usage written in the formula: its net counts are figures. */
export function usageOfFigures({ counts, named }: Usage): UsageTexts {
  if (named.size > 0) {
    throw new NotExpressible(`the price of ${[...named.keys()].join(', ')} stands in a list within one cell`);
  }
  const billed = [...billedCounts(counts)].flatMap((count, unit) =>
    count > 0 ? [[unit, figure(count)] as const] : [],
  );
  return { billed: new Map(billed), promptTokens: figure(counts[INPUT] / Math.max(1, counts[REQUESTS])) };
}

/**
 * A usage in rows of unit and quantity on a sheet: the quantities are read from their cells; a unit has to stay what it is
 * now, because it decides which price counts.
 */
export function usageOfCells(usage: UsageBlock, keepWritesFor1h: boolean, checks: ArgumentChecks): UsageTexts {
  const gross = grossCounts(usage, checks);
  if (keepWritesFor1h) moveWrites(gross);
  const requests = gross.get(REQUESTS);
  const input = gross.get(INPUT) ?? figure(0);
  const billed = new Map([[REQUESTS, figure(1)]]);
  for (const [unit, count] of gross) billed.set(unit, netCount(unit, count, gross, checks));
  const promptTokens = requests ? { text: `(${input.text}/MAX(1,${requests.text}))` } : input;
  return { billed, promptTokens };
}

export type UsageBlock = Extract<NativeArgument<PairsArgument>, { kind: 'block' }>;

function grossCounts({ cells, definition }: UsageBlock, checks: ArgumentChecks): Map<number, NumberText> {
  readRange(
    cells.map((row) => row.map(plainValue)),
    definition,
  ); // refuses what the function refuses
  const counts = new Map<number, NumberText>();
  const quantitiesAre: string[] = [];
  for (const [key, quantity, ...rest] of cells) {
    if (!quantity) throw new NotExpressible('its usage is text in one cell');
    if (rest.length > 0) throw new NotExpressible('its usage has more than two columns');
    if (isBlank(key)) {
      checks.holdsWhile(`${key.text}=""`);
      quantitiesAre.push(`${quantity.text}=""`);
      continue;
    }
    const name = String(key.now);
    const { unit, variant } = readUsageKey(name);
    if (variant !== undefined) throw new NotExpressible(`the price of ${name} stands in a list within one cell`);
    checks.holdsWhile(`${key.text}=${textLiteral(name)}`);
    quantitiesAre.push(`OR(ISNUMBER(${quantity.text}),${quantity.text}="")`, `N(${quantity.text})>=0`);
    counts.set(unit, { text: `N(${quantity.text})` });
  }
  checks.refusedUnless(...quantitiesAre);
  return counts;
}

function moveWrites(gross: Map<number, NumberText>): void {
  const writes = gross.get(CACHE_WRITE);
  if (!writes) return;
  const hourly = gross.get(CACHE_WRITE_1H);
  gross.set(CACHE_WRITE_1H, hourly ? { text: `(${hourly.text}+${writes.text})` } : writes);
  gross.delete(CACHE_WRITE);
}

/** The gross count without its parts, each of which has to lie within what it is a part of. */
function netCount(
  unit: number,
  count: NumberText,
  gross: ReadonlyMap<number, NumberText>,
  checks: ArgumentChecks,
): NumberText {
  for (const whole of UNITS[unit].partOf) {
    const wholeCount = gross.get(UNITS.findIndex(({ key }) => key === whole));
    checks.refusedUnless(`${count.text}<=${wholeCount?.text ?? numberText(0)}`);
  }
  const parts = PARTS_OF[unit].flatMap((part) => {
    const partCount = gross.get(part);
    return partCount ? netCount(part, partCount, gross, checks).text : [];
  });
  if (parts.length === 0) return count;
  const left = [count.text, ...parts].join('-');
  if (parts.length === 1) return { text: `(${left})` };
  checks.refusedUnless(`${left}>=-1E-12*${count.text}`);
  return { text: `MAX(0,${left})` };
}

function figure(constant: number): NumberText {
  return { text: numberText(constant), constant };
}

function isBlank({ now }: NamedCell): boolean {
  return now === undefined || now === '';
}

function plainValue({ now = '' }: NamedCell) {
  if (typeof now === 'object') throw new NotExpressible('its usage holds an error');
  return now;
}
