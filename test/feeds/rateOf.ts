import type { PriceRow } from '../../src/catalog/priceRow';
import { bandOf } from '../../src/engine/api-cost/rateCard';
import { unitIndex } from '../../src/engine/units/units';
import { catalogOf, utc } from '../catalog/support';

export interface Asked {
  readonly tier?: string;
  readonly region?: string;
  readonly at?: string;
  /** Gross input tokens of the request. */
  readonly tokens?: number;
}

/** What the engine charges for a unit of the first row's model [USD per 1M tokens], once the rows are in force. */
export function rateOf(
  rows: readonly PriceRow[],
  rate: 'input' | 'cached_input' | 'cache_write' | 'output',
  asked: Asked = {},
): number {
  const { tier = '', region = '', at, tokens = 0 } = asked;
  const model = catalogOf(rows).find(`${rows[0].provider}/${rows[0].model}`);
  const bands = model.bands(tier, region, at === undefined ? undefined : utc(at));
  return bands.cards[bandOf(bands, tokens)].usd[unitIndex(rate) ?? NaN];
}
