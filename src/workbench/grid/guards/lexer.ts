import { IDefinedNamesService, LexerTreeBuilder } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';
import { patchOnce } from './prototypePatch';

/** Members of the engine's lexer that it keeps to itself. */
interface Lexer {
  _squareBracketState: number;
  _tableBracketState: boolean;
  _resetTemp(): void;
  /** Must the formula be read anew although its text is known? */
  _simpleCheckDefinedName(): boolean;
  _handleNestedDefinedName(formula: string, names: object): unknown;
}
/** The text that takes the place of a name. */
interface NameText {
  readonly sequenceString: string;
}

const prototype = LexerTreeBuilder.prototype as unknown as Lexer;

/**
 * Parsing an unfinished `Table[`, as the cell editor does at every keystroke, leaves the shared lexer "inside
 * brackets": every later formula of the book would be #NAME?.
 */
export function resetLexerBrackets(): void {
  patchOnce(prototype, '_resetTemp', (reset) => {
    return function (this: Lexer) {
      reset.call(this);
      this._squareBracketState = 0;
      this._tableBracketState = false;
    };
  });
}

/**
 * The lexer puts the text of a name in the place of the name, remembers the outcome by the formula's text, and uses it
 * again after the name was changed or dropped: a silent wrong number. With this guard it reads every formula anew.
 */
export function forgetReadNames({ injector }: UniverBook): void {
  patchOnce(prototype, '_simpleCheckDefinedName', () => () => true);
  injector.get(IDefinedNamesService).getAllDefinedNamesIsEmpty = () => false; // without names it would not even ask
}

/** The text goes in without parentheses: with Total = A1+A2, `=Total*10` would be A1+A2*10, a silent wrong number. */
export function parenthesiseNames(): void {
  patchOnce(prototype, '_handleNestedDefinedName', (handle) => {
    return function (this: Lexer, formula, names) {
      const result = handle.call(this, formula, names);
      if (!isNameText(result) || !hasOperator(result.sequenceString)) return result;
      return { ...result, sequenceString: `(${result.sequenceString})` };
    };
  });
}

function isNameText(result: unknown): result is NameText {
  return typeof result === 'object' && result !== null && 'sequenceString' in result;
}

/** A LAMBDA has to stay as it is, because its arguments follow. */
function hasOperator(text: string): boolean {
  if (/^\s*LAMBDA\s*\(/i.test(text)) return false;
  const withoutNames = text.replace(/"[^"]*"|'[^']*'|\[[^\]]*\]/g, '');
  return /[-+*/^&=<>%]/.test(withoutNames);
}
