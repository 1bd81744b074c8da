import type { PricedModel } from '../catalog/pricedModel';
import type { ResolvedBands } from '../catalog/resolveCard';
import { billLines, quoteOf } from '../engine/api-cost/billLines';
import { EngineError } from '../engine/errors';
import type { Usage } from '../engine/units/usage';

/**
 * What a usage costs in USD.
 * @throws price-missing → #N/A naming every used bucket without a price: part of a bill is not a bill
 */
export function knownUsd(model: PricedModel, bands: ResolvedBands, usage: Usage): number {
  const quote = quoteOf(billLines(bands, usage));
  if (quote.kind === 'known') return quote.usd;
  throw new EngineError('price-missing', { model: model.model, bucket: quote.unpriced.join(', ') });
}
