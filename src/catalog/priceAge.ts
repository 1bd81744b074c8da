/**
 * Prices older than this many days are shown as old, never as an error: they may still be the agreed ones. A month,
 * because a maker changes the price of some model about every month (pricing reference §12), and finance closes monthly.
 */
export const OLD_AFTER_DAYS = 30;
