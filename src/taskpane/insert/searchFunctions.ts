import type { FunctionHelp } from '../../functions/functionHelp';

/** Those in whose name, description, category, arguments or arithmetic every word of the search occurs; names first. */
export function searchFunctions(functions: readonly FunctionHelp[], search: string): FunctionHelp[] {
  const words = plain(search)
    .split(' ')
    .filter((word) => word !== '');
  const found = functions.filter((one) => words.every((word) => textOf(one).includes(word)));
  const isNamed = ({ id }: FunctionHelp) => words.length > 0 && words.every((word) => plain(id).includes(word));
  return [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))];
}

function textOf({ id, description, category, formula, returns, arguments: args }: FunctionHelp): string {
  const texts = args.flatMap((argument) => [argument.name, argument.description]);
  return plain([id, description, category, formula, returns.unit, ...texts].join(' '));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
    .trim();
}
