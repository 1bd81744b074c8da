import type { PriceRow } from '../catalog/priceRow';
import { rowCurrency } from '../catalog/rowCurrency';
import { groupByModel } from '../catalog/rowKey';
import { describeRow, type ProposedChange } from './priceChanges';
import type { ProposalBasis, ProposedCard, TypedOver } from './refreshProposal';

/**
 * The cards with what a person has to know to read their figures rightly: the currency of each, where it is not USD, and
 * whether the old one was typed over the list's, so that the write keeps it.
 */
export function detailedCards(cards: readonly ProposedCard[], basis: ProposalBasis): readonly ProposedCard[] {
  const { against, models, offers } = basis;
  const before = groupByModel(against.llmRows);
  const typed = new Map((against.typedOver ?? []).map((each) => [placeOf(each), each]));
  return cards.map((card) => {
    const name = card.key.slice(card.key.indexOf('|') + 1);
    const old = currencies(before.get(name) ?? []);
    const rows = models.get(card.key)?.rows ?? [];
    const now = currencies(rows);
    const stays = (what: string) =>
      card.kind === 'gpus' ? offers.get(card.key)?.offer !== undefined : rows.some((row) => describeRow(row) === what);
    if (typed.size === 0 && old.size + now.size === 0) return card;
    const changes = card.changes.map((change): ProposedChange => {
      const edit = typed.get(placeOf(change));
      const [oldCurrency, newCurrency] = [old.get(change.what), now.get(change.what)];
      return {
        ...change,
        ...(oldCurrency === undefined ? {} : { oldCurrency }),
        ...(newCurrency === undefined ? {} : { newCurrency }),
        ...(edit && stays(change.what) ? { keptAs: edit.keptAs } : {}),
      };
    });
    return { ...card, changes };
  });
}

function placeOf({ what, column }: Pick<TypedOver, 'what' | 'column'>): string {
  return JSON.stringify([what, column]);
}

/** By the name of the row; USD is left out. */
function currencies(rows: readonly PriceRow[]): ReadonlyMap<string, string> {
  if (rows.every(({ currency }) => currency === undefined)) return NONE; // the usual case
  const currencyOf = rowCurrency(rows);
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const currency = currencyOf(row);
      return currency === undefined ? [] : [[describeRow(row), currency]];
    }),
  );
}

const NONE: ReadonlyMap<string, string> = new Map();
