/**
 * What in the text of a formula makes Excel show #NAME?: a misspelt function of ours, a name without quotes, a name that
 * the workbook does not have. Read token by token, because nobody can parse `LLMCOST(gpt-4o)`.
 */
import { tokenize, type Token } from '@borgar/fx';
import { rankedNames } from '../../catalog/closestNames';
import type { FunctionHelp } from '../../functions/functionHelp';
import { EXCEL_FUNCTIONS } from '../../workbook/excelFunctions';
import { withoutMissingMark } from '../../workbook/ourFormulas';

export interface NameMistake {
  /** What is wrong and what to do. */
  readonly sentence: string;
  /** The whole formula put right; only where there is one clear way. */
  readonly corrected?: string;
}

export interface KnownNames {
  readonly functions: readonly Pick<FunctionHelp, 'id' | 'arguments'>[];
  /** Stands before every function of ours: '', or "LLM." */
  readonly prefix: string;
  /** Names of the workbook and of its tables. Those of a single sheet are not among them: Excel lists them apart. */
  readonly inWorkbook: readonly string[];
}

/** For one formula at #NAME?; undefined when its text is in order, or when it has nothing of ours in it. */
export type NameMistakeFinder = (formula: string) => NameMistake | undefined;

export function nameMistakeFinder({ functions, prefix, inWorkbook }: KnownNames): NameMistakeFinder {
  const ours = new Map(functions.map((each) => [each.id, each]));
  const workbookNames = new Set(inWorkbook.map((name) => name.toUpperCase()));
  const suggestions = new Map<string, readonly string[] | undefined>();

  /** What a called name may have meant; undefined for a name that is right, or that is no business of ours. */
  const suggestionsFor = (called: string): readonly string[] | undefined => {
    if (!suggestions.has(called)) suggestions.set(called, meant(called, [...ours.keys()], prefix, workbookNames));
    return suggestions.get(called);
  };

  return (formula) => {
    const tokens = locatedTokens(formula);
    const locals = localNames(tokens);
    const isUnknown = ({ type, value }: LocatedToken) =>
      type === 'range_named' &&
      ![workbookNames, locals, EXCEL_FUNCTIONS].some((names) => names.has(value.toUpperCase()));
    const faults: Fault[] = [];
    let isOurs = false;
    for (const call of callsIn(tokens)) {
      const meantNames = locals.has(call.callee.value.toUpperCase()) ? undefined : suggestionsFor(call.callee.value);
      if (meantNames) faults.push(misspelt(call.callee, meantNames));
      const definition = ours.get(idOf(meantNames?.length === 1 ? meantNames[0] : call.callee.value, prefix));
      isOurs ||= definition !== undefined || meantNames !== undefined;
      for (const [index, argument] of call.arguments.entries()) {
        const isText = TEXT_KINDS.has(definition?.arguments[index]?.kind ?? '');
        const fault = isText ? withoutQuotes(argument, isUnknown) : undefined;
        if (fault) faults.push(fault);
      }
    }
    if (!isOurs) return undefined;
    const isTold = ({ start }: LocatedToken) => faults.some((fault) => fault.start <= start && start < fault.end);
    const unknown = tokens
      .filter((token) => isUnknown(token) && !isTold(token))
      .map((token) => unknownName(token, inWorkbook));
    return mistakeOf(formula, [...faults, ...unknown]);
  };
}

/** A part of the formula that is wrong. */
interface Fault {
  readonly start: number;
  readonly end: number;
  readonly sentence: string;
  readonly replacement?: string;
}

interface LocatedToken {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Call {
  readonly callee: LocatedToken;
  /** The tokens of each argument, those of calls inside it aside. */
  readonly arguments: readonly (readonly LocatedToken[])[];
}

const TEXT_KINDS: ReadonlySet<string> = new Set(['name', 'text', 'choice']);
/** Below this a called name is another word, perhaps of another add-in. A swap of two letters of LLMCOST leaves 0.57. */
const LEAST_LIKENESS = 0.55;
/** The best must be this much ahead of the next to be the one that was meant. */
const CLEAR_LEAD = 0.1;

function meant(
  called: string,
  ids: readonly string[],
  prefix: string,
  workbookNames: ReadonlySet<string>,
): readonly string[] | undefined {
  const name = called.toUpperCase();
  const isSomebodyElses = /^_XL(?:DUDF_|L\.)/.test(name) || workbookNames.has(name);
  if (isSomebodyElses || EXCEL_FUNCTIONS.has(name.replace(/^_XLFN\.(?:_XLWS\.)?/, ''))) return undefined;
  if (ids.some((id) => name === `${prefix}${id}`)) return undefined;
  const bare = name.replace(/^[A-Z]+[._](?=LLM|GPU)/, ''); // a namespace that this build does not have
  const near = rankedNames(bare, ids).filter(({ likeness }) => likeness >= LEAST_LIKENESS);
  if (near.length === 0) return undefined;
  const isClear = near.length === 1 || near[0].likeness - near[1].likeness >= CLEAR_LEAD;
  return near.slice(0, isClear ? 1 : 3).map((each) => `${prefix}${each.name}`);
}

/** Also with the mark of a file that was saved without the add-in. */
function idOf(called: string, prefix: string): string {
  const name = withoutMissingMark(called).toUpperCase();
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function misspelt({ value, start, end }: LocatedToken, meantNames: readonly string[]): Fault {
  const sentence = `${value} is no function. Did you mean ${meantNames.join(' or ')}?`;
  return { start, end, sentence, ...(meantNames.length === 1 ? { replacement: meantNames[0] } : {}) };
}

/** An argument that is meant as text: `gpt-4o`, `“gpt-4o”`, `'gpt-4o'`. */
function withoutQuotes(
  argument: readonly LocatedToken[],
  isUnknown: (token: LocatedToken) => boolean,
): Fault | undefined {
  const isLoose = argument.some((token) => token.type === 'unknown' || isUnknown(token));
  if (!isLoose || argument.some(({ type }) => type === 'string' || type === 'func')) return undefined;
  const typed = argument
    .map(({ value }) => value)
    .join('')
    .trim();
  const bare = typed.replace(/^[“”„«'‘’]+|[“”»'‘’]+$/gu, '');
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._:/@+-]{0,99}$/u.test(bare)) return undefined;
  const sentence =
    bare === typed
      ? `Put ${bare} in quotes: "${bare}". Without them Excel looks for a name or a cell.`
      : `Type straight double quotes around ${bare}: "${bare}".`;
  return { start: argument[0].start, end: argument[argument.length - 1].end, sentence, replacement: `"${bare}"` };
}

function unknownName({ value, start, end }: LocatedToken, inWorkbook: readonly string[]): Fault {
  const near = rankedNames(value, inWorkbook).find(({ likeness }) => likeness >= LEAST_LIKENESS);
  const advice = near ? `Did you mean ${near.name}?` : 'Write a number, choose a cell, or put a text in quotes.';
  return { start, end, sentence: `${value} is no name of this workbook. ${advice}` };
}

function mistakeOf(formula: string, faults: readonly Fault[]): NameMistake | undefined {
  if (faults.length === 0) return undefined;
  const sentence = [...new Set(faults.map((fault) => fault.sentence))].join(' ');
  const fromTheEnd = [...faults].sort((a, b) => b.start - a.start);
  let corrected = formula;
  for (const { start, end, replacement } of fromTheEnd) {
    if (replacement === undefined) return { sentence };
    corrected = corrected.slice(0, start) + replacement + corrected.slice(end);
  }
  return { sentence, corrected };
}

function locatedTokens(formula: string): LocatedToken[] {
  let at = 0;
  return tokenize(formula).map(({ type, value }: Token) => {
    const start = at;
    at += value.length;
    return { type, value, start, end: at };
  });
}

/** Words that LET and LAMBDA may have declared: where one of them stands, every word of the formula counts as one. */
function localNames(tokens: readonly LocatedToken[]): ReadonlySet<string> {
  const declares = tokens.some(({ type, value }) => type === 'func' && /^(?:_xlfn\.)?(?:LET|LAMBDA)$/i.test(value));
  return new Set(
    declares ? tokens.filter(({ type }) => type === 'range_named').map(({ value }) => value.toUpperCase()) : [],
  );
}

/** Calls that are closed or still open at the end; brackets and braces without a function keep their commas to themselves. */
function callsIn(tokens: readonly LocatedToken[]): Call[] {
  const calls: Call[] = [];
  const open: { call?: { callee: LocatedToken; arguments: LocatedToken[][] } }[] = [];
  tokens.forEach((token, index) => {
    const { type, value } = token;
    const inside = open[open.length - 1]?.call;
    if (type === 'operator' && (value === '(' || value === '{')) {
      const before = tokens[index - 1];
      const isCall = value === '(' && before?.type === 'func';
      const call = isCall ? { callee: before, arguments: [[]] } : undefined;
      if (call) calls.push(call);
      open.push({ call });
    } else if (type === 'operator' && (value === ')' || value === '}')) {
      open.pop();
    } else if (type === 'operator' && (value === ',' || value === ';')) {
      inside?.arguments.push([]);
    } else if (!isSpaceAtEdge(token, inside)) {
      inside?.arguments[inside.arguments.length - 1].push(token);
    }
  });
  return calls;
}

/** Blanks before an argument are no part of it. */
function isSpaceAtEdge({ type }: LocatedToken, inside: { arguments: LocatedToken[][] } | undefined): boolean {
  const isSpace = type.startsWith('whitespace') || type.startsWith('newline');
  return isSpace && inside?.arguments[inside.arguments.length - 1].length === 0;
}
