import { isDeepStrictEqual } from 'node:util';

const PAUSE_MS = 10;
const LONGEST_WAIT_MS = 5_000;

/** Reads until the value is the expected one: events and add-in functions take their time in every Excel. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let last = await read();
  while (!isDeepStrictEqual(last, expected) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    last = await read();
  }
  expect(last).toEqual(expected);
}

/** The error code a piece of work fails with, 'none' when it succeeds. */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (problem) {
    return (problem as { code?: string }).code ?? String(problem);
  }
}
