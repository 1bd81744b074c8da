import { EngineError } from '../engine/errors';
import { ModelIndex } from './modelIndex';
import { foldName } from './nameDecorations';
import type { PriceCatalog } from './priceCatalog';
import { PricedModel, type TableFacts } from './pricedModel';
import type { ExchangeRates, PriceRow, PriceTable, RejectedRow } from './priceRow';
import { utcMsOfIso } from './rowDates';

const NO_RATES: ExchangeRates = new Map();

/**
 * Makes a price table ready for questions. Rows are grouped by provider and model here; each model is admitted and
 * resolved when it is first asked for.
 * @throws price-table-header when `snapshot.asOf` is not an ISO date → #VALUE!
 */
export function compileCatalog(table: PriceTable): PriceCatalog {
  const { snapshot, rows, rejected = [], exchangeRates = NO_RATES } = table;
  const defaultUtcMs = utcMsOfIso(snapshot.asOf);
  if (defaultUtcMs === undefined) throw new EngineError('price-table-header', { problem: 'its date is not a date' });
  const models = groupByModel(rows, rejected, { snapshot, defaultUtcMs, exchangeRates });
  const index = new ModelIndex(models);
  return {
    snapshot,
    models: models.filter((model) => model.rows.length > 0),
    rejected,
    exchangeRates,
    find: (name) => index.find(name),
    otherSellers: (model) => index.otherSellers(model),
  };
}

interface Group {
  readonly provider: string;
  readonly model: string;
  readonly rows: PriceRow[];
  readonly rejected: RejectedRow[];
}

/** A model all of whose rows were rejected stays findable, so that asking for it says why it has no price. */
function groupByModel(rows: readonly PriceRow[], rejected: readonly RejectedRow[], facts: TableFacts): PricedModel[] {
  const groups = new Map<string, Group>();
  const groupOf = (provider: string, model: string): Group => {
    const key = `${foldName(provider)}\n${foldName(model)}`;
    const known = groups.get(key);
    if (known) return known;
    const group: Group = { provider: provider.trim(), model: model.trim(), rows: [], rejected: [] };
    groups.set(key, group);
    return group;
  };
  for (const row of rows) groupOf(row.provider, row.model).rows.push(row);
  for (const row of rejected) if (row.model !== '') groupOf(row.provider, row.model).rejected.push(row);
  return [...groups.values()].map(
    (group) => new PricedModel(group.provider, group.model, group.rows, group.rejected, facts),
  );
}
