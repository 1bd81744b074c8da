/** What is wrong with the arguments of a call, as far as the formula shows more of it than the function is told. */
import type { ArgumentDefinition } from '../../functions/definition';

/** An argument as it stands in the formula; without text it was left out. */
export interface GivenArgument {
  readonly text: string | undefined;
  /** It is a cell or a range, and nothing else. */
  readonly isReference: boolean;
}

/** With what its cells hold: undefined where a cell holds an error. */
interface ReadArgument extends GivenArgument {
  readonly value: readonly (readonly unknown[])[] | null;
}

/** "input_tokens and output_tokens are missing. Type for example =LLMCOST("gpt-4o",1200,300)." */
export function missingArguments(
  calledName: string,
  given: readonly GivenArgument[],
  definitions: readonly ArgumentDefinition[],
): string | undefined {
  const isMissing = ({ optional }: ArgumentDefinition, index: number) => !optional && given[index]?.text === undefined;
  const missing = definitions.filter(isMissing).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  const typed = definitions
    .map((each, index) => (isMissing(each, index) ? (each.example ?? each.name) : (given[index]?.text ?? '')))
    .slice(0, Math.max(given.length, definitions.filter(({ optional }) => !optional).length));
  return `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing. Type for example =${calledName}(${typed.join(',')}).`;
}

/** `GPUPRICE(H100)`: the cell H100 is read, which rarely holds a name. */
export function nameOfEmptyCell(
  given: readonly ReadArgument[],
  definitions: readonly ArgumentDefinition[],
): string | undefined {
  for (const [index, { text, isReference, value }] of given.entries()) {
    const definition = definitions[index];
    const cell = isReference && value?.length === 1 && value[0].length === 1 ? value[0][0] : undefined;
    const isNoName = cell === '' || typeof cell === 'number' || typeof cell === 'boolean';
    if (text === undefined || definition?.kind !== 'name' || definition.optional || !isNoName) continue;
    const held = cell === '' ? 'is empty' : `holds ${String(cell).toUpperCase()}`;
    return `${text} is a cell here, and it ${held}. If ${text} is the name itself, put it in quotes: "${text}". Otherwise type the name of a ${definition.names} into the cell.`;
  }
  return undefined;
}

/** The sentence of a function with the cell from which the argument came that it speaks of. */
export function whereItIsFrom(
  sentence: string,
  given: readonly ReadArgument[],
  definitions: readonly ArgumentDefinition[],
): string {
  const meant = given.find(
    ({ isReference, value }, index) => isReference && speaksOf(sentence, definitions[index]?.name, value),
  );
  if (!meant) return sentence;
  const cells = (meant.value ?? []).flat();
  const text =
    cells.length === 1 && typeof cells[0] === 'string' && cells[0] !== '' && !sentence.includes(cells[0])
      ? cells[0]
      : undefined;
  const held = cells.every((cell) => cell === '')
    ? ', which is empty'
    : text
      ? `, which holds the text "${text.slice(0, LONGEST_TEXT)}"`
      : '';
  return `${sentence} It is read from ${meant.text ?? ''}${held}.`;
}

const LONGEST_TEXT = 60;

function speaksOf(sentence: string, argumentName: string | undefined, value: ReadArgument['value']): boolean {
  const only: unknown = value?.length === 1 && value[0].length === 1 ? value[0][0] : undefined;
  if (typeof only === 'string' && only !== '' && sentence.includes(`"${only}"`)) return true;
  return argumentName !== undefined && sentence.startsWith(`${argumentName} `);
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
