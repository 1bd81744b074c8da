/**
 * What a worksheet function is: one typed definition beside its implementation.
 * functions.json, the help pages, the pane's insert dialog, the README table, the workbench's argument help and the
 * tests that call every example are all made from these definitions; `adapter.ts` does arity, coercion, bounds,
 * broadcasting and error mapping for every function, so a body only ever sees checked values.
 */
import type { ErrorCode } from '../engine/errors';
import type { FunctionContext } from './context';

export type Scalar = number | string | boolean;
/** One cell of a result; '' is an empty cell. */
export type CellValue = Scalar;
/** A result: one cell, or rows that spill. */
export type CellResult = CellValue | CellValue[][];

interface ArgumentBase {
  /** As shown by Excel while typing: lower case, words joined by `_`. */
  readonly name: string;
  /** One sentence with the unit. */
  readonly description: string;
  /** Shown as `[name]`; an omitted optional argument reaches the body as its `default`, or as undefined without one. */
  readonly optional?: true;
  /** A single cell or a range: the function is evaluated once per cell and spills in the shape of the range. */
  readonly broadcast?: true;
  /** A literal for help texts and autocomplete, as it would be typed, e.g. `"gpt-5.1"` or `1200`. */
  readonly example?: string;
}
export interface NumberArgument extends ArgumentBase {
  readonly kind: 'number';
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** Refuse exactly `min` (a lifetime of 0 years). */
  readonly aboveMin?: true;
  readonly whole?: true;
  /** A count: between 0 and 1 a share was meant, although a mean of several may have decimals. */
  readonly noShare?: true;
  readonly default?: number;
}
/** Text that names one thing of a list: blank, a number or TRUE means that the quotes were forgotten. */
export interface NameArgument extends ArgumentBase {
  readonly kind: 'name';
  readonly names: 'model' | 'open model' | 'gpu' | 'provider' | 'workload';
}
export interface TextArgument extends ArgumentBase {
  readonly kind: 'text';
  readonly default?: string;
  /** A blank cell is the empty text, not a missing argument. */
  readonly blankIsEmpty?: true;
  /** What the pane offers to choose from; any other text may be typed. */
  readonly offers?: 'tier';
}
/** One word of a closed list, matched ignoring case. */
export interface ChoiceArgument extends ArgumentBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}
/** An Excel date serial, an ISO date or date-time, or text with a zone; reaches the body as an `Instant`. */
export interface DateArgument extends ArgumentBase {
  readonly kind: 'date';
}
/** A whole range taken as one value: rows of cells, blanks as ''. A single cell is a 1×1 block. */
export interface BlockArgument extends ArgumentBase {
  readonly kind: 'block';
  /** What the block holds, in words for help and errors: "names", "rows of unit | quantity", "a price table". */
  readonly holds: string;
  /** The block holds names of this list. */
  readonly names?: 'model';
  /** Every cell is a number. */
  readonly numbers?: true;
}
/** `key | value` rows, or text such as "region=us; ttl=1h"; keys are matched ignoring case. */
export interface PairsArgument extends ArgumentBase {
  readonly kind: 'pairs';
  /** The known keys; undefined when the body checks them (a usage block has its unit registry). */
  readonly keys?: readonly string[];
  /** As text in quotes, also for the sentence that refuses something else. */
  readonly example: string;
}
export type ArgumentDefinition =
  NumberArgument | NameArgument | TextArgument | ChoiceArgument | DateArgument | BlockArgument | PairsArgument;

/** A moment in time: milliseconds since 1970 UTC. `day` is true when the user gave a date without a time. */
export interface Instant {
  readonly utcMs: number;
  readonly day: boolean;
}

type ValueOfKind<A extends ArgumentDefinition> = A extends { kind: 'number' }
  ? number
  : A extends { kind: 'date' }
    ? Instant
    : A extends { kind: 'block' }
      ? readonly (readonly CellValue[])[]
      : A extends { kind: 'pairs' }
        ? ReadonlyMap<string, CellValue>
        : string;
type ValueOf<A extends ArgumentDefinition> = A extends { optional: true }
  ? A extends { default: Scalar }
    ? ValueOfKind<A>
    : ValueOfKind<A> | undefined
  : ValueOfKind<A>;
/** The checked arguments by name, as the body receives them. */
export type ArgumentValues<A extends readonly ArgumentDefinition[]> = {
  readonly [K in A[number] as K['name']]: ValueOf<K>;
};

export interface FunctionDefinition<A extends readonly ArgumentDefinition[] = readonly ArgumentDefinition[]> {
  /** The Excel name in capitals; never changes after release. */
  readonly id: string;
  /** One sentence: what it returns. */
  readonly description: string;
  readonly category: 'API cost' | 'Self-hosting' | 'Hybrid' | 'Strategy' | 'Usage' | 'Uncertainty';
  readonly arguments: A;
  readonly returns: {
    /** `spill`: rows and columns whatever the arguments are. A `cell` function still spills when given ranges. */
    readonly shape: 'cell' | 'spill';
    /** "USD per request", "months", "text". */
    readonly unit: string;
  };
  /** Where an argument decides what one cell is in: the unit by what is chosen for it, or begins with before a colon. */
  readonly unitBy?: { readonly argument: string; readonly units: Readonly<Record<string, string>> };
  /** At least two, with quoted names, that work on the embedded prices. */
  readonly examples: readonly { readonly formula: string; readonly shows: string }[];
  /** The arithmetic in one line of words for the help page. */
  readonly formula: string;
  /** What the body itself can refuse (the adapter's refusals follow from the arguments); for the help page. */
  readonly errors?: readonly ErrorCode[];
  /** Where the arithmetic or its facts come from, each with a date: "Azure LLM trace 2023, read 2026-11-23". */
  readonly sources?: readonly string[];
  /** May return a promise only for functions that load a chunk on first use (LLMTOKENS). */
  evaluate(values: ArgumentValues<A>, context: FunctionContext): CellResult | Promise<CellResult>;
}

/** Keeps the argument names and kinds in the type, so that `evaluate` is checked against them. */
export function defineFunction<const A extends readonly ArgumentDefinition[]>(
  definition: FunctionDefinition<A>,
): FunctionDefinition<A> {
  return definition;
}
