import { keepBlankArguments } from './guards/blankArguments';
import { keepCalculatingAfterExceptions } from './guards/exceptions';
import { forgetReadNames, parenthesiseNames, resetLexerBrackets } from './guards/lexer';
import { replaceMonthArithmetic } from './guards/monthArithmetic';
import { refuseRecursiveNames } from './guards/recursiveNames';
import { forgetStaleParses, keepSheetOfReferences } from './guards/references';
import { skipHeightsOfRemovedSheets } from './guards/removedSheets';
import { replaceSorting } from './guards/sorting';
import { keepFormulasUnderStyles } from './guards/styleOnlyWrites';
import { keepTextArguments } from './guards/textArguments';
import { keepTextResults } from './guards/textResults';
import type { UniverBook } from './univerStore';

/** What the guards had to do so far. */
export interface GuardReport {
  /** Exceptions inside the engine that became #VALUE!. */
  caught: number;
  /** Names that refer to themselves. */
  readonly refusedNames: string[];
}

/**
 * Faults of the engine (Univer 0.25.1) that would show a wrong number, stop all calculation or throw, and what is done about
 * each. They are patches of one version's internals: the version is pinned, and every guard has a golden test.
 */
export function installGuards(univer: UniverBook): GuardReport {
  const report: GuardReport = { caught: 0, refusedNames: [] };
  replaceSorting(univer);
  replaceMonthArithmetic(univer);
  keepCalculatingAfterExceptions(univer, () => report.caught++);
  resetLexerBrackets();
  forgetReadNames(univer);
  parenthesiseNames();
  keepSheetOfReferences();
  keepBlankArguments(univer);
  keepTextArguments(univer);
  keepTextResults(univer);
  keepFormulasUnderStyles();
  forgetStaleParses(univer);
  skipHeightsOfRemovedSheets();
  refuseRecursiveNames(univer, (name) => report.refusedNames.push(name));
  return report;
}
