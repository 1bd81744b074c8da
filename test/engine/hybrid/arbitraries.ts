import fc from 'fast-check';

/** A part of the requests, its ends included. */
export const SHARE = fc.double({ min: 0, max: 1, noNaN: true });
/** A cost per request as it occurs. */
export const USD = fc.double({ min: 0, max: 100, noNaN: true });
