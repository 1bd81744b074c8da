/**
 * What a price from outside has to satisfy. All limits of admission are here, so that a change of one is one line and
 * one reason.
 */

/** USD per 1M tokens. The dearest list price ever was 600 (o1-pro output); per-token and per-1k mix-ups are far above. */
export const MOST_USD_PER_MTOK = 1_000;
/** USD for one unit of a fee, whatever the unit. */
export const MOST_USD_PER_FEE = 100_000;
/** Output has never been cheaper than a fifth of input; below, the two may be swapped. Shown, not refused. */
export const LEAST_OUTPUT_OF_INPUT = 0.2;
/** A single price that moves by more than this factor, up or down, waits for a person. */
export const MOST_CHANGE_FACTOR = 3;
/** A feed in which more than this share of the known prices … */
export const MOST_SHARE_CHANGED = 0.1;
/** … moves by more than this share is wrong as a whole (another unit, another currency). */
export const NOTABLE_CHANGE = 0.5;
/** A feed with fewer than this share of the models in force has lost some. */
export const LEAST_SHARE_OF_MODELS = 0.8;

/** Provider and model ids. They start with a letter or digit, so that no cell takes one for a formula. */
export const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;
/** Names and aliases are for people, but hold no control, direction-override or zero-width character. */
export const MOST_NAME_LENGTH = 120;
export const UNSAFE_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u;

/** Value of `status` on a row whose price of 0 is meant. */
export const FREE_STATUS = 'free';
/** Value of `status` on a row whose model its source no longer lists. */
export const RETIRED_STATUS = 'retired';
