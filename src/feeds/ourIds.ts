import type { PriceRow } from '../catalog/priceRow';
import { distinctRows } from '../catalog/repeatedRows';
import { groupByModel, modelKey, modelKeyOf } from '../catalog/rowKey';

/**
 * A list's rows under the ids of the models in force. What is only an alias in force is the same model; where a list has
 * both ids at the same prices, the second is no model of its own: it would lack the tiers, hours and long-context prices
 * that the first has from elsewhere. At other prices it is.
 */
export function underOurIds(rows: readonly PriceRow[], inForce: readonly PriceRow[]): PriceRow[] {
  const listed = groupByModel(rows);
  const known = new Set(inForce.map(modelKey));
  const rowOfAlias = rowsByAlias(inForce);
  return [...listed].flatMap(([model, ofModel]) => {
    const ours = known.has(model) ? undefined : rowOfAlias.get(model);
    if (!ours) return ofModel;
    const renamed = ofModel.map((row) => ({ ...row, model: ours.model }));
    const underOurId = listed.get(modelKey(ours));
    if (!underOurId) return renamed;
    return repeats(renamed, underOurId) ? [] : ofModel;
  });
}

function rowsByAlias(inForce: readonly PriceRow[]): ReadonlyMap<string, PriceRow> {
  return new Map(
    inForce.flatMap((row) => {
      const aliases = row.aliases ? row.aliases.split(';') : [];
      return aliases.map((alias) => [modelKeyOf(row.provider, alias.trim()), row] as const);
    }),
  );
}

function repeats(rows: readonly PriceRow[], others: readonly PriceRow[]): boolean {
  return distinctRows([...others, ...rows]).rows.length === distinctRows(others).rows.length;
}
