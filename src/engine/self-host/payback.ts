/** How long an investment takes to pay for itself out of what it saves every month. */

/** Longer than any plan: what has not paid back in a century never does. */
const CENTURY_MONTHS = 1200;

export interface Investment {
  /** Paid at the start [USD]. */
  readonly upfrontUsd: number;
  /** What month m (1 is the first) saves [USD]; negative when it loses. */
  readonly savingUsdInMonth: (month: number) => number;
  /** What the hardware could be sold for after month m [USD]; absent: nothing. */
  readonly residualUsdAfterMonth?: (month: number) => number;
  /** Yearly cost of capital, 0..1. */
  readonly discountRate: number;
  /** Months for which the hardware lasts. */
  readonly lifeMonths?: number;
  /** Months to look ahead before the answer is "never": a century unless given, at least the life. */
  readonly lookAheadMonths?: number;
}

export type Payback =
  | {
      readonly kind: 'paid';
      /** Savings arrive evenly within a month, so this may be a fraction; without discounting upfront ÷ saving. */
      readonly months: number;
      /** A later month of the hardware's life in which the balance is negative again: the API became cheaper. */
      readonly lostAgainInMonth?: number;
    }
  /** Savings would add up, but only after the hardware's life. */
  | { readonly kind: 'beyond-life'; readonly months: number }
  | { readonly kind: 'never' };

/**
 * The first moment at which −upfront + Σ saving(m)/(1+r)^(m/12) + residual(m)/(1+r)^(m/12) reaches 0, solved on whole
 * months and interpolated inside the month.
 * @source self-hosting reference §8, 2026-11-23
 */
export function payback(investment: Investment): Payback {
  const { upfrontUsd, savingUsdInMonth, residualUsdAfterMonth, discountRate, lifeMonths, lookAheadMonths } = investment;
  const monthlyDiscount = (1 + discountRate) ** (-1 / 12);
  const last = Math.max(lookAheadMonths ?? CENTURY_MONTHS, Math.ceil(lifeMonths ?? 0));
  let paidMonths = upfrontUsd <= 0 && savingUsdInMonth(1) > 0 ? 0 : undefined;
  let withoutResaleUsd = -upfrontUsd;
  let beforeUsd = -upfrontUsd;
  let discount = 1;
  for (let month = 1; month <= last; month++) {
    discount *= monthlyDiscount;
    withoutResaleUsd += savingUsdInMonth(month) * discount;
    const balanceUsd = withoutResaleUsd + (residualUsdAfterMonth?.(month) ?? 0) * discount;
    if (paidMonths === undefined) {
      if (balanceUsd >= 0 && upfrontUsd > 0) paidMonths = month - 1 + beforeUsd / (beforeUsd - balanceUsd);
      if (paidMonths !== undefined && paidMonths > (lifeMonths ?? last))
        return { kind: 'beyond-life', months: paidMonths };
    } else if (balanceUsd < 0 && lifeMonths !== undefined && month <= lifeMonths) {
      return { kind: 'paid', months: paidMonths, lostAgainInMonth: month };
    }
    if (paidMonths !== undefined && month >= (lifeMonths ?? 0)) break;
    beforeUsd = balanceUsd;
  }
  return paidMonths === undefined ? { kind: 'never' } : { kind: 'paid', months: paidMonths };
}

/**
 * Payback of a constant monthly saving, with the API's price falling by `apiDecline` a year: A·(1−d)^(m/12) − O.
 * @param apiMonthlyUsd     what the API costs a month today
 * @param runningMonthlyUsd what running the own machines costs a month, without their purchase
 */
export function paybackOfConstantTraffic(inputs: {
  readonly apiMonthlyUsd: number;
  readonly upfrontUsd: number;
  readonly runningMonthlyUsd: number;
  readonly discountRate: number;
  readonly apiDecline: number;
  readonly lifeMonths?: number;
}): Payback {
  const { apiMonthlyUsd, upfrontUsd, runningMonthlyUsd, discountRate, apiDecline, lifeMonths } = inputs;
  if (discountRate === 0 && apiDecline === 0) {
    const savingUsd = apiMonthlyUsd - runningMonthlyUsd;
    if (savingUsd <= 0) return { kind: 'never' };
    const months = upfrontUsd / savingUsd;
    return months > (lifeMonths ?? Infinity) ? { kind: 'beyond-life', months } : { kind: 'paid', months };
  }
  const monthlyFactor = (1 - apiDecline) ** (1 / 12);
  return payback({
    upfrontUsd,
    savingUsdInMonth: (month) => apiMonthlyUsd * monthlyFactor ** month - runningMonthlyUsd,
    discountRate,
    ...(lifeMonths === undefined ? {} : { lifeMonths }),
  });
}
