/** What the note of a row says of other lists: "genai-prices 0.1.8: 0.075/0.25/0.015", a price that was not preferred. */
import type { PriceRow } from '../catalog/priceRow';
import { isOfOwnList } from './ownPrices/ownPriceFeed';
import { statedRates } from './sourceRows';

const OPINION = /([\w.-]+) [\d.]+: ([\d./]+)/g;

/**
 * The row in force already notes that this source says otherwise and that another source was preferred: the same
 * statement again is not news, and would put an outdated price over a fresher one.
 */
export function isKnownDisagreement(card: readonly PriceRow[] | undefined, candidate: readonly PriceRow[]): boolean {
  const noted = (card ?? []).flatMap(opinionsIn).map(({ source, rates }) => `${source} ${rates}`);
  return noted.length > 0 && candidate.some((row) => noted.includes(`${row.source} ${statedRates(row)}`));
}

/** A list's row with what the row in force notes of others: a list that confirms a price does not settle the dispute. */
export function withOtherOpinions(fresh: PriceRow, before: PriceRow | undefined): PriceRow {
  if (!before?.note || isOfOwnList(fresh.source)) return fresh;
  const others = opinionsIn(before).filter(({ source }) => source !== fresh.source);
  return others.length === 0
    ? fresh
    : { ...fresh, note: [...others.map(({ text }) => text), fresh.note].filter(Boolean).join('; ') };
}

function opinionsIn({ note = '' }: PriceRow) {
  return [...note.matchAll(OPINION)].map(([text, source, rates]) => ({ text, source, rates }));
}
