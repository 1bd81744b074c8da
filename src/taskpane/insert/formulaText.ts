import type { CellValue } from '../../functions/definition';

/** Arguments as they stand in a formula; undefined is an omitted one. */
export function formulaText(functionName: string, args: readonly (string | undefined)[]): string {
  const last = args.reduce((found, text, index) => (text === undefined ? found : index), -1);
  const texts = args.slice(0, last + 1).map((text) => text ?? '');
  return `=${functionName}(${texts.join(',')})`;
}

/** A constant of an English Excel: `"a ""b"""`, `1200`, `{"a",1;"b",2}`. */
export function literalText(cells: readonly (readonly CellValue[])[]): string {
  if (cells.length === 1 && cells[0].length === 1) return literal(cells[0][0]);
  return `{${cells.map((row) => row.map(literal).join(',')).join(';')}}`;
}

/** Where the build has a namespace, every function is called by it. */
export function withPrefix(formula: string, prefix: string, ids: readonly string[]): string {
  if (prefix === '') return formula;
  const call = new RegExp(`"(?:[^"]|"")*"|\\b(?:${ids.join('|')})(?=\\()`, 'g');
  return formula.replace(call, (found) => (found.startsWith('"') ? found : `${prefix}${found}`));
}

function literal(value: CellValue): string {
  if (typeof value === 'string') return `"${value.replace(/"/g, '""')}"`;
  return String(value).toUpperCase();
}
