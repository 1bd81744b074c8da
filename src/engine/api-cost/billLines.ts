import { sumUsd } from '../money/usd';
import { billedCounts, type Usage } from '../units/usage';
import { INPUT, REQUESTS, UNITS } from '../units/units';
import type { Quote } from './quote';
import { bandOf, firstBandOf, shareOfBand, type PriceBands } from './rateCard';

/** One bucket of a bill. */
export interface BillLine {
  /** Index in `UNITS`. */
  readonly unit: number;
  /** "1024x1024" of `images:1024x1024`. */
  readonly variant?: string;
  /** Net of the parts that have a line of their own. */
  readonly quantity: number;
  /** USD for `UNITS[unit].per`; NaN without a price. */
  readonly rate: number;
  /** [USD]; NaN without a price. */
  readonly usd: number;
  /** Index of the band whose card gave the rate. */
  readonly band: number;
}

/**
 * A bill, bucket by bucket, for any mix of units.
 *
 * The long-context band is chosen by the gross input of one request: with `requests` above 1 the counts are totals and
 * their average decides. Where a band prices only the tokens above its threshold, input has one line per band; output
 * comes after the prompt, so that the band that the prompt reaches prices all of it.
 *
 * @param bands prices in force, by size of the prompt
 * @param usage gross counts
 * @returns lines of what was used, in the order of `UNITS`; a unit used without a price has NaN
 * @throws usage-part-exceeds-whole, usage-parts-exceed-whole → #VALUE!
 */
export function billLines(bands: PriceBands, usage: Usage): BillLine[] {
  const billed = billedCounts(usage.counts);
  const promptTokens = usage.counts[INPUT] / Math.max(1, usage.counts[REQUESTS]);
  const reached = bandOf(bands, promptTokens);
  const first = firstBandOf(bands, reached);
  const lines: BillLine[] = [];
  UNITS.forEach((unit, index) => {
    if (!(billed[index] > 0)) return;
    for (let band = unit.side === 'input' ? first : reached; band <= reached; band += 1) {
      const share = unit.side === 'input' ? shareOfBand(bands, band, first, reached, promptTokens) : 1;
      const line = billLine(index, billed[index] * share, bands.cards[band].usd[index], band);
      if (!(unit.freeWithoutPrice && line.rate === 0)) lines.push(line);
    }
  });
  for (const [name, quantity] of usage.named) {
    if (!(quantity > 0)) continue;
    const [key, ...variant] = name.split(':');
    const index = UNITS.findIndex((unit) => unit.key === key);
    const rate = bands.cards[reached].named.get(name) ?? NaN;
    lines.push({ ...billLine(index, quantity, rate, reached), variant: variant.join(':') });
  }
  return lines;
}

/**
 * What a bill adds up to, and what of it has no price.
 * @returns known [USD]; floor when a used bucket has no price; unpriced when none has
 */
export function quoteOf(lines: readonly BillLine[]): Quote {
  const priced = lines.filter((line) => !Number.isNaN(line.usd));
  const unpriced = lines.filter((line) => Number.isNaN(line.usd)).map(bucketName);
  const usd = sumUsd(priced.map((line) => line.usd));
  if (unpriced.length === 0) return { kind: 'known', usd };
  return priced.length === 0 ? { kind: 'unpriced', unpriced } : { kind: 'floor', usd, unpriced };
}

/** "output", "images:1024x1024". */
export function bucketName(line: BillLine): string {
  const { key } = UNITS[line.unit];
  return line.variant === undefined ? key : `${key}:${line.variant}`;
}

function billLine(unit: number, quantity: number, rate: number, band: number): BillLine {
  return { unit, quantity, rate, usd: (quantity * rate) / UNITS[unit].per, band };
}
