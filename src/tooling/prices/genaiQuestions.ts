/** What both libraries are asked about every model they share. */
export interface Question {
  readonly usage: string;
  /** Gross counts; cached and written tokens are parts of the input. */
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h: number;
  /** ISO date-time. */
  readonly at: string;
}

const SHORT = { input: 10_000, output: 1_000, cached: 0, cacheWrite: 0, cacheWrite1h: 0 };
const USAGES: readonly Omit<Question, 'at'>[] = [
  { usage: 'plain', ...SHORT },
  { usage: 'cached', ...SHORT, cached: 6_000 },
  { usage: 'written', ...SHORT, cacheWrite: 6_000 },
  { usage: 'written for 1 h', ...SHORT, cacheWrite1h: 6_000 },
  { usage: 'input only', ...SHORT, output: 0 },
  { usage: 'long', ...SHORT, input: 300_000 },
  { usage: 'long and cached', ...SHORT, input: 300_000, cached: 250_000 },
  { usage: 'at 200,000', ...SHORT, input: 200_000 },
  { usage: 'at 272,000', ...SHORT, input: 272_000 },
];
const MOMENTS = [
  '2025-06-01T12:00:00Z',
  '2026-06-01T12:00:00Z',
  '2026-11-22T02:00:00Z', // a Sunday, in hours that are a peak on working days
  '2026-11-23T00:00:00Z', // the date of the snapshot
  '2026-11-23T02:00:00Z', // a Monday, in the same hours
  '2027-02-01T12:00:00Z',
];

export const QUESTIONS: readonly Question[] = MOMENTS.flatMap((at) => USAGES.map((usage) => ({ ...usage, at })));
