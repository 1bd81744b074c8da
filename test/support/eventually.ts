const PAUSE_MS = 10;
const LONGEST_WAIT_MS = 4_000;

/** Reads until the value is the expected one: events and add-in functions take their time in every Excel. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const value = await read();
    try {
      expect(value).toEqual(expected);
      return;
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
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
