import type { PriceRow } from '../catalog/priceRow';
import type { SourceCard, SourceModel } from './sourceModel';
import { thresholdFrom } from './thresholdSide';

/** Where the figures of a card come from. */
export type Provenance = Required<Pick<PriceRow, 'source' | 'checked'>> & Pick<PriceRow, 'agree' | 'note'>;

/** The rows of one model of one source: a base card for each period, with an overlay for each long-context rate. */
export function rowsOfModel(model: SourceModel, provenance: Provenance): PriceRow[] {
  const rows = model.cards.flatMap((card, index) =>
    rowsOfCard(model, card, model.cards[index + 1]?.validFrom, provenance),
  );
  const [first, ...others] = rows;
  return first ? [{ ...first, ...identityOf(model) }, ...others] : [];
}

/** One card as a base row and its overlays; `validTo` is the day on which the next card begins. */
export function rowsOfCard(
  { provider, model }: Pick<SourceModel, 'provider' | 'model'>,
  card: SourceCard,
  validTo: string | undefined,
  { note, ...provenance }: Provenance,
): PriceRow[] {
  const window = {
    ...(card.validFrom ? { valid_from: card.validFrom } : {}),
    ...(validTo ? { valid_to: validTo } : {}),
  };
  const base: PriceRow = { provider, model, ...window, ...card.rates, ...provenance, ...(note ? { note } : {}) };
  const overlays = card.longContext.map(({ above, rates }): PriceRow => ({
    provider,
    model,
    ...window,
    ctx_from: thresholdFrom(provider, above),
    ...rates,
    ...provenance,
  }));
  return [base, ...overlays];
}

/** Input, output and cached input as a note records what another source says: "3/15/0.3". */
export function statedRates({
  input,
  output,
  cached_input,
}: Pick<PriceRow, 'input' | 'output' | 'cached_input'>): string {
  return [input, output, cached_input].filter((rate) => rate !== undefined).join('/');
}

/** Name, window and limits stand on the first row of a model. */
function identityOf({ name, aliases, contextWindow, maxOutput, deprecated }: SourceModel): Partial<PriceRow> {
  return {
    ...(name ? { name } : {}),
    ...(aliases.length > 0 ? { aliases: aliases.join(';') } : {}),
    ...(deprecated ? { status: 'deprecated' } : {}),
    ...(contextWindow ? { context_window: contextWindow } : {}),
    ...(maxOutput ? { max_output: maxOutput } : {}),
  };
}
