/**
 * A figure that a native form rests on and that no price table holds: published facts of models and GPUs, assumptions,
 * and what only the add-in can calculate. Each has its cell on the sheet "Model and GPU facts" of the copy.
 */
export interface Fact {
  /** "Llama 3.3 70B", "H100 SXM", "costs of GPUs". */
  readonly about: string;
  /** "weights in fp8" */
  readonly means: string;
  readonly value: number;
  /** How the cell follows from others (their addresses as `cellOf` gave them); `value` is then what it shows. */
  readonly formula?: string;
  readonly unit: string;
  readonly kind: FactKind;
  /** Where the figure comes from, or on what it rests. */
  readonly source: string;
  /** ISO date of the source. */
  readonly checked?: string;
}

export type FactKind =
  /** From a source, or following from a published architecture. */
  | 'published'
  /** May be changed in its cell: every formula that rests on it follows. */
  | 'assumption'
  /** Follows from other cells. */
  | 'calculated'
  /** Predicted by the add-in for arguments that `means` names; a formula that rests on it is #N/A for others. */
  | 'kept';

/** The generated sheet, asked by native forms; the same fact has one cell however often it is asked for. */
export interface FactCells {
  /** Address of the fact's cell, with its sheet, for use in any formula of the copy. */
  cellOf(fact: Fact): string;
}

/**
 * The condition that every cell of the sheet of facts (and of other sheets) in a formula holds a number: a figure that
 * somebody deleted would count as 0, and a GPU as free.
 */
export function factsAreThere(formula: string): string {
  const addresses = [...new Set(formula.match(ADDRESS))];
  return addresses.length === 1 ? `ISNUMBER(${addresses[0]})` : `COUNT(${addresses.join(',')})=${addresses.length}`;
}

/** One cell with its sheet: 'Model and GPU facts'!$C$7 */
const ADDRESS = /(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!\$?[A-Z]{1,3}\$?\d+/gu;
