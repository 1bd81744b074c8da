import type { UniverBook } from '../univerStore';
import { engineFunction, firstError, firstOf, numbersOf, rowsOf, transpose } from './functionArguments';
import type { EngineArgument, EngineResult, EngineValue } from './functionArguments';

/**
 * The engine's SORT and SORTBY order their source range in place, so that every other formula over the range reads it
 * sorted: a silent wrong number. These versions sort a copy.
 */
export function replaceSorting({ api }: UniverBook): void {
  api.getFormula().registerFunction('SORT', engineFunction(sort), 'Sorts a range or array');
  api.getFormula().registerFunction('SORTBY', engineFunction(sortBy), 'Sorts a range or array by other ranges');
}

function sort(...[array, index, order, byColumn]: EngineArgument[]): EngineResult {
  const across = Boolean(firstOf(byColumn));
  const source = rowsOf(array);
  const error = firstError(source);
  if (error) return error;

  const rows = across ? transpose(source) : source;
  const keys = numbersOf(index, 1);
  const orders = numbersOf(order, 1);
  if (keys.some((key) => !(key >= 1 && key <= rows[0].length)) || !orders.every(isOrder)) return '#VALUE!';

  rows.sort((a, b) => {
    for (const [i, key] of keys.entries()) {
      const difference = compare(a[key - 1], b[key - 1], orders[i] ?? orders[0]);
      if (difference) return difference;
    }
    return 0;
  });
  return across ? transpose(rows) : rows;
}

function sortBy(array: EngineArgument, ...by: EngineArgument[]): EngineResult {
  const source = rowsOf(array);
  const keys: { values: EngineValue[]; order: number }[] = [];
  let across = false;
  for (let i = 0; i < by.length; i += 2) {
    const range = rowsOf(by[i]);
    const [order] = numbersOf(by[i + 1], 1);
    across = range.length === 1 && range[0].length > 1;
    const values = range.flat();
    const expected = across ? source[0].length : source.length;
    if (values.length !== expected || !isOrder(order)) return '#VALUE!';
    keys.push({ values, order });
  }
  const error = firstError([...source, ...keys.map(({ values }) => values)]);
  if (error) return error;

  const rows = across ? transpose(source) : source;
  const positions = rows.map((_, position) => position);
  positions.sort((a, b) => {
    for (const { values, order } of keys) {
      const difference = compare(values[a], values[b], order);
      if (difference) return difference;
    }
    return a - b;
  });
  const sorted = positions.map((position) => rows[position]);
  return across ? transpose(sorted) : sorted;
}

/** Numbers before texts, texts before booleans; blanks are last in either order, as in Excel. */
function compare(a: EngineValue, b: EngineValue, order: number): number {
  if (isBlank(a) || isBlank(b)) return Number(isBlank(a)) - Number(isBlank(b));
  const rank = (value: EngineValue) => ['number', 'string', 'boolean'].indexOf(typeof value);
  const byKind = rank(a) - rank(b);
  if (byKind) return byKind * order;
  if (typeof a === 'string') return a.localeCompare(String(b), 'en', { sensitivity: 'accent' }) * order;
  return (Number(a) - Number(b)) * order;
}

function isOrder(order: number): boolean {
  return order === 1 || order === -1;
}

function isBlank(value: EngineValue): boolean {
  return value === null || value === '';
}
