/**
 * Money as plain doubles: prices are kept as USD per 1M tokens, sums are compensated, and nothing is rounded here;
 * the cell rounds for display.
 */

/**
 * The listed USD per 1M tokens behind a feed's USD per token: 0.00000015 × 1e6 is 0.15 and not 0.15000000000000002.
 * @param usdPerToken [USD per token]
 * @returns [USD per 1M tokens] with at most 15 significant digits, as a price list writes it
 * @source engineering.md §8: 5,112 of 20,000 ordinary prices differ from the listed decimal without this, 2026-11-23
 * @example usdPerMTok(0.00000015) //=> 0.15
 */
export function usdPerMTok(usdPerToken: number): number {
  return listedDecimal(usdPerToken * 1e6);
}

/**
 * A figure without the noise of binary arithmetic in its last digits.
 * @returns the same number with at most 15 significant digits
 * @example listedDecimal(0.1 + 0.2) //=> 0.3
 */
export function listedDecimal(figure: number): number {
  return Number(figure.toPrecision(15));
}

/**
 * The sum of many small amounts without the error that a running total collects.
 * @param amounts [USD]
 * @returns [USD], Neumaier's compensated sum
 * @source A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54, 1974
 * @example sumUsd([1e16, 1, -1e16]) //=> 1
 */
export function sumUsd(amounts: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const amount of amounts) {
    const next = total + amount;
    lost += Math.abs(total) >= Math.abs(amount) ? total - next + amount : amount - next + total;
    total = next;
  }
  return total + lost;
}
