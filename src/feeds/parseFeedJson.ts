import { parse } from 'lossless-json';
import { FeedError } from './httpClient';

/**
 * Stands where a feed gives one key twice with different values. It fits no schema, so the record that holds it is
 * rejected; plain JSON.parse would silently keep the last price.
 */
export const DUPLICATE_KEY = Symbol('duplicate key');

/** Hostile JSON text to values; a duplicate key becomes `DUPLICATE_KEY`, anything malformed or too deep a FeedError. */
export function parseFeedJson(text: string, source: string): unknown {
  checkCount(text, '{', source);
  try {
    return parse(text, undefined, { parseNumber: Number, onDuplicateKey: () => DUPLICATE_KEY });
  } catch (error) {
    // depth beyond the stack is a RangeError, bad syntax a SyntaxError: neither text is shown, it may quote the feed
    const what = error instanceof RangeError ? 'is nested too deeply' : 'is not valid JSON';
    throw new FeedError('content', `The data from ${source} ${what}, so nothing was changed.`);
  }
}

/** The longest public list has about 25,000 objects and lines; a million would keep the pane busy for seconds. */
const MOST_RECORDS = 250_000;

/** @throws FeedError before anything is parsed when there are more records than any price list has */
export function checkCount(text: string, mark: string, source: string): void {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    count += 1;
    if (count > MOST_RECORDS) {
      throw new FeedError('too-large', `The data from ${source} has more than 250,000 records, so nothing was read.`);
    }
  }
}
