/**
 * What a price from a feed has to satisfy beyond what every price row does (`admitPriceRow.ts`). The limits are in one
 * place, so that a change of one is one line and one reason.
 */

/** Output has never been cheaper than a fifth of input; below, the two may be swapped. Shown, not refused. */
export const LEAST_OUTPUT_OF_INPUT = 0.2;
/** Speech costs 20 times the text it is made of, no text more than 15 times; above, one of the two has a digit too many. Shown. */
export const NOTABLE_OUTPUT_TO_INPUT = 25;
/** A single price that moves by more than this factor, up or down, waits for a person. */
export const MOST_CHANGE_FACTOR = 3;
/** A feed in which more than this share of the known prices … */
export const MOST_SHARE_CHANGED = 0.1;
/** … moves by more than this share is wrong as a whole (another unit, another currency). */
export const NOTABLE_CHANGE = 0.5;
/** A feed with fewer than this share of the models in force has lost some. */
export const LEAST_SHARE_OF_MODELS = 0.8;

/** The dearest list prices per 1M tokens so far are o1-pro's 150 and 600 USD. */
export const MOST_INPUT_USD = 200;
export const MOST_OUTPUT_USD = 800;
/** The least that LiteLLM's own check admits (its pull request 38167). */
export const LEAST_TOKEN_USD = 0.0001;
/** Output costs up to about ten times input; beyond this, one is per 1,000 tokens and the other per token. */
export const MOST_OUTPUT_TO_INPUT = 50;
/** 1,000 searches, pages or requests cost 1 to 35 USD so far: 0.01 is the price of one, 10,000 that of a million. */
export const LEAST_USD_PER_1K_CALLS = 0.05;
export const MOST_USD_PER_1K_CALLS = 1_000;
/** Tiers and regions have cost 0.1 to 6 times the list price; a factor further off is the ratio of two units. */
export const MOST_MULTIPLE = 20;

/** Names and aliases are for people, but hold no control, direction-override or zero-width character. */
export const MOST_NAME_LENGTH = 120;
export const UNSAFE_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u;

/** Value of `status` on a row whose price of 0 is meant. */
export const FREE_STATUS = 'free';
/** Value of `status` on a row whose model its source no longer lists. */
export const RETIRED_STATUS = 'retired';
