/**
 * Text from a feed or a user as a cell that stays exactly this text. Excel treats what is written like what is typed:
 * `=WEBSERVICE(…)` runs, `4.10` loses its zero, `2026-11-23` and `3/4` become dates, `TRUE` a logical value.
 */
import type { Cell } from './gateway';

/** A cell with this number format takes text as it is. Queue it before the value. */
export const TEXT_FORMAT = '@';
const LONGEST_CELL_TEXT = 32767;
const BOOLEAN_WORD = /^(true|false|wahr|falsch|vrai|faux|verdadeiro|verdadero|falso|vero)$/i;
const ERROR_LITERAL = /^#[A-Z][A-Z0-9/_]*[!?]?$/;

/**
 * The text as it can be stored in a cell of text format: control characters become spaces (a cell keeps no NUL, and a
 * leading TAB or CR hides a formula from the eye), and a leading apostrophe, which Excel would swallow, becomes a
 * typographic one.
 */
export function toCellText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/^'/, '’')
    .slice(0, LONGEST_CELL_TEXT);
}

/** Would Excel run the text or turn it into something else in a cell without text format? */
export function wouldBeRetyped(text: string): boolean {
  return /^[^\p{L}_(]/u.test(text) || /[\p{N}\p{Cc}]/u.test(text) || BOOLEAN_WORD.test(text.trim());
}

/**
 * A constant as it has to be typed into a cell of this format to come out the same: an apostrophe keeps text as text.
 * Formulas are not constants and must not pass here.
 */
export function asTyped(constant: Cell, format: string): Cell {
  if (typeof constant !== 'string' || constant === '' || format === TEXT_FORMAT) return constant;
  if (ERROR_LITERAL.test(constant)) return constant;
  return wouldBeRetyped(constant) ? `'${constant}` : constant;
}

/** What a cell holds after this was typed into it; undefined where a formula decides. The inverse of `asTyped`. */
export function afterTyping(typed: Cell, format: string): Cell | undefined {
  if (typeof typed !== 'string' || format === TEXT_FORMAT) return typed;
  if (typed.length > 1 && typed.startsWith('=')) return undefined;
  return typed.startsWith("'") ? typed.slice(1) : typed;
}
