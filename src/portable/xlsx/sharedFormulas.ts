import { stringifyTokens, tokenize, translateFormulaToR1C1, translateTokensToA1, type Token } from '@borgar/fx/xlsx';
import { cellAddress } from './cellAddress';

/** A formula that a file holds once for many cells: relative references count from each cell. */
export class SharedFormula {
  private relative: Token[] | undefined;

  constructor(
    private readonly text: string,
    private readonly row: number,
    private readonly column: number,
  ) {}

  /** The formula as it reads in one cell. */
  at(row: number, column: number): string {
    this.relative ??= tokenize(translateFormulaToR1C1(this.text, cellAddress(this.row, this.column)), { r1c1: true });
    return stringifyTokens(translateTokensToA1(this.relative, cellAddress(row, column)));
  }
}

/** A sheet's shared formulas by their number, which a file may use again further down. */
export class SharedFormulas {
  private readonly byNumber = new Map<string, SharedFormula>();

  define(number: string, text: string, row: number, column: number): void {
    this.byNumber.set(number, new SharedFormula(text, row, column));
  }

  get(number: string): SharedFormula | undefined {
    return this.byNumber.get(number);
  }
}
