/**
 * The native form of a worksheet function: the plain Excel formula that gives the same figure without the add-in, for a
 * copy that anybody can recalculate, with functions that Excel 2016, LibreOffice and Google Sheets all document. Native
 * forms are text about text: they look at the arguments of a call as they stand in the formula and at the sheets of prices
 * that the copy carries.
 */
import type { ArgumentDefinition, CellValue, FunctionDefinition } from '../definition';
import type { ArgumentValue } from '../arguments/readArgument';
import type { FunctionContext } from '../context';
import type { CellError } from '../toCell';
import type { FactCells } from './fact';

/** One cell that a formula names, and what it holds in the file; undefined is blank. */
export interface NamedCell {
  /** The reference as written, or the address of one cell of a range that was written. */
  readonly text: string;
  readonly now: CellValue | CellError | undefined;
}

/** An argument of one call, as it stands in the formula. */
export type NativeArgument<A extends ArgumentDefinition = ArgumentDefinition> = { readonly definition: A } & (
  | {
      /** Known for good: written as a literal, or omitted (then its default, undefined without one). */
      readonly kind: 'constant';
      readonly isOmitted: boolean;
      /** Checked, as the function's body would receive it. */
      readonly value: ArgumentValue;
      /** As written; '' when omitted. */
      readonly text: string;
    }
  /** One cell, by address, name or structured reference. */
  | ({ readonly kind: 'cell' } & NamedCell)
  /** A block of cells, only for arguments that take one. */
  | { readonly kind: 'block'; readonly text: string; readonly cells: readonly (readonly NamedCell[])[] }
  /** Anything else that gives one value; in brackets where it needs them. */
  | {
      readonly kind: 'expression';
      readonly text: string;
      /** Gives another value each time it is read (RAND, NOW, OFFSET): it may stand in the formula only once. */
      readonly isVolatile: boolean;
      /** Arithmetic, or a function that gives numbers alone: never text, TRUE or blank. */
      readonly isNumber: boolean;
    }
);

/** The arguments of a call by name, all of the definition's; the omitted ones as constants. */
export type NativeArguments<A extends readonly ArgumentDefinition[]> = {
  readonly [K in A[number] as K['name']]: NativeArgument<K>;
};

/** @param formulaSheet the sheet on which the formula stands: other sheets have to name it with its cells */
type WriteForm<Args> = (args: Args, tables: PriceSheets, formulaSheet: string) => NativeFormula;

export interface NativeFormula {
  /** Without its equals sign. */
  readonly text: string;
  /**
   * The function gives another figure, which the text does not, once these do not hold. They have to stand outside of
   * whatever is around the call: IFERROR would put its own figure there.
   */
  readonly holdsWhile: readonly string[];
}

/** A function that has a native form, or why it has none. */
export type NativeForm =
  | { readonly id: string; readonly write: WriteForm<Readonly<Record<string, NativeArgument>>> }
  | { readonly id: string; readonly frozen: string };

/**
 * Why this call keeps its value instead of a formula: a clause to stand behind "the value is kept, because", such as
 * "the price table of its own is not a part of the price sheet".
 */
export class NotExpressible extends Error {}

/**
 * A native form with the argument names and kinds of its definition.
 * @param write throws `NotExpressible`, or an `EngineError` where the function
 *   itself would refuse these arguments
 */
export function nativeForm<const A extends readonly ArgumentDefinition[]>(
  { id }: FunctionDefinition<A>,
  write: WriteForm<NativeArguments<A>>,
): NativeForm {
  // the rewriter makes one argument for each of the definition; only the link from name to type is lost on the way
  return { id, write: (args, tables, formulaSheet) => write(args as NativeArguments<A>, tables, formulaSheet) };
}

/** A count or an amount as a formula holds it; `ArgumentChecks` makes it from an argument. */
export interface NumberText {
  readonly text: string;
  /** When it cannot change. */
  readonly constant?: number;
}

/** The generated sheets, asked by native forms; each price and each fact that is asked for gets its row there. */
export interface PriceSheets extends FactCells {
  /** The prices in force when the copy is made. */
  readonly context: FunctionContext;
  /** @throws EngineError when the catalogue has no such price, NotExpressible */
  price(of: PriceQuestion): PriceText;
  /**
   * The matching offers of a GPU in a few figures.
   * @throws EngineError gpu-price-unknown, gpu-price-no-offer, gpu-offer-rejected, NotExpressible
   */
  gpuPrice(of: GpuPriceQuestion): GpuPriceText;
}

export interface PriceQuestion {
  readonly model: NativeArgument;
  readonly tier?: NativeArgument;
  readonly asOf?: NativeArgument;
  readonly region?: NativeArgument;
}

export interface GpuPriceQuestion {
  readonly gpu: NativeArgument;
  readonly provider?: NativeArgument;
  readonly plan?: NativeArgument;
}

export const GPU_SUMMARIES = ['median', 'low', 'high', 'count'] as const;
export type GpuSummary = (typeof GPU_SUMMARIES)[number];

export interface GpuPriceText {
  /** What the function takes for names. */
  readonly namesAre: readonly string[];
  /** There are offers only where these hold. */
  readonly conditions: readonly string[];
  /** USD per GPU-hour; `count` is the number of offers. */
  summary(of: GpuSummary): string;
}

/** Where the prices of one model stand. */
export interface PriceText {
  /** What the function takes for names: anything else is refused before a price is looked for. */
  readonly namesAre: readonly string[];
  /** There is a price only where these hold: a look-up finds a row also for "gpt*". */
  readonly conditions: readonly string[];
  /**
   * USD for `UNITS[unit].per` of a unit, or undefined when nothing is charged and nothing can be.
   * @param unit         index in `UNITS`
   * @param promptTokens gross input tokens, which choose the long-context band
   */
  rate(unit: number, promptTokens: NumberText): RateText | undefined;
}

export interface RateText {
  readonly text: string;
  /** There may be no price (#N/A), so that the term has to be left out when nothing of the unit is used. */
  readonly mayBeMissing: boolean;
}
