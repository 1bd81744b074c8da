/** A name of the workbook that stands in the way of our functions, and what to do. */
export interface NameClash {
  readonly name: string;
  readonly advice: string;
}

/** Before the id of a function, for the workbook's own copy of it as a named LAMBDA. */
export const LAMBDA_PREFIX = 'X_';

/**
 * A defined name equal to the id of a custom function has stopped all functions of its add-in until Excel was started
 * again; which of the two wins is documented nowhere.
 * @source github.com/xlwings/xlwings-lite issue 33, read 2026-11-23
 */
export function nameClashes(
  functionIds: readonly string[],
  names: readonly { readonly name: string; readonly formula: string }[],
  tables: readonly { readonly name: string }[],
): NameClash[] {
  const ids = new Set(functionIds.map((id) => id.toUpperCase()));
  const isOurs = ({ name }: Named) => ids.has(name.toUpperCase());
  const isLambda = ({ name }: Named) =>
    name.toUpperCase().startsWith(LAMBDA_PREFIX) && ids.has(name.slice(LAMBDA_PREFIX.length).toUpperCase());
  const isOwnLambda = ({ formula }: { formula: string }) => /^=\s*(?:_xlfn\.)?LAMBDA\s*\(/i.test(formula);
  return [
    ...names
      .filter(isOurs)
      .map(({ name }) => ({ name, advice: `Rename the name “${name}” (Formulas, Name Manager): ${HARM}` })),
    ...tables
      .filter(isOurs)
      .map(({ name }) => ({ name, advice: `Rename the table “${name}” (Table Design, Table Name): ${HARM}` })),
    ...[...names.filter((each) => !isOwnLambda(each)), ...tables].filter(isLambda).map(({ name }) => ({
      name,
      advice: `“${name}” is a name that a named LAMBDA of ours would have: rename it before you add those.`,
    })),
  ];
}

interface Named {
  readonly name: string;
}

const HARM = 'it is the name of a function of this add-in, and Excel may stop calculating the functions because of it.';
