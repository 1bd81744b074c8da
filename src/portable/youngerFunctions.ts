import { tokenize } from '@borgar/fx/xlsx';
import { plainName } from './rewrite/scalarExpressions';
import { YOUNGER_THAN_2016 } from './xlsx/futureFunctions';

/** Formulas that are plain now and keep functions which the workbook had around ours and Excel 2016 does not have. */
export interface YoungerFunctions {
  readonly formulas: number;
  /** As one types them, by the alphabet. */
  readonly names: readonly string[];
}

/** @param formulas plain ones, stored or as one types them */
export function youngerFunctions(formulas: readonly string[]): YoungerFunctions {
  const found = formulas.map(namesIn).filter((names) => names.length > 0);
  return { formulas: found.length, names: [...new Set(found.flat())].sort() };
}

function namesIn(formula: string): string[] {
  if (!MAY_HOLD.test(formula)) return []; // the usual case, of which there may be 100,000
  return tokenize(formula).flatMap(({ type, value }) => {
    const name = type === 'func' ? plainName(value) : '';
    if (type === 'operator' && value === '#') return ['the sign #'];
    return YOUNGER_THAN_2016.has(name) ? [SIGNS[name] ?? name] : [];
  });
}

/** Also true of one in a text. */
const MAY_HOLD = new RegExp(`#|(?<![A-Z0-9_])(?:${[...YOUNGER_THAN_2016].join('|')})\\s*\\(`, 'i');

const SIGNS: Readonly<Record<string, string>> = { ANCHORARRAY: 'the sign #', SINGLE: 'the sign @' };
