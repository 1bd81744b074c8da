import { compileCatalog } from '../catalog/compileCatalog';
import type { PriceCatalog } from '../catalog/priceCatalog';
import { readPriceRows } from '../catalog/readPriceRows';
import { EngineError } from '../engine/errors';
import type { FunctionContext } from './context';
import type { CellValue } from './definition';

type Block = readonly (readonly CellValue[])[];

interface CompiledRange {
  readonly block: Block;
  readonly catalog: PriceCatalog;
  /** Date and exchange rates come from the prices in force, so that they are a part of what was compiled. */
  readonly inForce: PriceCatalog;
}

const byIdentity = new WeakMap<Block, CompiledRange>();
/** The ranges of the last calls, newest first: Excel hands over a fresh copy of a range for every call. */
let recent: readonly CompiledRange[] = [];
const MOST_RECENT = 8;

/**
 * The prices of one call: the rows of its `prices` range alone, otherwise the prices in force. A range is compiled once
 * however many cells use it.
 * @throws price-table-header → #VALUE!
 */
export function catalogOfCall(prices: Block | undefined, context: FunctionContext): PriceCatalog {
  if (prices === undefined) return context.prices;
  const known = byIdentity.get(prices);
  if (known?.inForce === context.prices) return known.catalog;
  const equal = recent.find(({ block, inForce }) => inForce === context.prices && isSameBlock(block, prices));
  const compiled = equal ?? compileRange(prices, context);
  byIdentity.set(prices, compiled);
  recent = [compiled, ...recent.filter((other) => other !== compiled)].slice(0, MOST_RECENT);
  return compiled.catalog;
}

function compileRange(block: Block, context: FunctionContext): CompiledRange {
  if (block.length < 2) throw new EngineError('price-table-header', { problem: NO_TABLE });
  const { rows, rejected } = readPriceRows(block, context.dates1904);
  const { asOf } = context.prices.snapshot;
  const snapshot = { id: `range-${rows.length}`, asOf, origin: 'range' } as const;
  const catalog = compileCatalog({ snapshot, rows, rejected, exchangeRates: context.prices.exchangeRates });
  return { block, catalog, inForce: context.prices };
}

const NO_TABLE = 'prices must be a range with the headers model, input, output above the rows';

function isSameBlock(a: Block, b: Block): boolean {
  if (a.length !== b.length || a[0]?.length !== b[0]?.length) return false;
  for (let row = 0; row < a.length; row += 1) {
    for (let column = 0; column < a[row].length; column += 1) {
      if (a[row][column] !== b[row][column]) return false;
    }
  }
  return true;
}
