import { normaliseHeader } from '../../catalog/priceRow';
import { lambdaNames, NEEDED, optionalColumnsMissing } from '../../portable/lambdaNames';
import type { FormulaGateway } from '../../workbook/formulaGateway';
import { LLM_TABLE } from '../../workbook/priceTableLayout';

export interface AddedLambdas {
  readonly added: readonly string[];
  /** Names that the workbook has already, for whatever: left as they are. */
  readonly taken: readonly string[];
  /** Headers of columns that the price table lacks: the names take nothing of them into account. */
  readonly withoutColumns: readonly string[];
}

/**
 * Adds the named LAMBDAs to the open workbook.
 * @throws an error with a sentence when the price table is missing or lacks a column, or the workbook cannot be changed
 */
export function addLambdas(gateway: FormulaGateway): Promise<AddedLambdas> {
  return gateway.run(async (book) => {
    const { readOnly, described, tables } = await book.overview([LLM_TABLE.table]);
    if (readOnly) throw new Error('The workbook is read-only: enable editing or save a copy, then try again.');
    const prices = described.find(({ name }) => same(name, LLM_TABLE.table));
    if (!prices)
      throw new Error('The LAMBDAs look at the table LlmPrices: insert the price tables in the view Prices first.');
    const missing = NEEDED.find((key) => !prices.headers.some((header) => normaliseHeader(header) === key));
    if (missing) {
      const header = LLM_TABLE.columns.find(({ key }) => key === missing)?.header ?? missing;
      throw new Error(
        `The table LlmPrices has no column “${header}”: type that header over the column with these figures, then try again.`,
      );
    }
    const lambdas = lambdaNames(prices.headers);
    const { names } = await book.formulaPlaces([]);
    const isTaken = ({ name }: { name: string }) => [...names, ...tables].some((each) => same(each.name, name));
    const free = lambdas.filter((lambda) => !isTaken(lambda));
    if (free.length > 0) await book.addNames(free);
    return {
      added: free.map(({ name }) => name),
      taken: lambdas.filter(isTaken).map(({ name }) => name),
      withoutColumns: free.length > 0 ? optionalColumnsMissing(prices.headers) : [],
    };
  });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
