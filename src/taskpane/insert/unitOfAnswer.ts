import type { FunctionHelp } from '../../functions/functionHelp';
import type { FormField } from './useFunctionForm';

/** What one cell of the answer is in, by what is asked for: "months", "USD per 1M tokens". */
export function unitOfAnswer(
  { returns, unitBy }: Pick<FunctionHelp, 'returns' | 'unitBy'>,
  fields: readonly Pick<FormField, 'argument' | 'entry'>[],
): string {
  const field = fields.find(({ argument }) => argument.name === unitBy?.argument);
  if (!unitBy || !field) return returns.unit;
  const asked = askedFor(field);
  const known = Object.keys(unitBy.units).find((key) => asked === key || asked.startsWith(`${key}:`));
  return known === undefined ? returns.unit : unitBy.units[known];
}

function askedFor({ argument, entry }: Pick<FormField, 'argument' | 'entry'>): string {
  if (entry.kind === 'literal')
    return String(entry.cells[0][0])
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
  return 'default' in argument ? String(argument.default) : '';
}
