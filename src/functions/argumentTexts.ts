/** How an argument is described to people: in Excel's formula hints, on the help pages and in the pane. */
import type { ArgumentDefinition } from './definition';

/** "What it is. [unit; default 0]", as Excel shows it while typing. */
export function describeArgument(argument: ArgumentDefinition): string {
  const facts = [unitOf(argument), boundsOf(argument), defaultText(argument)].filter((fact) => fact !== '');
  return facts.length === 0 ? argument.description : `${argument.description} [${facts.join('; ')}]`;
}

/** What may stand there: a unit, or the kind of text. */
export function unitOf(argument: ArgumentDefinition): string {
  switch (argument.kind) {
    case 'number':
      return argument.unit;
    case 'name':
      return 'name in quotes';
    case 'text':
      return 'text';
    case 'choice':
      return argument.choices.join(' | ');
    case 'date':
      return 'date';
    case 'block':
      return argument.holds;
    case 'pairs':
      return argument.keys ? `keys: ${argument.keys.join(', ')}` : 'key | value rows';
  }
}

/** "at least 0", "more than 0, at most 1", or nothing. */
export function boundsOf(argument: ArgumentDefinition): string {
  if (argument.kind !== 'number') return '';
  const { min, max, aboveMin, whole } = argument;
  const bounds = [
    min === undefined ? '' : `${aboveMin ? 'more than' : 'at least'} ${min}`,
    max === undefined ? '' : `at most ${max}`,
    whole ? 'whole' : '',
  ];
  return bounds.filter((bound) => bound !== '').join(', ');
}

export function defaultText(argument: ArgumentDefinition): string {
  return 'default' in argument && argument.default !== undefined ? `default ${argument.default}` : '';
}
