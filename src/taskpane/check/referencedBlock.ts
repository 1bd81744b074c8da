import { parseA1Ref, tokenize } from '@borgar/fx';
import type { FormulaCell } from '../../workbook/formulaCells';
import type { Area, Rect } from '../../workbook/gateway';

/** Reading more for one formula would take longer than looking at it. */
const MOST_CELLS = 20_000;

/** The cells of this workbook that a reference such as `B2:C9` or `'My Sheet'!A1` names; not whole rows and columns. */
export function referencedBlock(reference: string): { sheet: string | undefined; rect: Rect } | undefined {
  const parsed = parseA1Ref(reference);
  if (!parsed || !('range' in parsed)) return undefined;
  const [sheet, ...workbook] = parsed.context ?? [];
  const { top, left, bottom, right } = parsed.range;
  const isBounded =
    typeof top === 'number' && typeof left === 'number' && typeof bottom === 'number' && typeof right === 'number';
  if (!isBounded || workbook.length > 0) return undefined;
  const rect = { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  return rect.rows * rect.columns > MOST_CELLS ? undefined : { sheet, rect };
}

/** The blocks of this workbook that the formula of a cell names. */
export function blocksUsed(
  { formula, sheet: home }: FormulaCell,
  sheetIdOf: (name: string) => string | undefined,
): Area[] {
  return tokenize(formula).flatMap(({ type, value }) => {
    const named = type === 'range' ? referencedBlock(value) : undefined;
    if (!named) return [];
    const sheet = named.sheet === undefined ? home : sheetIdOf(named.sheet);
    return sheet === undefined ? [] : [{ sheet, rect: named.rect }];
  });
}

/** Sheet names are the same whatever their case. */
export function sheetIds(
  sheets: readonly { readonly id: string; readonly name: string }[],
): (name: string) => string | undefined {
  const ids = new Map(sheets.map(({ id, name }) => [name.toLowerCase(), id]));
  return (name) => ids.get(name.toLowerCase());
}
